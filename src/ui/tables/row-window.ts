// Browsers cap an element's height (Firefox near 17.8 million pixels); beyond this the scroll bar stands for more than it measures.
const MAX_HEIGHT = 8_000_000;

/** Which rows to draw for a scroll position, and where. Heights in pixels; `last` is included. */
export type RowWindow = { first: number; last: number; top: number; height: number };

type Viewport = { scrollTop: number; viewHeight: number; rowHeight: number; total: number };

/** The rows in view, a few more on each side. */
export function rowWindow({ scrollTop, viewHeight, rowHeight, total }: Viewport, extra = 6): RowWindow {
  const real = total * rowHeight;
  const height = Math.min(real, MAX_HEIGHT);
  const room = Math.max(1, height - viewHeight);
  const at = Math.max(0, Math.min(scrollTop, room));
  const virtualTop = real <= MAX_HEIGHT ? at : (at / room) * (real - viewHeight);
  const first = Math.max(0, Math.floor(virtualTop / rowHeight) - extra);
  const last = Math.min(total - 1, Math.ceil((virtualTop + viewHeight) / rowHeight) + extra);
  return { first, last, top: at - (virtualTop - first * rowHeight), height };
}

/** The scroll position that brings a row into view with the least movement. */
export function scrollToRow(row: number, { scrollTop, viewHeight, rowHeight, total }: Viewport): number {
  const real = total * rowHeight;
  const height = Math.min(real, MAX_HEIGHT);
  const room = Math.max(1, height - viewHeight);
  const scale = real <= MAX_HEIGHT ? 1 : (real - viewHeight) / room;
  const virtualTop = scrollTop * scale;
  const top = row * rowHeight;
  if (top < virtualTop) return top / scale;
  if (top + rowHeight > virtualTop + viewHeight) return (top + rowHeight - viewHeight) / scale;
  return scrollTop;
}

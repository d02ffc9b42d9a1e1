const INLINED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'fill-opacity',
  'font-size',
  'font-weight',
  'font-family',
  'text-anchor',
  'dominant-baseline',
];
const PAPER = 12;
const NOWHERE = 'rgba(0, 0, 0, 0)';

/** A picture as SVG text, with its size in pixels. */
export type Picture = { text: string; width: number; height: number };

type Drawing = { whole: SVGSVGElement; left: number; top: number };

/**
 * A card as a self-contained SVG: what is on screen, words, bars and charts alike, with colours and fonts written out.
 * What is marked `data-screen-only` and what only a screen reader sees stays out.
 */
export function drawCard(card: HTMLElement): Picture {
  const box = card.getBoundingClientRect();
  const width = Math.ceil(box.width) + PAPER * 2;
  const height = Math.ceil(box.height) + PAPER * 2;
  const whole = element('svg', {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    'font-family': getComputedStyle(card).fontFamily,
  });
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  whole.append(element('rect', { width, height, fill: paper === NOWHERE ? 'white' : paper }));
  drawElement(card, { whole, left: box.left - PAPER, top: box.top - PAPER });
  return { text: new XMLSerializer().serializeToString(whole), width, height };
}

/** Draws a picture at twice its size. @returns null when the browser cannot draw it */
export async function toPng(picture: Picture): Promise<Blob | null> {
  const url = URL.createObjectURL(new Blob([picture.text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = picture.width * 2;
    canvas.height = picture.height * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Puts a picture on the clipboard. @returns false where the browser does not allow it */
export async function copyImage(png: Blob): Promise<boolean> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    return true;
  } catch {
    return false;
  }
}

function drawElement(source: Element, drawing: Drawing): void {
  const style = getComputedStyle(source);
  const isUnseen = style.display === 'none' || style.visibility === 'hidden' || style.clipPath !== 'none';
  if (isUnseen || source.hasAttribute('data-screen-only')) return;
  if (source instanceof SVGSVGElement) drawing.whole.append(copyChart(source, drawing));
  else {
    drawBox(source, style, drawing);
    for (const child of source.childNodes) {
      if (child instanceof Text) drawText(child, style, drawing);
      else if (child instanceof Element) drawElement(child, drawing);
    }
  }
}

/** Ground, frame and rules of an element. */
function drawBox(source: Element, style: CSSStyleDeclaration, { whole, left, top }: Drawing): void {
  const box = source.getBoundingClientRect();
  const [x, y] = [box.left - left, box.top - top];
  const framed = ['top', 'right', 'bottom', 'left'].filter((side) => ruleOf(style, side) > 0);
  const isFramed = framed.length === 4;
  if (style.backgroundColor !== NOWHERE || isFramed) {
    const frame = isFramed ? { stroke: style.borderTopColor, 'stroke-width': style.borderTopWidth } : {};
    whole.append(
      element('rect', {
        x,
        y,
        width: box.width,
        height: box.height,
        rx: Number.parseFloat(style.borderTopLeftRadius) || 0,
        fill: style.backgroundColor === NOWHERE ? 'none' : style.backgroundColor,
        opacity: style.opacity,
        ...frame,
      }),
    );
  }
  if (isFramed) return;
  for (const side of ['top', 'bottom']) {
    const rule = ruleOf(style, side);
    if (rule === 0) continue;
    const at = side === 'top' ? y : y + box.height - rule;
    const fill = style.getPropertyValue(`border-${side}-color`);
    whole.append(element('rect', { x, y: at, width: box.width, height: rule, fill }));
  }
}

/** Width of a visible border, in pixels. */
function ruleOf(style: CSSStyleDeclaration, side: string): number {
  if (style.getPropertyValue(`border-${side}-style`) === 'none') return 0;
  return Number.parseFloat(style.getPropertyValue(`border-${side}-width`)) || 0;
}

function drawText(node: Text, style: CSSStyleDeclaration, { whole, left, top }: Drawing): void {
  for (const line of linesOf(node)) {
    const size = Number.parseFloat(style.fontSize);
    const text = element('text', {
      x: line.box.left - left,
      y: line.box.top - top + line.box.height / 2 + size * 0.36,
      'font-size': size,
      'font-weight': style.fontWeight,
      fill: style.color,
    });
    text.textContent = line.text;
    whole.append(text);
  }
}

/** The lines that a text node breaks into on screen, cut where its element hides the rest. */
function linesOf(node: Text): { text: string; box: DOMRect }[] {
  const { data } = node;
  if (data.trim() === '') return [];
  const range = document.createRange();
  const edge = clipEdge(node.parentElement);
  const lines: { text: string; box: DOMRect }[] = [];
  for (let at = 0; at < data.length; at++) {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const box = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (box.width === 0) continue;
    if (last && Math.abs(last.box.top - box.top) < box.height / 2) {
      if (box.right <= edge + 1) last.text += data.charAt(at);
      else if (!last.text.endsWith('…')) last.text = `${last.text.slice(0, -1)}…`;
    } else lines.push({ text: data.charAt(at), box });
  }
  return lines;
}

/** Where text is cut off with an ellipsis, as an x on screen. */
function clipEdge(owner: Element | null): number {
  for (let at = owner; at !== null && !(at instanceof HTMLTableElement); at = at.parentElement) {
    if (getComputedStyle(at).textOverflow === 'ellipsis') return at.getBoundingClientRect().right;
  }
  return Infinity;
}

function copyChart(source: SVGSVGElement, { left, top }: Drawing): SVGSVGElement {
  const box = source.getBoundingClientRect();
  const copy = element('svg', {
    x: box.left - left,
    y: box.top - top,
    width: box.width,
    height: box.height,
    overflow: 'visible',
  });
  const viewBox = source.getAttribute('viewBox');
  if (viewBox !== null) copy.setAttribute('viewBox', viewBox);
  for (const child of source.children) copy.append(copyElement(child));
  return copy;
}

function copyElement(source: Element): Element {
  const copy = document.createElementNS('http://www.w3.org/2000/svg', source.localName);
  for (const { name, value } of source.attributes)
    if (!/^(class|style|tabindex|role|on.*|aria-.*)$/.test(name)) copy.setAttribute(name, value);
  const style = getComputedStyle(source);
  for (const name of INLINED) copy.setAttribute(name, style.getPropertyValue(name));
  if (source.children.length === 0) copy.textContent = source.textContent;
  else for (const child of source.children) copy.append(copyElement(child));
  return copy;
}

function element<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Record<string, string | number>,
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

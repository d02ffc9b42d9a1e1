import { CELL, type CellTag } from './cell-tag.ts';
import { dateText, isoText, numberText } from './cell-text.ts';
import type { NumberKind } from './serial-date.ts';
import { decodeXml, richText } from './xml-text.ts';

/** What the cells of a sheet refer to, besides shared strings. */
export type CellContext = {
  /** What each cell style shows, by its number. */
  styles: readonly NumberKind[];
  epoch1904: boolean;
  /** Of the tags of the sheet, e.g. `x:`, or empty. */
  prefix: string;
};

/** A stored number as its style shows it. */
export function shownNumber(raw: string, style: number, { styles, epoch1904 }: CellContext): string {
  const kind = styles[style] ?? 'number';
  return (kind === 'number' ? null : dateText(Number(raw), kind, epoch1904)) ?? numberText(raw);
}

/**
 * The value of a cell from whatever stands between its tags, entities and runs decoded.
 * @returns its text, or the index of a shared string.
 */
export function cellValue(inner: string, tag: CellTag, context: CellContext): string | number {
  const { prefix } = context;
  if (tag.type === CELL.inline) return richText(stretch(inner, `<${prefix}is>`, `</${prefix}is>`) ?? inner, prefix);
  const raw = valueIn(inner, prefix);
  if (raw === '') return '';
  if (tag.type === CELL.shared) return /^\d{1,10}$/u.test(raw.trim()) ? Number(raw) : '#REF!';
  if (tag.type === CELL.number) return shownNumber(raw.trim(), tag.style, context);
  if (tag.type === CELL.boolean) return /^\s*(?:1|true)\s*$/u.test(raw) ? 'TRUE' : 'FALSE';
  return tag.type === CELL.moment ? isoText(raw) : decodeXml(raw);
}

/** Text of the value element of a cell. */
function valueIn(inner: string, prefix: string): string {
  const open = inner.indexOf(`<${prefix}v`);
  const start = open < 0 ? -1 : inner.indexOf('>', open);
  if (start < 0 || inner.charAt(start - 1) === '/') return '';
  const end = inner.indexOf(`</${prefix}v>`, start);
  return end < 0 ? '' : inner.slice(start + 1, end);
}

/** What stands between the first `open` and the last `close`. */
function stretch(text: string, open: string, close: string): string | null {
  const start = text.indexOf(open);
  const end = text.lastIndexOf(close);
  return start < 0 || end < start ? null : text.slice(start + open.length, end);
}

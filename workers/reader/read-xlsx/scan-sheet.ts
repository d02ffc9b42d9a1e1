import type { GridRow } from '../read-grid.ts';
import { dateText, isoText, type NumberKind, numberText } from './cell-text.ts';
import { decodeXml, richText } from './xml-text.ts';

/** What the cells of a sheet refer to. */
export type CellContext = {
  /** A shared string, or null when it is not loaded or does not exist. */
  string(index: number): string | null;
  /** What each cell style shows, by its number. */
  styles: readonly NumberKind[];
  epoch1904: boolean;
};

const SPACE = 0x20;
const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;

/** Most columns a sheet can have; a reference beyond it is not one. */
const MAX_COLUMN = 16_384;

const endsName = (code: number): boolean =>
  code === SPACE || code === GREATER || code === SLASH || code === 0x0a || code === 0x0d || code === 0x09;

/** Column number (from 1) of a reference such as `AB12`; 0 when it is not one. */
export function columnOf(reference: string): number {
  return columnAt(reference, 0, reference.length);
}

function columnAt(text: string, from: number, to: number): number {
  let column = 0;
  for (let at = from; at < to; at++) {
    const letter = (text.charCodeAt(at) & 0xdf) - 0x40;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
    if (column > MAX_COLUMN) return 0;
  }
  return column;
}

/** The opening tag of a cell: where it stands, what it looks like, what is in it. */
class CellTag {
  column = 0;
  style = 0;
  /** `s`, `str`, `inlineStr`, `b`, `e`, `d`, `n`, or empty. */
  type = '';
  /** `<c …/>`: nothing in it. */
  closed = false;

  /** Reads the attributes from `at` (behind the name) on. @returns the offset behind `>`, or -1 when the tag is cut. */
  read(xml: string, from: number, limit: number): number {
    this.column = 0;
    this.style = 0;
    this.type = '';
    this.closed = false;
    let at = from;
    while (at < limit) {
      const code = xml.charCodeAt(at);
      if (code === GREATER) return at + 1;
      if (code === SLASH || code <= SPACE) {
        this.closed = code === SLASH;
        at++;
        continue;
      }
      let name = at;
      while (name < limit && xml.charCodeAt(name) !== EQUALS) name++;
      let open = name + 1;
      while (open < limit && xml.charCodeAt(open) <= SPACE) open++;
      const quote = xml.charCodeAt(open);
      let close = open + 1;
      while (close < limit && xml.charCodeAt(close) !== quote) close++;
      if (close >= limit) return -1;
      if (name - at === 1) this.#take(code, xml, open + 1, close);
      at = close + 1;
    }
    return -1;
  }

  #take(name: number, xml: string, from: number, to: number): void {
    if (name === 0x72) this.column = columnAt(xml, from, to);
    else if (name === 0x73) this.style = integerAt(xml, from, to);
    else if (name === 0x74) this.type = to - from === 1 && xml.charCodeAt(from) === 0x73 ? 's' : xml.slice(from, to);
  }
}

function integerAt(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return Number(text.slice(from, to));
    value = value * 10 + digit;
  }
  return value;
}

/** Number of a row; NaN when its tag does not say. */
function rowNumber(tag: string): number {
  return Number(/\sr\s*=\s*["'](\d+)["']/u.exec(tag)?.[1]);
}

/** Turns the XML of a sheet, piece by piece, into rows of text. */
export class SheetScanner {
  readonly #context: CellContext;
  readonly #tag = new CellTag();
  #xml = '';
  #prefix: string | null = null;
  #lastRow = 0;
  #ended = false;
  /** How things stood before the last piece, to read it once more. */
  #before = { xml: '', lastRow: 0, piece: '' };

  constructor(context: CellContext) {
    this.#context = context;
  }

  /** Characters held back because their row is not whole yet. */
  get held(): number {
    return this.#xml.length;
  }

  /** The rows that are whole after this piece. */
  push(piece: string): GridRow[] {
    this.#before = { xml: this.#xml, lastRow: this.#lastRow, piece };
    if (this.#ended) return [];
    let xml = this.#xml + piece;
    if (this.#prefix === null) {
      const root = /<(?:([\w.-]+):)?worksheet[\s>]/u.exec(xml);
      if (root === null) {
        this.#xml = xml;
        return [];
      }
      this.#prefix = root[1] === undefined ? '' : `${root[1]}:`;
    }
    if (xml.includes('<!--')) xml = xml.replaceAll(/<!--[\s\S]*?-->/gu, '');
    return this.#scan(xml, this.#prefix);
  }

  /** The rows of the last piece once more, after missing strings were loaded. */
  again(): GridRow[] {
    const { xml, lastRow, piece } = this.#before;
    this.#xml = xml;
    this.#lastRow = lastRow;
    this.#ended = false;
    return this.push(piece);
  }

  #scan(xml: string, prefix: string): GridRow[] {
    const rows: GridRow[] = [];
    const open = `<${prefix}row`;
    const close = `</${prefix}row>`;
    let done = 0;
    let cut = -1;
    for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, done)) {
      const tagEnd = xml.indexOf('>', at);
      if (tagEnd < 0) {
        cut = at;
        break;
      }
      done = tagEnd + 1;
      if (!endsName(xml.charCodeAt(at + open.length))) continue;
      const tag = xml.slice(at + open.length, tagEnd);
      const empty = tag.endsWith('/');
      const end = empty ? tagEnd : xml.indexOf(close, tagEnd);
      if (end < 0) {
        cut = at;
        break;
      }
      const number = rowNumber(tag);
      this.#lastRow = number > 0 ? number : this.#lastRow + 1;
      if (empty) continue;
      rows.push({ row: this.#lastRow, cells: this.#cells(xml, tagEnd + 1, end, prefix) });
      done = end + close.length;
    }
    this.#ended = cut < 0 && xml.includes(`</${prefix}sheetData>`, done);
    if (this.#ended) this.#xml = '';
    else this.#xml = xml.slice(cut < 0 ? lastOpening(xml, done) : cut);
    return rows;
  }

  #cells(xml: string, from: number, to: number, prefix: string): string[] {
    const cells: string[] = [];
    const open = `<${prefix}c`;
    const closing = `</${prefix}c>`;
    const plainOpen = `<${prefix}v>`;
    const plainClose = `</${prefix}v>${closing}`;
    const tag = this.#tag;
    let column = 0;
    for (let at = xml.indexOf(open, from); at >= 0 && at < to; at = xml.indexOf(open, at)) {
      at += open.length;
      if (!endsName(xml.charCodeAt(at))) continue;
      const inner = tag.read(xml, at, to);
      if (inner < 0) break;
      at = inner;
      column = tag.column || column + 1;
      if (tag.closed || column > MAX_COLUMN) continue;
      let text: string;
      const end = xml.startsWith(plainOpen, inner) ? xml.indexOf('<', inner + plainOpen.length) : -1;
      if (end > 0 && tag.type !== 'inlineStr' && xml.startsWith(plainClose, end)) {
        at = end + plainClose.length;
        text = this.#typed(xml.slice(inner + plainOpen.length, end));
      } else {
        const close = xml.indexOf(closing, inner);
        if (close < 0 || close > to) break;
        at = close + closing.length;
        text = this.#value(xml, inner, close, prefix);
      }
      if (text === '') continue;
      while (cells.length < column) cells.push('');
      cells[column - 1] = text;
    }
    return cells;
  }

  #value(xml: string, from: number, to: number, prefix: string): string {
    if (this.#tag.type === 'inlineStr') return richText(innerOf(xml.slice(from, to), prefix, 'is'), prefix);
    return this.#typed(valueIn(xml, from, to, prefix));
  }

  /** The stored value as text, by the type of its cell. */
  #typed(raw: string): string {
    const { type } = this.#tag;
    if (raw === '') return '';
    if (type === 's') return this.#context.string(integerAt(raw, 0, raw.length)) ?? '#REF!';
    if (type === '' || type === 'n') return this.#number(raw.trim());
    if (type === 'b') return raw.trim() === '1' || raw.trim() === 'true' ? 'TRUE' : 'FALSE';
    return type === 'd' ? isoText(raw) : decodeXml(raw);
  }

  #number(raw: string): string {
    const kind = this.#context.styles[this.#tag.style] ?? 'number';
    if (kind !== 'number') {
      const shown = dateText(Number(raw), kind, this.#context.epoch1904);
      if (shown !== null) return shown;
    }
    return numberText(raw);
  }
}

/** Text of the value element between `from` and `to`. */
function valueIn(xml: string, from: number, to: number, prefix: string): string {
  const name = `<${prefix}v`;
  let open = from;
  if (!xml.startsWith(name, from)) open = xml.indexOf(name, from);
  if (open < 0 || open >= to) return '';
  const start = xml.charCodeAt(open + name.length) === GREATER ? open + name.length : xml.indexOf('>', open);
  if (start < 0 || start >= to || xml.charCodeAt(start - 1) === SLASH) return '';
  const end = xml.indexOf(`</${prefix}v>`, start);
  return end < 0 || end > to ? '' : xml.slice(start + 1, end);
}

/** What stands inside the first element of that name. */
function innerOf(xml: string, prefix: string, name: string): string {
  const open = xml.indexOf(`<${prefix}${name}>`);
  if (open < 0) return xml;
  const start = open + prefix.length + name.length + 2;
  const end = xml.lastIndexOf(`</${prefix}${name}>`);
  return end < start ? xml.slice(start) : xml.slice(start, end);
}

/** Where the last tag that may still be cut begins. */
function lastOpening(xml: string, from: number): number {
  const at = xml.lastIndexOf('<');
  return at < from ? xml.length : at;
}

import { LIMITS } from '../limits.ts';
import type { GridRow } from '../read-grid.ts';
import { dateText, isoText, type NumberKind, numberText } from './cell-text.ts';
import { decodeXml, richText, withoutStretches } from './xml-text.ts';

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
/** A part whose root has not shown up by then has no prefix worth knowing. */
const ROOT_WITHIN = 262_144;

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
  /** Where the name of the attribute at hand stands. */
  #name = 0;

  /** Reads the attributes from `at` (behind the name) on. @returns the offset behind `>`, or -1 when the tag is cut. */
  read(xml: string, from: number): number {
    const limit = xml.length;
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
      this.#name = at;
      if (name - at === 1) this.#take(xml, open + 1, close);
      at = close + 1;
    }
    return -1;
  }

  #take(xml: string, from: number, to: number): void {
    const name = xml.charCodeAt(this.#name);
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

/** The tags of a sheet under its prefix. */
function tagsOf(prefix: string) {
  const cellEnd = `</${prefix}c>`;
  return {
    prefix,
    row: `<${prefix}row`,
    rowEnd: `</${prefix}row>`,
    cell: `<${prefix}c`,
    cellEnd,
    value: `<${prefix}v`,
    valueEnd: `</${prefix}v>`,
    plainValue: `<${prefix}v>`,
    plainValueEnd: `</${prefix}v>${cellEnd}`,
    text: `<${prefix}is>`,
    textEnd: `</${prefix}is>`,
    dataEnd: `</${prefix}sheetData>`,
  };
}

type Tags = ReturnType<typeof tagsOf>;

/** Turns the XML of a sheet, piece by piece, into rows of text. */
export class SheetScanner {
  readonly #context: CellContext;
  readonly #tag = new CellTag();
  #xml = '';
  #tags: Tags | null = null;
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
    if (this.#tags === null) {
      const root = /<(?:([\w.-]+):)?worksheet[\s>]/u.exec(xml);
      if (root === null && xml.length < ROOT_WITHIN) {
        this.#xml = xml;
        return [];
      }
      this.#tags = tagsOf(root?.[1] === undefined ? '' : `${root[1]}:`);
    }
    if (xml.includes('<!--')) xml = withoutStretches(xml, '<!--', '-->');
    return this.#scan(xml, this.#tags);
  }

  /** The rows of the last piece once more, after missing strings were loaded. */
  again(): GridRow[] {
    const { xml, lastRow, piece } = this.#before;
    this.#xml = xml;
    this.#lastRow = lastRow;
    this.#ended = false;
    return this.push(piece);
  }

  #scan(xml: string, tags: Tags): GridRow[] {
    const rows: GridRow[] = [];
    const { row: open, rowEnd: close } = tags;
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
      rows.push({ row: this.#lastRow, cells: this.#cells(xml.slice(tagEnd + 1, end), tags) });
      done = end + close.length;
    }
    this.#ended = cut < 0 && xml.includes(tags.dataEnd, done);
    if (this.#ended) this.#xml = '';
    else this.#xml = xml.slice(cut < 0 ? lastOpening(xml, done) : cut);
    return rows;
  }

  /** Cells of one row: what stands between its tags. */
  #cells(xml: string, tags: Tags): string[] {
    const cells: string[] = [];
    const { cell: open, plainValue, plainValueEnd } = tags;
    const tag = this.#tag;
    let column = 0;
    for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, at)) {
      at += open.length;
      if (!endsName(xml.charCodeAt(at))) continue;
      const inner = tag.read(xml, at);
      if (inner < 0) break;
      at = inner;
      column = tag.column || column + 1;
      if (tag.closed || column > MAX_COLUMN) continue;
      let text: string;
      const end = xml.startsWith(plainValue, inner) ? xml.indexOf('<', inner + plainValue.length) : -1;
      if (end > 0 && tag.type !== 'inlineStr' && xml.startsWith(plainValueEnd, end)) {
        at = end + plainValueEnd.length;
        text = this.#typed(xml.slice(inner + plainValue.length, end));
      } else {
        const close = xml.indexOf(tags.cellEnd, inner);
        if (close < 0) break;
        at = close + tags.cellEnd.length;
        text = this.#value(xml.slice(inner, close), tags);
      }
      if (text === '') continue;
      // Beyond the limit it only matters that there is something.
      const place = Math.min(column, LIMITS.columns + 1);
      while (cells.length < place) cells.push('');
      cells[place - 1] = text;
    }
    return cells;
  }

  /** Text of a cell that is not simply a value. */
  #value(inner: string, tags: Tags): string {
    if (this.#tag.type === 'inlineStr') return richText(stretch(inner, tags.text, tags.textEnd) ?? inner, tags.prefix);
    return this.#typed(valueIn(inner, tags));
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

/** Text of the value element of a cell. */
function valueIn(inner: string, { value, valueEnd }: Tags): string {
  const open = inner.indexOf(value);
  const start = open < 0 ? -1 : inner.indexOf('>', open);
  if (start < 0 || inner.charCodeAt(start - 1) === SLASH) return '';
  const end = inner.indexOf(valueEnd, start);
  return end < 0 ? '' : inner.slice(start + 1, end);
}

/** What stands between the first `open` and the last `close`. */
function stretch(text: string, open: string, close: string): string | null {
  const start = text.indexOf(open);
  const end = text.lastIndexOf(close);
  return start < 0 || end < start ? null : text.slice(start + open.length, end);
}

/** Where the last tag that may still be cut begins. */
function lastOpening(xml: string, from: number): number {
  const at = xml.lastIndexOf('<');
  return at < from ? xml.length : at;
}

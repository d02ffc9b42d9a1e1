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

/** Most columns a sheet can have; a reference beyond it is not one. */
const MAX_COLUMN = 16_384;

const endsName = (code: number): boolean => code === SPACE || code === GREATER || code === SLASH || code === 0x0a || code === 0x0d || code === 0x09;

/** Column number (from 1) of a reference such as `AB12`; 0 when it is not one. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i);
    const letter = code >= 0x61 ? code - 0x60 : code - 0x40;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
    if (column > MAX_COLUMN) return 0;
  }
  return column;
}

/** Value of an attribute inside an opening tag, quotes of either kind; empty when absent. */
function attributeIn(tag: string, name: string): string {
  let at = tag.indexOf(` ${name}="`);
  if (at >= 0) return tag.slice(at + name.length + 3, tag.indexOf('"', at + name.length + 3));
  at = tag.search(new RegExp(`\\s${name}\\s*=`, 'u'));
  if (at < 0) return '';
  return /=\s*(?:"([^"]*)"|'([^']*)')/u.exec(tag.slice(at))?.slice(1).join('') ?? '';
}

/** Turns the XML of a sheet, piece by piece, into rows of text. */
export class SheetScanner {
  readonly #context: CellContext;
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
      const number = Number.parseInt(attributeIn(tag, 'r'), 10);
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
    const close = `</${prefix}c>`;
    let column = 0;
    for (let at = xml.indexOf(open, from); at >= 0 && at < to; at = xml.indexOf(open, at)) {
      const nameEnd = at + open.length;
      const tagEnd = xml.indexOf('>', nameEnd);
      if (tagEnd < 0 || tagEnd > to) break;
      at = tagEnd;
      if (!endsName(xml.charCodeAt(nameEnd))) continue;
      const tag = xml.slice(nameEnd, tagEnd);
      column = columnOf(attributeIn(tag, 'r')) || column + 1;
      if (tag.endsWith('/') || column > MAX_COLUMN) continue;
      const end = xml.indexOf(close, tagEnd);
      if (end < 0 || end > to) break;
      const text = this.#value(xml.slice(tagEnd + 1, end), tag, prefix);
      at = end;
      if (text === '') continue;
      while (cells.length < column) cells.push('');
      cells[column - 1] = text;
    }
    return cells;
  }

  #value(inner: string, tag: string, prefix: string): string {
    const type = attributeIn(tag, 't');
    if (type === 'inlineStr') return richText(inner, prefix);
    const raw = valueIn(inner, prefix);
    if (type === 's') return raw === '' ? '' : (this.#context.string(Number(raw)) ?? '#REF!');
    if (raw === '') return '';
    if (type === '' || type === 'n') return this.#number(raw.trim(), tag);
    if (type === 'b') return raw.trim() === '1' || raw.trim() === 'true' ? 'TRUE' : 'FALSE';
    return type === 'd' ? isoText(raw) : decodeXml(raw);
  }

  #number(raw: string, tag: string): string {
    const kind = this.#context.styles[Number(attributeIn(tag, 's') || 0)] ?? 'number';
    if (kind !== 'number') {
      const shown = dateText(Number(raw), kind, this.#context.epoch1904);
      if (shown !== null) return shown;
    }
    return numberText(raw);
  }
}

function valueIn(inner: string, prefix: string): string {
  const open = inner.indexOf(`<${prefix}v`);
  if (open < 0) return '';
  const start = inner.indexOf('>', open);
  if (start < 0 || inner[start - 1] === '/') return '';
  const end = inner.indexOf(`</${prefix}v>`, start);
  return end < 0 ? '' : inner.slice(start + 1, end);
}

/** Where the last tag that may still be cut begins. */
function lastOpening(xml: string, from: number): number {
  const at = xml.lastIndexOf('<');
  return at < from ? xml.length : at;
}

import { LIMITS } from '../limits.ts';
import { CELL, CellTag, MAX_COLUMN } from './cell-tag.ts';
import { type CellContext, cellValue, shownNumber } from './cell-value.ts';
import type { RowRecord } from './row-record.ts';
import type { SharedStrings } from './shared-strings.ts';
import { XmlWindow } from './xml-window.ts';
import { ascii, endsName, find, integerIn, LESS, SLASH, startsAt } from './xml-bytes.ts';

/** The tags of a sheet under its prefix. */
function tagsOf(prefix: string) {
  return {
    prefix,
    row: ascii(`<${prefix}row`),
    rowEnd: ascii(`</${prefix}row`),
    dataEnd: ascii(`</${prefix}sheetData`),
    cell: ascii(`<${prefix}c`),
    cellEnd: ascii(`</${prefix}c>`),
    value: ascii(`<${prefix}v>`),
    valueEnd: ascii(`</${prefix}v></${prefix}c>`),
    text: ascii(`<${prefix}is><${prefix}t`),
    textEnd: ascii(`</${prefix}t></${prefix}is></${prefix}c>`),
  };
}

type Tags = ReturnType<typeof tagsOf>;

/** A part whose root has not shown up by then has no prefix worth knowing. */
const ROOT_WITHIN = 262_144;
/** Offsets that are none: the rest is not here yet; a shared string is not read yet. */
const CUT = -1;
const UNREAD = -2;

const POINT = 0x2e;
const MINUS = 0x2d;

/** Turns the XML of a sheet, piece by piece, into records. */
export class SheetScanner {
  readonly #window = new XmlWindow();
  readonly #tag = new CellTag();
  readonly #record: RowRecord;
  readonly #strings: SharedStrings;
  readonly #context: CellContext;
  readonly #decoder = new TextDecoder();
  #tags: Tags | null = null;
  #lastRow = 0;
  #ended = false;
  #wanted = 0;

  constructor(record: RowRecord, strings: SharedStrings, context: CellContext) {
    this.#record = record;
    this.#strings = strings;
    this.#context = context;
  }

  /** Bytes held back because their row is not whole yet. */
  get held(): number {
    return this.#window.held;
  }

  push(piece: Uint8Array): void {
    if (!this.#ended) this.#window.push(piece);
  }

  /**
   * Hands over the rows that are whole, in the record; it is good until `take` returns.
   * @returns null when more is needed to go on, or the shared string to load before the rest can be scanned.
   */
  scan(take: (row: number) => void): number | null {
    const { bytes } = this.#window;
    const tags = this.#tags ?? this.#findTags(bytes);
    if (tags === null) return null;
    let at = 0;
    for (;;) {
      at = bytes.indexOf(LESS, at);
      if (at < 0 || this.#ended) {
        this.#window.drop(bytes.length);
        return null;
      }
      const next = this.#element(bytes, at, tags, take);
      if (next < 0) {
        this.#window.drop(at);
        return next === UNREAD ? this.#wanted : null;
      }
      at = next;
    }
  }

  #findTags(bytes: Uint8Array): Tags | null {
    const root = /<(?:([\w.-]+):)?worksheet[\s>]/u.exec(this.#decoder.decode(bytes.subarray(0, ROOT_WITHIN)));
    if (root === null && bytes.length < ROOT_WITHIN) return null;
    this.#tags = tagsOf(root?.[1] === undefined ? '' : `${root[1]}:`);
    return this.#tags;
  }

  /** Passes over the opening or closing tag at `at`, a row with all that is in it. */
  #element(bytes: Uint8Array, at: number, tags: Tags, take: (row: number) => void): number {
    if (at + tags.dataEnd.length >= bytes.length) return CUT;
    if (startsAt(bytes, at, tags.dataEnd)) this.#ended = true;
    const inner = at + tags.row.length;
    if (!startsAt(bytes, at, tags.row) || !endsName(bytes[inner])) return at + 1;
    const tag = this.#tag;
    const start = tag.read(bytes, inner, true);
    if (start < 0) return CUT;
    const row = tag.row > 0 ? tag.row : this.#lastRow + 1;
    if (tag.closed) {
      this.#lastRow = row;
      return start;
    }
    this.#record.start();
    const end = this.#cells(bytes, start, tags);
    if (end < 0) return end;
    this.#lastRow = row;
    take(row);
    return end;
  }

  /** The cells of a row from `from` on; returns the offset behind its closing tag. */
  #cells(bytes: Uint8Array, from: number, tags: Tags): number {
    const nameEnd = tags.cell.length;
    let column = 0;
    let at = from;
    for (;;) {
      if (bytes[at] !== LESS) at = bytes.indexOf(LESS, at);
      if (at < 0 || at + tags.rowEnd.length >= bytes.length) return CUT;
      if (bytes[at + 1] === SLASH) {
        if (startsAt(bytes, at, tags.rowEnd)) return at + tags.rowEnd.length + 1;
        at += 2;
        continue;
      }
      if (!startsAt(bytes, at, tags.cell) || !endsName(bytes[at + nameEnd])) {
        at++;
        continue;
      }
      const inner = this.#tag.read(bytes, at + nameEnd, false);
      if (inner < 0) return CUT;
      column = this.#tag.column || column + 1;
      at = inner;
      if (this.#tag.closed || column > MAX_COLUMN) continue;
      const next = this.#record.takes(column) ? this.#plain(bytes, inner, column, tags) : CUT;
      at = next === CUT ? this.#any(bytes, inner, column, tags) : next;
      if (at < 0) return at;
    }
  }

  /** A cell of the simplest form, straight into the record. CUT when it is not of that form, or cut. */
  #plain(bytes: Uint8Array, from: number, column: number, tags: Tags): number {
    const { type } = this.#tag;
    if (type === CELL.inline) return this.#inline(bytes, from, column, tags);
    if (!startsAt(bytes, from, tags.value)) return CUT;
    const start = from + tags.value.length;
    if (type === CELL.text) return this.#text(bytes, start, column, tags.valueEnd);
    let end = start;
    while ((bytes[end] ?? LESS) !== LESS) end++;
    if (end === start || !startsAt(bytes, end, tags.valueEnd)) return CUT;
    const next = end + tags.valueEnd.length;
    if (type === CELL.shared) {
      const index = integerIn(bytes, start, end);
      return index < 0 ? CUT : this.#shared(index, column) ? next : UNREAD;
    }
    return type === CELL.number && this.#number(bytes, start, end, column) ? next : CUT;
  }

  /** @returns false when the string is not read yet. */
  #shared(index: number, column: number): boolean {
    const strings = this.#strings;
    const record = this.#record;
    if (!strings.has(index)) {
      this.#wanted = index;
      if (strings.complete) record.text(column, '#REF!');
      return strings.complete;
    }
    const from = strings.start(index);
    const to = strings.end(index);
    if (from === to) return true;
    if (to - from > LIMITS.cell || !record.takes(column)) {
      record.text(column, strings.text(index));
      return true;
    }
    record.move(column);
    const start = record.length;
    record.append(strings.bytes, from, to);
    record.check(start);
    return true;
  }

  /** Digits with at most one point are copied; @returns false for what must be worked out first. */
  #number(bytes: Uint8Array, from: number, to: number, column: number): boolean {
    const record = this.#record;
    if ((this.#context.styles[this.#tag.style] ?? 'number') !== 'number') {
      const text = this.#decoder.decode(bytes.subarray(from, to));
      record.text(column, shownNumber(text.trim(), this.#tag.style, this.#context));
      return true;
    }
    let points = 0;
    for (let at = bytes[from] === MINUS ? from + 1 : from; at < to; at++) {
      const code = bytes[at] ?? 0;
      if (code === POINT) points++;
      else if (code < 0x30 || code > 0x39) return false;
    }
    if (points > 1 || (points === 1 && to - from > 16) || bytes[to - 1] === MINUS || to - from > LIMITS.cell)
      return false;
    record.move(column);
    record.append(bytes, from, to);
    record.filled = true;
    return true;
  }

  #inline(bytes: Uint8Array, from: number, column: number, tags: Tags): number {
    if (!startsAt(bytes, from, tags.text)) return CUT;
    const name = from + tags.text.length;
    if (!endsName(bytes[name])) return CUT;
    let start = name;
    while (start < bytes.length && bytes[start] !== 0x3e) start++;
    return bytes[start - 1] === SLASH ? CUT : this.#text(bytes, start + 1, column, tags.textEnd);
  }

  /** Character data at `from` that end in `close`. */
  #text(bytes: Uint8Array, from: number, column: number, close: Uint8Array): number {
    const record = this.#record;
    if (bytes[from] === LESS) return startsAt(bytes, from, close) ? from + close.length : CUT;
    const end = record.copy(bytes, from, column, close);
    return end < 0 ? CUT : end + close.length;
  }

  /** A cell of any form. */
  #any(bytes: Uint8Array, from: number, column: number, tags: Tags): number {
    const end = find(bytes, tags.cellEnd, from);
    if (end < 0) return CUT;
    const inner = this.#decoder.decode(bytes.subarray(from, end));
    const value = cellValue(inner, this.#tag, tags.prefix, this.#context);
    if (typeof value === 'string') this.#record.text(column, value);
    else if (!this.#shared(value, column)) return UNREAD;
    return end + tags.cellEnd.length;
  }
}

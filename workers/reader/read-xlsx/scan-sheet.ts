import { LIMITS } from '../limits.ts';
import { CELL, CellTag, MAX_COLUMN } from './cell-tag.ts';
import { type CellContext, cellValue, shownNumber } from './cell-value.ts';
import type { RowRecord } from './row-record.ts';
import type { SharedStrings } from './shared-strings.ts';
import { DATE_BYTES, serialIn, writeSerial } from './serial-date.ts';
import { prefixOf, type SheetTags, sheetTags } from './sheet-tags.ts';
import { find, GREATER, integerIn, LESS, nameEndsAt, seek, SLASH, startsAt } from './xml-bytes.ts';
import { XmlWindow } from './xml-window.ts';

/** Offsets that are none: the rest is not here yet; a shared string is not read yet. */
const CUT = -1;
const UNREAD = -2;

const POINT = 0x2e;
const MINUS = 0x2d;

/** What a sheet is made into and what its cells refer to. */
export type ScanPlan = {
  record: RowRecord;
  strings: SharedStrings;
  context: Omit<CellContext, 'prefix'>;
  /** Gets the number of every row that is whole; the record is good until it returns. */
  take(row: number): void;
};

/** Turns the XML of a sheet, piece by piece, into records. */
export class SheetScanner {
  readonly #plan: ScanPlan;
  readonly #record: RowRecord;
  readonly #strings: SharedStrings;
  readonly #window = new XmlWindow();
  readonly #tag = new CellTag();
  readonly #decoder = new TextDecoder();
  readonly #date = new Uint8Array(DATE_BYTES);
  #context: CellContext;
  #tags: SheetTags | null = null;
  /** What is scanned now. */
  #bytes: Uint8Array = new Uint8Array(0);
  #lastRow = 0;
  #ended = false;
  #wanted = 0;

  constructor(plan: ScanPlan) {
    this.#plan = plan;
    this.#record = plan.record;
    this.#strings = plan.strings;
    this.#context = { ...plan.context, prefix: '' };
  }

  /** Bytes held back because their row is not whole yet. */
  get held(): number {
    return this.#window.held;
  }

  push(piece: Uint8Array): void {
    if (!this.#ended) this.#window.push(piece);
  }

  /**
   * Hands over the rows that are whole.
   * @returns null when more is needed to go on, or the shared string to load before the rest can be scanned.
   */
  scan(): number | null {
    const bytes = (this.#bytes = this.#window.bytes);
    const tags = this.#tags ?? this.#findTags();
    if (tags === null) return null;
    for (let at = bytes.indexOf(LESS); at >= 0 && !this.#ended; at = bytes.indexOf(LESS, at)) {
      const next = this.#element(at, tags);
      if (next < 0) {
        this.#window.drop(at);
        return next === UNREAD ? this.#wanted : null;
      }
      at = next;
    }
    this.#window.drop(bytes.length);
    return null;
  }

  #findTags(): SheetTags | null {
    const prefix = prefixOf(this.#bytes, 'worksheet');
    if (prefix === null) return null;
    this.#context = { ...this.#context, prefix };
    this.#tags = sheetTags(prefix);
    return this.#tags;
  }

  /** Passes over the opening or closing tag at `at`, a row with all that is in it. */
  #element(at: number, tags: SheetTags): number {
    const bytes = this.#bytes;
    if (at + tags.dataEnd.length >= bytes.length) return CUT;
    if (startsAt(bytes, at, tags.dataEnd)) this.#ended = true;
    const inner = at + tags.row.length;
    if (!startsAt(bytes, at, tags.row) || !nameEndsAt(bytes, inner)) return at + 1;
    const start = this.#tag.read(bytes, inner);
    if (start < 0) return CUT;
    const row = this.#tag.row || this.#lastRow + 1;
    if (!this.#tag.closed) {
      this.#record.start();
      const end = this.#cells(start, tags);
      if (end < 0) return end;
      this.#lastRow = row;
      this.#plan.take(row);
      return end;
    }
    this.#lastRow = row;
    return start;
  }

  /** The cells of a row from `from` on; returns the offset behind its closing tag. */
  #cells(from: number, tags: SheetTags): number {
    const bytes = this.#bytes;
    let column = 0;
    let at = from;
    for (;;) {
      at = seek(bytes, LESS, at);
      if (at + tags.rowEnd.length >= bytes.length) return CUT;
      if (bytes[at + 1] === SLASH) {
        if (startsAt(bytes, at, tags.rowEnd)) return at + tags.rowEnd.length + 1;
        at++;
        continue;
      }
      const name = at + tags.cell.length;
      if (!startsAt(bytes, at, tags.cell) || !nameEndsAt(bytes, name)) {
        at++;
        continue;
      }
      at = this.#tag.read(bytes, name);
      if (at < 0) return CUT;
      column = this.#tag.column || column + 1;
      if (!this.#tag.closed && column <= MAX_COLUMN) at = this.#cell(at, column, tags);
      if (at < 0) return at;
    }
  }

  /** A cell behind its tag; returns the offset behind its closing tag. */
  #cell(from: number, column: number, tags: SheetTags): number {
    const next = this.#record.place(column) ? this.#plain(from, tags) : CUT;
    return next === CUT ? this.#any(from, tags) : next;
  }

  /** A cell of the simplest form, straight into the record. CUT when it is not of that form, or cut. */
  #plain(from: number, tags: SheetTags): number {
    const bytes = this.#bytes;
    const { type } = this.#tag;
    if (type === CELL.inline) return this.#inline(from, tags);
    if (!startsAt(bytes, from, tags.value)) return CUT;
    const start = from + tags.value.length;
    if (type === CELL.text) return this.#record.xmlText(bytes, start, tags.valueEnd);
    const end = seek(bytes, LESS, start);
    if (!startsAt(bytes, end, tags.valueEnd)) return CUT;
    const next = end + tags.valueEnd.length;
    if (type === CELL.number) {
      this.#number(start, end);
      return next;
    }
    const index = type === CELL.shared ? integerIn(bytes, start, end) : -1;
    if (index < 0) return CUT;
    return this.#shared(index) ? next : UNREAD;
  }

  #inline(from: number, tags: SheetTags): number {
    const bytes = this.#bytes;
    const name = from + tags.text.length;
    if (!startsAt(bytes, from, tags.text) || !nameEndsAt(bytes, name)) return CUT;
    const tagEnd = seek(bytes, GREATER, name);
    return bytes[tagEnd - 1] === SLASH ? CUT : this.#record.xmlText(bytes, tagEnd + 1, tags.textEnd);
  }

  /** @returns false when the string is not read yet. */
  #shared(index: number): boolean {
    const strings = this.#strings;
    if (!strings.has(index)) {
      this.#wanted = index;
      if (strings.complete) this.#record.text('#REF!');
      return strings.complete;
    }
    const from = strings.start(index);
    const to = strings.end(index);
    if (to - from > LIMITS.cell || !this.#record.fits) this.#record.text(strings.text(index));
    else if (to > from) this.#record.cell(strings.bytes, from, to);
    return true;
  }

  #number(from: number, to: number): void {
    if (from === to) return;
    const kind = this.#context.styles[this.#tag.style] ?? 'number';
    if (kind === 'number') {
      if (isPlainNumber(this.#bytes, from, to)) return this.#record.cell(this.#bytes, from, to);
    } else {
      const { epoch1904 } = this.#context;
      const length = writeSerial(this.#date, serialIn(this.#bytes, from, to), { kind, epoch1904 });
      if (length > 0) return this.#record.cell(this.#date, 0, length);
    }
    const raw = this.#decoder.decode(this.#bytes.subarray(from, to)).trim();
    if (raw !== '') this.#record.text(shownNumber(raw, this.#tag.style, this.#context));
  }

  /** A cell of any form. */
  #any(from: number, tags: SheetTags): number {
    const bytes = this.#bytes;
    const end = find(bytes, tags.cellEnd, from);
    if (end < 0) return CUT;
    const value = cellValue(this.#decoder.decode(bytes.subarray(from, end)), this.#tag, this.#context);
    if (typeof value === 'string') this.#record.text(value);
    else if (!this.#shared(value)) return UNREAD;
    return end + tags.cellEnd.length;
  }
}

/** Digits only, or digits around one point and few enough to be exact: a number that reads as it is stored. */
function isPlainNumber(bytes: Uint8Array, from: number, to: number): boolean {
  const start = bytes[from] === MINUS ? from + 1 : from;
  if (start >= to || to - from > LIMITS.cell) return false;
  let points = 0;
  for (let at = start; at < to; at++) {
    const code = bytes[at] ?? 0;
    if (code === POINT) points++;
    else if (code < 0x30 || code > 0x39) return false;
  }
  return points === 0 || (points === 1 && to - from <= 16);
}

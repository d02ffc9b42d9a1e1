import { csvCell, splitRecord } from '../cells.ts';
import { LIMITS } from '../limits.ts';
import { ByteBuffer } from './byte-buffer.ts';
import { TextScan } from './text-scan.ts';
import { startsAt } from './xml-bytes.ts';

const COMMA = 0x2c;
const LF = 0x0a;
const QUOTE = 0x22;

/** First bytes of a cell that show it is not blank: quotes and leads of Unicode blanks do not. */
const FILLED = new Uint8Array(256).fill(1, 0x21);
for (const unsure of [QUOTE, 0xc2, 0xe1, 0xe2, 0xe3, 0xef]) FILLED[unsure] = 0;

/**
 * The record of one row as comma-separated bytes, as long as its cells come in order and fit; a row that is odd in
 * any way is kept as texts instead.
 */
export class RowRecord {
  readonly #columns: number;
  readonly #out = new ByteBuffer(64 * 1024);
  readonly #scan = new TextScan();
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** Column of the last cell written, and of the one at hand. */
  #written = 0;
  #column = 0;
  /** Certain to hold more than blanks. */
  #filled = false;
  #texts: string[] | null = null;

  /** Cells of the first `columns` columns go into the bytes. */
  constructor(columns: number) {
    this.#columns = columns;
  }

  start(): void {
    this.#out.length = 0;
    this.#written = 0;
    this.#filled = false;
    this.#texts = null;
  }

  /** The next cell stands in this column (from 1). @returns false when it can only be given as text. */
  place(column: number): boolean {
    this.#column = column;
    return this.fits;
  }

  /** Can the cell at hand be given as bytes? */
  get fits(): boolean {
    return this.#texts === null && this.#column > this.#written && this.#column <= this.#columns;
  }

  /** The bytes of a cell of comma-separated text. */
  cell(source: Uint8Array, from: number, to: number): void {
    this.#move(this.#column);
    if (FILLED[source[from] ?? 0] === 1) this.#filled = true;
    this.#out.append(source, from, to);
  }

  /**
   * A cell from character data that stand before `close`, where they need no decoding.
   * @returns the offset behind `close`, or -1, with nothing written, when it has to be given as text.
   */
  xmlText(source: Uint8Array, from: number, close: Uint8Array): number {
    const end = this.#scan.end(source, from);
    if (end < 0 || end - from > LIMITS.cell || !startsAt(source, end, close)) return -1;
    if (end > from) {
      if (this.#scan.quoted) this.text(this.#decoder.decode(source.subarray(from, end)));
      else this.cell(source, from, end);
    }
    return end + close.length;
  }

  /** The text of a cell, wherever it stands. */
  text(text: string): void {
    if (text === '') return;
    if (text.length <= LIMITS.cell && this.fits) {
      this.#move(this.#column);
      const start = this.#out.length;
      this.#out.appendText(csvCell(text, ','));
      if (FILLED[this.#out.bytes[start] ?? 0] === 1) this.#filled = true;
      return;
    }
    this.#texts = this.texts();
    // Beyond the limit it only matters that there is something.
    const place = Math.min(this.#column, LIMITS.columns + 1);
    while (this.#texts.length < place) this.#texts.push('');
    this.#texts[place - 1] = text;
  }

  /** The cells as texts, as far as the last one with something in it. */
  texts(): string[] {
    if (this.#texts !== null) return this.#texts;
    if (this.#written === 0) return [];
    return splitRecord(this.#decoder.decode(this.#out.bytes.subarray(0, this.#out.length)), ',');
  }

  /** The whole record with all its columns and a line feed, or null when its texts have to be looked at first. */
  finish(): Uint8Array | null {
    if (this.#texts !== null || !this.#filled) return null;
    this.#move(this.#columns);
    this.#out.push(LF);
    return this.#out.bytes.subarray(0, this.#out.length);
  }

  #move(column: number): void {
    for (let at = Math.max(1, this.#written); at < column; at++) this.#out.push(COMMA);
    this.#written = column;
  }
}

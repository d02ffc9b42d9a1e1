import { csvCell, splitRecord } from '../cells.ts';
import { LIMITS } from '../limits.ts';
import { ByteBuffer, copyText, startsAt } from './xml-bytes.ts';

const COMMA = 0x2c;
const LF = 0x0a;

/** First bytes of a cell that show it is not blank: quotes and leads of Unicode blanks do not. */
const FILLED = new Uint8Array(256).fill(1, 0x21);
for (const unsure of [0x22, 0xc2, 0xe1, 0xe2, 0xe3, 0xef]) FILLED[unsure] = 0;

/**
 * The record of one row as comma-separated bytes, as long as its cells come in order and fit; a row that is odd in
 * any way is kept as texts instead.
 */
export class RowRecord extends ByteBuffer {
  /** Cells up to here go into the bytes. */
  readonly columns: number;
  /** Certain to hold more than blanks. */
  filled = false;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** Last column written. */
  #column = 0;
  #texts: string[] | null = null;

  constructor(columns: number) {
    super(64 * 1024);
    this.columns = columns;
  }

  start(): void {
    this.length = 0;
    this.filled = false;
    this.#column = 0;
    this.#texts = null;
  }

  /** Can the bytes of a cell be put into this column? */
  takes(column: number): boolean {
    return this.#texts === null && column > this.#column && column <= this.columns;
  }

  /** Moves to a column that it takes. */
  move(column: number): void {
    const from = this.#column === 0 ? 1 : this.#column;
    this.#column = column;
    this.reserve(column - from);
    for (let at = from; at < column; at++) this.bytes[this.length++] = COMMA;
  }

  /** The cell at hand begins at this offset. */
  check(start: number): void {
    if (FILLED[this.bytes[start] ?? 0] === 1) this.filled = true;
  }

  /** Copies character data of a cell up to `close`. @returns where that begins, or -1, as it was, when it cannot. */
  copy(source: Uint8Array, from: number, column: number, close: Uint8Array): number {
    const { length } = this;
    const before = this.#column;
    this.move(column);
    const start = this.length;
    const end = copyText(source, from, this);
    if (end >= 0 && startsAt(source, end, close)) {
      this.check(start);
      return end;
    }
    this.length = length;
    this.#column = before;
    return -1;
  }

  /** The text of a cell, wherever it stands. */
  text(column: number, text: string): void {
    if (text === '') return;
    if (this.takes(column) && text.length <= LIMITS.cell) {
      this.move(column);
      const start = this.length;
      this.appendText(csvCell(text, ','));
      this.check(start);
      return;
    }
    this.#texts = this.texts();
    // Beyond the limit it only matters that there is something.
    const place = Math.min(column, LIMITS.columns + 1);
    while (this.#texts.length < place) this.#texts.push('');
    this.#texts[place - 1] = text;
  }

  /** The cells as texts, as far as the last one with something in it. */
  texts(): string[] {
    if (this.#texts !== null) return this.#texts;
    if (this.#column === 0) return [];
    return splitRecord(this.#decoder.decode(this.bytes.subarray(0, this.length)), ',');
  }

  /** The whole record with all its columns and a line feed, or null when its texts have to be looked at first. */
  finish(): Uint8Array | null {
    if (this.#texts !== null || !this.filled) return null;
    this.move(this.columns);
    this.push(LF);
    return this.bytes.subarray(0, this.length);
  }
}

import { CELL_SEPARATOR } from '../../../src/domain/contracts/cells.ts';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SEPARATOR = CELL_SEPARATOR.charCodeAt(0);
const ZERO = 0x30;
const FIRST_SIZE = 1 << 20;

/** Records being written: cells parted by `CELL_SEPARATOR`, quoted where they must be. */
export class CellOutput {
  #bytes = new Uint8Array(FIRST_SIZE);
  #length = 0;
  #isFirst = true;

  get length(): number {
    return this.#length;
  }

  /** A cell as it stands in `bytes`. */
  cell(bytes: Uint8Array, from: number, to: number): void {
    this.#begin(2 * (to - from) + 2);
    const out = this.#bytes;
    const start = this.#length;
    let at = start;
    let isSpecial = false;
    for (let i = from; i < to; i++) {
      const byte = bytes[i] ?? 0;
      out[at++] = byte;
      if (byte <= QUOTE && (byte === QUOTE || byte === LF || byte === CR || byte === SEPARATOR)) isSpecial = true;
    }
    this.#length = isSpecial ? this.#quoted(bytes, from, to) : at;
  }

  /** Letters and digits. */
  ascii(text: string): void {
    this.#begin(text.length);
    for (let i = 0; i < text.length; i++) this.#bytes[this.#length++] = text.charCodeAt(i);
  }

  /** A whole number of at most 15 digits. */
  number(value: number): void {
    this.#begin(16);
    let width = 1;
    for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) width++;
    let rest = value;
    for (let at = this.#length + width - 1; at >= this.#length; at--) {
      this.#bytes[at] = ZERO + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.#length += width;
  }

  endRecord(): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = LF;
    this.#isFirst = true;
  }

  /** What was written since the last call, in memory of its own. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }

  #begin(needed: number): void {
    this.#reserve(needed + 1);
    if (!this.#isFirst) this.#bytes[this.#length++] = SEPARATOR;
    this.#isFirst = false;
  }

  #quoted(bytes: Uint8Array, from: number, to: number): number {
    let at = this.#length;
    this.#bytes[at++] = QUOTE;
    for (let i = from; i < to; i++) {
      const byte = bytes[i] ?? 0;
      if (byte === QUOTE) this.#bytes[at++] = QUOTE;
      this.#bytes[at++] = byte;
    }
    this.#bytes[at++] = QUOTE;
    return at;
  }

  #reserve(needed: number): void {
    if (this.#length + needed <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#length + needed, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}

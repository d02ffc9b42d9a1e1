import type { CellRules } from '../../../src/domain/contracts/cells.ts';
import type { RowBatch } from '../../../src/domain/contracts/source.ts';
import type { BuyerToken } from './buyer-token.ts';
import { CellOutput } from './cell-output.ts';
import { CellReaders, type CellReader } from './cell-readers.ts';
import { blanks, totalEnding } from './trimmer.ts';
import { WordTest } from './word-test.ts';

const LF = 0x0a;
const QUOTE = 0x22;
const CELL_END = 0x1f;
const FLAGS = new TextEncoder().encode('tf');

/** Hex digits of the hash of some bytes. */
export type Hash = (bytes: Uint8Array) => string;

/** Bytes that are put together, in memory that is used again. */
class Scratch {
  bytes = new Uint8Array(1 << 16);
  length = 0;

  /** Makes room for some bytes and one more. */
  reserve(count: number): void {
    if (this.length + count < this.bytes.length) return;
    const grown = new Uint8Array(2 * (this.length + count + 1));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    this.reserve(to - from);
    for (let at = from; at < to; at++) this.bytes[this.length++] = bytes[at] ?? 0;
  }
}

/** What is made of one column of the file. */
class Column {
  readonly #readers: readonly CellReader[];
  readonly #cells: readonly number[];
  readonly #totalWords: WordTest | null;
  readonly #shaper: RecordShaper;

  constructor(shaper: RecordShaper, readers: { reader: CellReader; cell: number }[], totalWords: WordTest | null) {
    this.#shaper = shaper;
    this.#readers = readers.map(({ reader }) => reader);
    this.#cells = readers.map(({ cell }) => cell);
    this.#totalWords = totalWords;
  }

  take(bytes: Uint8Array, from: number, to: number): void {
    this.#shaper.note(bytes, from, to);
    if (this.#totalWords !== null && saysTotal(this.#totalWords, bytes, [from, to])) this.#shaper.isTotal = true;
    for (let i = 0; i < this.#readers.length; i++) {
      if (this.#readers[i]?.(bytes, from, to) === false) this.#shaper.plain[this.#cells[i] ?? 0] = false;
    }
  }
}

/** Whether a cell is a total word, blanks and a colon aside. */
function saysTotal(words: WordTest, bytes: Uint8Array, [from, to]: readonly [number, number]): boolean {
  const start = blanks.start(bytes, from, to);
  return words.mayStart(bytes[start]) && words.has(bytes, start, totalEnding.end(bytes, start, to));
}

/** Turns records of a file into the cells the engine asked for. */
export class RecordShaper {
  readonly out = new CellOutput();
  /** For each cell, whether all so far are plain. */
  plain: boolean[];
  isTotal = false;
  readonly #columns: readonly Column[];
  readonly #hash: Hash | null;
  readonly #hashed = new Scratch();
  readonly #unquoted = new Scratch();

  constructor(rules: CellRules, made: { token: BuyerToken; hash: Hash | null }) {
    const readers = new CellReaders(this.out, rules, made.token);
    const words = new WordTest(rules.total.words);
    const cells = rules.cells.map((request, cell) => ({ ...request, cell, reader: readers.readerOf(request) }));
    this.#columns = Array.from({ length: rules.columns }, (_, column) => {
      const own = cells.filter((each) => each.column === column);
      return new Column(this, own, rules.total.columns.includes(column) ? words : null);
    });
    this.#hash = made.hash;
    this.plain = rules.cells.map(() => true);
  }

  shape({ bytes, delimiter, firstLine, lines }: RowBatch): void {
    const byte = delimiter.charCodeAt(0);
    for (let at = 0, record = 0; at < bytes.length; record++) {
      at = this.#record(bytes, at, byte);
      this.#finish(lines?.[record] ?? firstLine + record);
    }
  }

  /** @returns where the next record begins. */
  #record(bytes: Uint8Array, start: number, delimiter: number): number {
    const end = bytes.length;
    let at = start;
    for (const column of this.#columns) {
      if (bytes[at] === QUOTE) {
        at = this.#quoted(bytes, at + 1, column);
        continue;
      }
      const from = at;
      for (; at < end; at++) {
        const byte = bytes[at];
        if (byte === delimiter || byte === LF) break;
      }
      column.take(bytes, from, at);
      at++;
    }
    return at;
  }

  /** Remembers what is hashed of a record. */
  note(bytes: Uint8Array, from: number, to: number): void {
    if (this.#hash === null) return;
    this.#hashed.add(bytes, from, to);
    this.#hashed.bytes[this.#hashed.length++] = CELL_END;
  }

  /** @returns where the next cell begins, behind the quote and what parts the cells. */
  #quoted(bytes: Uint8Array, from: number, column: Column): number {
    const content = this.#unquoted;
    content.length = 0;
    let piece = from;
    for (;;) {
      let end = piece;
      while (end < bytes.length && bytes[end] !== QUOTE) end++;
      if (bytes[end + 1] !== QUOTE) {
        if (content.length === 0) column.take(bytes, piece, end);
        else {
          content.add(bytes, piece, end);
          column.take(content.bytes, 0, content.length);
        }
        return end + 2;
      }
      content.add(bytes, piece, end + 1);
      piece = end + 2;
    }
  }

  #finish(line: number): void {
    this.out.number(line);
    this.out.cell(FLAGS, this.isTotal ? 0 : 1, this.isTotal ? 1 : 2);
    this.out.ascii(this.#hash === null ? '' : this.#hash(this.#hashed.bytes.subarray(0, this.#hashed.length)));
    this.out.endRecord();
    this.#hashed.length = 0;
    this.isTotal = false;
  }
}

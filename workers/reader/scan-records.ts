import type { Delimiter, StructuralReject } from '../../src/domain/contracts/source.ts';
import { isTotalRow } from '../../src/domain/recognise/total-words.ts';
import { BatchWriter } from './batch-writer.ts';
import { type BatchDelimiter, delimiterByte, joinCells, splitRecord } from './cells.ts';
import type { TextSink } from './decode-text.ts';
import { RecordCursor } from './record-cursor.ts';

const LF = 0x0a;
const CTRL_Z = 0x1a;
const QUOTE = 0x22;
const NOTHING = new Uint8Array(0);

/** What a table's records must look like. */
export type RecordShape = {
  delimiter: Delimiter;
  columns: number;
  /** Records up to this line are not data. */ headerLine: number;
};

/** Cuts UTF-8 text into records of one shape: whole ones go to the batch, others are refused with their line. */
export class RecordScanner implements TextSink {
  readonly writer: BatchWriter;
  readonly #shape: RecordShape;
  readonly #cursor: RecordCursor;
  readonly #delimiterByte: number;
  readonly #out: BatchDelimiter;
  readonly #decoder = new TextDecoder();
  readonly #emptyish = new Uint8Array(256);
  #bytes = new Uint8Array(0);
  #length = 0;
  #bad: number[] = [];
  #badAt = 0;
  /** A stretch of records that can be copied in one go. */
  #runStart = 0;
  #runEnd = 0;

  constructor(shape: RecordShape) {
    this.#shape = shape;
    this.#out = shape.delimiter === 'space' ? '\t' : shape.delimiter;
    this.writer = new BatchWriter(this.#out);
    const byte = delimiterByte(shape.delimiter);
    this.#delimiterByte = byte ?? 256;
    this.#cursor = new RecordCursor({ delimiter: byte });
    for (const empty of [byte ?? 0x20, 0x20, 0x09, QUOTE]) this.#emptyish[empty] = 1;
  }

  append(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, Math.ceil(this.#bytes.length * 1.5)));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = needed;
  }

  markBad(): void {
    this.#bad.push(this.#length);
  }

  /** Handles every whole record so far; with `final` also the last one, which may lack its line end. */
  scan(final: boolean): void {
    if (final) while (this.#bytes[this.#length - 1] === CTRL_Z && this.#length > 0) this.#length--;
    const cursor = this.#cursor;
    cursor.bytes = this.#bytes;
    cursor.limit = this.#length;
    cursor.final = final;
    cursor.next = 0;
    this.#runStart = this.#runEnd = 0;
    this.writer.reserve(this.#length + 1);
    while (cursor.advance()) this.#take();
    this.#flush();
    this.#keepRest(cursor.next);
  }

  #keepRest(from: number): void {
    this.#bytes.copyWithin(0, from, this.#length);
    this.#length -= from;
    this.#bad = this.#bad.slice(this.#badAt).map((at) => at - from);
    this.#badAt = 0;
  }

  #take(): void {
    const cursor = this.#cursor;
    const badAt = this.#firstBad(cursor.next);
    if (cursor.line <= this.#shape.headerLine) return;
    if (cursor.problem !== null) return this.#reject(cursor.problem, null, '');
    if (badAt !== null) return this.#reject('bad_bytes', this.#columnAt(badAt), '');
    if (this.#isBlank()) {
      this.writer.blank();
      return;
    }
    if (cursor.regular && cursor.cells === this.#shape.columns && this.#delimiterByte < 256) return this.#pass();
    this.#mend();
  }

  /** Offset of the first bad byte before `end`, stepping over it. */
  #firstBad(end: number): number | null {
    const first = this.#bad[this.#badAt];
    if (first === undefined || first >= end) return null;
    while ((this.#bad[this.#badAt] ?? end) < end) this.#badAt++;
    return first;
  }

  #isBlank(): boolean {
    const { start, contentEnd } = this.#cursor;
    for (let at = start; at < contentEnd; at++) if (this.#emptyish[this.#bytes[at] ?? 0] === 0) return false;
    return true;
  }

  #pass(): void {
    const { start, contentEnd, next, line } = this.#cursor;
    this.writer.line(line);
    if (next - contentEnd === 1 && this.#bytes[contentEnd] === LF) {
      if (this.#runEnd !== start) {
        this.#flush();
        this.#runStart = start;
      }
      this.#runEnd = next;
      return;
    }
    this.#flush();
    this.writer.record(this.#bytes.subarray(start, contentEnd), NOTHING);
    this.#runStart = this.#runEnd = next;
  }

  #flush(): void {
    if (this.#runEnd > this.#runStart) this.writer.raw(this.#bytes.subarray(this.#runStart, this.#runEnd));
    this.#runStart = this.#runEnd;
  }

  /** Records that need a hand: odd quotes, too many or too few cells, runs of blanks. */
  #mend(): void {
    const cursor = this.#cursor;
    const { columns, delimiter } = this.#shape;
    const cells = splitRecord(this.#decoder.decode(this.#bytes.subarray(cursor.start, cursor.contentEnd)), delimiter);
    const count = cells.length;
    while (cells.length > columns && cells.at(-1)?.trim() === '') cells.pop();
    if (cells.length < columns && isTotalRow(cells)) while (cells.length < columns) cells.push('');
    if (cells.length !== columns) {
      const code = count > columns ? 'too_many_cells' : 'too_few_cells';
      return this.#reject(code, code === 'too_many_cells' ? columns + 1 : count, `${count} ≠ ${columns}`);
    }
    this.#flush();
    this.writer.text(joinCells(cells, this.#out));
    this.writer.line(cursor.line);
    this.#runStart = this.#runEnd = cursor.next;
  }

  /** A record over many lines is given up line by line, so that a stray quote does not take others with it. */
  #reject(code: StructuralReject['code'], column: number | null, detail: string): void {
    const cursor = this.#cursor;
    if (cursor.manyLines && code !== 'bad_bytes') cursor.refuse(code);
    this.writer.reject({ line: cursor.line, column, code, detail });
  }

  #columnAt(offset: number): number {
    let column = 1;
    let quoted = false;
    for (let at = this.#cursor.start; at < offset; at++) {
      if (this.#bytes[at] === QUOTE) quoted = !quoted;
      else if (this.#bytes[at] === this.#delimiterByte && !quoted) column++;
    }
    return column;
  }
}

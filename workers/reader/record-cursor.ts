import type { StructuralReject } from '../../src/domain/contracts/source.ts';
import { LIMITS } from './limits.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const EQUALS = 0x3d;
const SPACE = 0x20;
const TAB = 0x09;
const NUL = 0x00;

/** How records are cut: by one byte, or not at all (`null`: a record is one cell and quotes mean nothing). */
export type Cut = { delimiter: number | null };

/**
 * Walks over UTF-8 text record by record without making a string.
 * After `advance()` the public fields describe the record; `next` is where the following one starts.
 */
export class RecordCursor {
  bytes: Uint8Array = new Uint8Array(0);
  /** Bytes that may be read, and whether more will never come. */
  limit = 0;
  final = false;

  start = 0;
  contentEnd = 0;
  next = 0;
  /** Line of the record and of the one behind it, counted from 1. */
  line = 1;
  nextLine = 1;
  cells = 0;
  /** The bytes may be passed on as they are. */
  regular = true;
  problem: StructuralReject['code'] | null = null;

  readonly #delimiter: number;
  readonly #quotes: boolean;
  readonly #special = new Uint8Array(256);
  #skipping = false;
  /** Where a quoted cell was left: unterminated, followed by garbage, or cut by the end of what is loaded. */
  #quoteEnd: 'closed' | 'broken' | 'more' = 'closed';

  constructor(cut: Cut) {
    this.#delimiter = cut.delimiter ?? 256;
    this.#quotes = cut.delimiter !== null;
    for (const byte of [LF, CR, NUL]) this.#special[byte] = 1;
    if (cut.delimiter !== null) {
      this.#special[cut.delimiter] = 1;
      this.#special[QUOTE] = 1;
    }
  }

  /** @returns false when there is no further record, or (unless `final`) not yet a whole one. */
  advance(): boolean {
    if (this.#skipping && !this.#skipLine()) return false;
    const { bytes, limit } = this;
    const special = this.#special;
    const delimiter = this.#delimiter;
    let at = this.next;
    if (at >= limit) return false;
    let cellStart = at;
    let cells = 1;
    this.start = at;
    this.line = this.nextLine;
    this.regular = true;
    this.problem = null;
    for (;;) {
      while (at < limit && special[bytes[at] ?? 0] === 0) at++;
      if (at >= limit) {
        this.cells = cells;
        return this.final ? this.#close(at, at, 0) : this.#wait();
      }
      const byte = bytes[at];
      if (byte === delimiter) {
        cells++;
        cellStart = ++at;
      } else if (byte === LF) {
        this.cells = cells;
        return this.#close(at, at + 1, 1);
      } else if (byte === CR) {
        if (at + 1 >= limit && !this.final) return this.#wait();
        this.cells = cells;
        return this.#close(at, bytes[at + 1] === LF && at + 1 < limit ? at + 2 : at + 1, 1);
      } else if (byte === QUOTE && this.#quotes && this.#opensCell(cellStart, at)) {
        at = this.#skipQuoted(at + 1);
        if (this.#quoteEnd === 'more') return this.#wait();
        if (this.#quoteEnd === 'broken') return this.refuse('bad_quotes');
      } else {
        if (byte === NUL) this.problem = 'bad_bytes';
        else if (bytes[cellStart] !== EQUALS) this.regular = false;
        at++;
      }
    }
  }

  /** Gives the record up and goes on behind its first line. @returns what `advance` returns. */
  refuse(code: StructuralReject['code']): boolean {
    const { bytes, limit } = this;
    let at = this.start;
    while (at < limit && bytes[at] !== LF && bytes[at] !== CR) at++;
    if (!this.final && at + 1 >= limit) return this.#wait();
    const twoBytes = bytes[at] === CR && bytes[at + 1] === LF && at + 1 < limit;
    this.nextLine = this.line;
    this.cells = 0;
    this.#close(at, Math.min(limit, at + (twoBytes ? 2 : 1)), 1);
    this.problem = code;
    return true;
  }

  /** True when the record spans more than one line. */
  get manyLines(): boolean {
    return this.nextLine - this.line > 1;
  }

  /** Ends the record; `cells` is set. */
  #close(contentEnd: number, next: number, ends: number): boolean {
    this.contentEnd = contentEnd;
    this.next = next;
    this.nextLine += ends;
    const length = contentEnd - this.start;
    if (length > LIMITS.cell && this.cells > 0) {
      if (length > LIMITS.line) this.problem = 'line_too_long';
      else if (this.#hasLongCell()) this.problem = 'cell_too_long';
    }
    return true;
  }

  /** The record is not whole yet; one that can never become acceptable is refused and skipped without being held. */
  #wait(): boolean {
    this.nextLine = this.line;
    if (this.limit - this.start <= LIMITS.line + LIMITS.cell) return false;
    this.contentEnd = this.limit;
    this.next = this.limit;
    this.cells = 0;
    this.problem = 'line_too_long';
    this.#skipping = true;
    return true;
  }

  #skipLine(): boolean {
    const { bytes, limit } = this;
    let at = this.next;
    while (at < limit && bytes[at] !== LF && bytes[at] !== CR) at++;
    this.next = at;
    if (at >= limit || (bytes[at] === CR && at + 1 >= limit && !this.final)) return false;
    this.next = bytes[at] === CR && bytes[at + 1] === LF && at + 1 < limit ? at + 2 : at + 1;
    this.nextLine++;
    this.#skipping = false;
    return true;
  }

  /** A quote opens a cell at its start or behind blanks. */
  #opensCell(cellStart: number, at: number): boolean {
    for (let i = cellStart; i < at; i++) if (this.bytes[i] !== SPACE && this.bytes[i] !== TAB) return false;
    if (at > cellStart) this.regular = false;
    return true;
  }

  /** From behind an opening quote to behind the closing one and the blanks that follow it. */
  #skipQuoted(from: number): number {
    const { bytes, limit } = this;
    const stop = Math.min(limit, from + LIMITS.cell + 1);
    let at = from;
    for (;;) {
      let lines = 0;
      while (at < stop && bytes[at] !== QUOTE) {
        if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) lines++;
        else if (bytes[at] === NUL) this.problem = 'bad_bytes';
        at++;
      }
      this.nextLine += lines;
      if (at >= stop) return this.#leaveQuote(stop < limit || this.final ? 'broken' : 'more', at);
      if (at + 1 >= limit) return this.#leaveQuote(this.final ? 'closed' : 'more', at + 1);
      if (bytes[at + 1] !== QUOTE) break;
      at += 2;
    }
    at++;
    while (at < limit && (bytes[at] === SPACE || bytes[at] === TAB) && bytes[at] !== this.#delimiter) {
      this.regular = false;
      at++;
    }
    if (at >= limit) return this.#leaveQuote(this.final ? 'closed' : 'more', at);
    const after = bytes[at];
    return this.#leaveQuote(after === this.#delimiter || after === LF || after === CR ? 'closed' : 'broken', at);
  }

  #leaveQuote(end: 'closed' | 'broken' | 'more', at: number): number {
    this.#quoteEnd = end;
    return at;
  }

  #hasLongCell(): boolean {
    return longestCell(this.bytes.subarray(this.start, this.contentEnd), this.#delimiter) > LIMITS.cell;
  }
}

/** Bytes of the longest cell of one record. */
function longestCell(record: Uint8Array, delimiter: number): number {
  let longest = 0;
  let start = 0;
  let quoted = false;
  for (let at = 0; at <= record.length; at++) {
    if (record[at] === QUOTE) quoted = !quoted;
    if (at === record.length || (record[at] === delimiter && !quoted)) {
      longest = Math.max(longest, at - start);
      start = at + 1;
    }
  }
  return longest;
}

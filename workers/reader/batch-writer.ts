import type { RowBatch, StructuralReject } from '../../src/domain/contracts/source.ts';
import type { BatchDelimiter } from './cells.ts';
import { CHUNK_BYTES } from './limits.ts';

const LF = 0x0a;

/** Collects the records of the batch to come. */
export class BatchWriter {
  readonly #delimiter: BatchDelimiter;
  readonly #encoder = new TextEncoder();
  #bytes = new Uint8Array(0);
  #length = 0;
  #lines = new Uint32Array(1024);
  #consecutive = true;
  #records = 0;
  #rejected: StructuralReject[] = [];
  #blank = 0;

  constructor(delimiter: BatchDelimiter) {
    this.#delimiter = delimiter;
  }

  get length(): number {
    return this.#length;
  }

  /** Makes room, so that what follows does not grow the batch step by step. */
  reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(
      Math.max(this.#length + more, Math.min(this.#bytes.length * 2, this.#bytes.length + CHUNK_BYTES)),
    );
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }

  /** Whole records as they stand, line feeds included; their lines follow with `line`. */
  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** The bytes of one record without its end, then `fill` and a line feed. */
  record(content: Uint8Array, fill: Uint8Array): void {
    this.reserve(content.length + fill.length + 1);
    this.#bytes.set(content, this.#length);
    this.#bytes.set(fill, this.#length + content.length);
    this.#length += content.length + fill.length;
    this.#bytes[this.#length++] = LF;
  }

  /** Serialised records as text. */
  text(records: string): void {
    this.reserve(records.length * 3);
    this.#length += this.#encoder.encodeInto(records, this.#bytes.subarray(this.#length)).written;
  }

  /** Notes the line of one record written. */
  line(line: number): void {
    if (this.#records === this.#lines.length) {
      const grown = new Uint32Array(this.#lines.length * 2);
      grown.set(this.#lines);
      this.#lines = grown;
    }
    if (this.#records > 0 && line !== (this.#lines[this.#records - 1] ?? 0) + 1) this.#consecutive = false;
    this.#lines[this.#records++] = line;
  }

  reject(reject: StructuralReject): void {
    this.#rejected.push(reject);
  }

  blank(): void {
    this.#blank++;
  }

  /** True when there is nothing to say. */
  get empty(): boolean {
    return this.#records === 0 && this.#rejected.length === 0 && this.#blank === 0;
  }

  /** The batch, and a fresh start. */
  take(consumed: number, totalBytes: number): RowBatch {
    const batch: RowBatch = {
      bytes: this.#bytes.subarray(0, this.#length),
      delimiter: this.#delimiter,
      records: this.#records,
      firstLine: this.#lines[0] ?? 0,
      lines: this.#consecutive ? null : this.#lines.slice(0, this.#records),
      rejected: this.#rejected,
      blank: this.#blank,
      consumed,
      totalBytes,
    };
    this.#bytes = new Uint8Array(0);
    this.#length = 0;
    this.#records = 0;
    this.#consecutive = true;
    this.#rejected = [];
    this.#blank = 0;
    return batch;
  }
}

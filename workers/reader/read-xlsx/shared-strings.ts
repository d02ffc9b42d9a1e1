import { AppError } from '../../../src/domain/contracts/errors.ts';
import { csvCell, splitRecord } from '../cells.ts';
import { LIMITS } from '../limits.ts';
import { utf8Pieces, type XmlPart } from './utf8-pieces.ts';
import { ascii, ByteBuffer, copyText, endsName, find, GREATER, LESS, SLASH, startsAt } from './xml-bytes.ts';
import { richText } from './xml-text.ts';

/** The tags of a string table under its prefix. */
function tagsOf(prefix: string) {
  return {
    prefix,
    item: ascii(`<${prefix}si`),
    itemEnd: ascii(`</${prefix}si>`),
    text: ascii(`<${prefix}t`),
    plainEnd: ascii(`</${prefix}t></${prefix}si>`),
  };
}

type Tags = ReturnType<typeof tagsOf>;

/**
 * The string table of a workbook, read as far as it is asked for. Each string is kept as the bytes of a cell of
 * comma-separated text, so that using it is a copy.
 */
export class SharedStrings {
  readonly #file: string;
  readonly #pieces: AsyncGenerator<Uint8Array> | null;
  readonly #cells = new ByteBuffer(64 * 1024);
  /** Where each string ends; the first entry is the start of the first one. */
  #ends = new Uint32Array(4096);
  #count = 0;
  #held: Uint8Array = new Uint8Array(0);
  #tags: Tags | null = null;
  #ended: boolean;

  constructor(file: string, part: XmlPart | null) {
    this.#file = file;
    this.#pieces = part === null ? null : utf8Pieces(file, part);
    this.#ended = part === null;
  }

  /** The bytes that `start` and `end` are offsets in; they change when more is read. */
  get bytes(): Uint8Array {
    return this.#cells.bytes;
  }

  /** Is this string read? */
  has(index: number): boolean {
    return index < this.#count;
  }

  /** No string will come that is not read by now. */
  get complete(): boolean {
    return this.#ended;
  }

  start(index: number): number {
    return this.#ends[index] ?? 0;
  }

  end(index: number): number {
    return this.#ends[index + 1] ?? 0;
  }

  text(index: number): string {
    const cell = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      this.bytes.subarray(this.start(index), this.end(index)),
    );
    return splitRecord(cell, ',')[0] ?? '';
  }

  /** Reads on until a string is there or the table ends. @throws AppError FILE_UNSAFE, FILE_TOO_LARGE, FILE_DAMAGED */
  async load(index: number): Promise<void> {
    while (!this.#ended && index >= this.#count) {
      const next = await this.#pieces?.next();
      if (next === undefined || next.done === true) this.#ended = true;
      else this.#push(next.value);
    }
  }

  /** Lets go of the source. */
  async close(): Promise<void> {
    this.#ended = true;
    await this.#pieces?.return(undefined);
  }

  #push(piece: Uint8Array): void {
    const bytes = new Uint8Array(this.#held.length + piece.length);
    bytes.set(this.#held);
    bytes.set(piece, this.#held.length);
    if (this.#tags === null) {
      const root = /<(?:([\w.-]+):)?sst[\s>/]/u.exec(new TextDecoder().decode(bytes.subarray(0, 65_536)));
      this.#tags = tagsOf(root?.[1] === undefined ? '' : `${root[1]}:`);
    }
    this.#held = bytes.subarray(this.#items(bytes, this.#tags));
    if (this.#held.length > LIMITS.sheetRow || this.#cells.length > LIMITS.heldWhole)
      throw new AppError('FILE_TOO_LARGE', { file: this.#file, reason: 'unpacked_too_large' });
  }

  /** Takes the whole items; returns where the first cut one begins. */
  #items(bytes: Uint8Array, tags: Tags): number {
    const size = tags.item.length;
    for (let at = bytes.indexOf(LESS); at >= 0; at = bytes[at] === LESS ? at : bytes.indexOf(LESS, at)) {
      if (at + size >= bytes.length) return at;
      if (!startsAt(bytes, at, tags.item) || !endsName(bytes[at + size])) {
        at++;
        continue;
      }
      const next = this.#item(bytes, at + size, tags);
      if (next < 0) return at;
      at = next;
    }
    return bytes.length;
  }

  /** Takes the item whose name ends at `from`; returns the offset behind it, or -1 when it is cut. */
  #item(bytes: Uint8Array, from: number, tags: Tags): number {
    const open = bytes.indexOf(GREATER, from) + 1;
    if (open === 0) return -1;
    if (bytes[open - 2] === SLASH) {
      this.#note();
      return open;
    }
    // The text element may say how blanks count, but nothing may stand between it and the end of the item.
    const text = open + tags.text.length;
    if (startsAt(bytes, open, tags.text) && endsName(bytes[text])) {
      const start = bytes[text] === GREATER ? text + 1 : bytes.indexOf(GREATER, text) + 1;
      const length = this.#cells.length;
      const end = start > 0 && bytes[start - 2] !== SLASH ? copyText(bytes, start, this.#cells) : -1;
      if (end >= 0 && startsAt(bytes, end, tags.plainEnd)) {
        this.#note();
        return end + tags.plainEnd.length;
      }
      this.#cells.length = length;
    }
    const end = find(bytes, tags.itemEnd, open);
    if (end < 0) return -1;
    this.#cells.appendText(csvCell(richText(new TextDecoder().decode(bytes.subarray(open, end)), tags.prefix), ','));
    this.#note();
    return end + tags.itemEnd.length;
  }

  /** What was written since the last one is a string. */
  #note(): void {
    if (this.#count + 2 > this.#ends.length) {
      const grown = new Uint32Array(this.#ends.length * 2);
      grown.set(this.#ends);
      this.#ends = grown;
    }
    this.#ends[++this.#count] = this.#cells.length;
  }
}

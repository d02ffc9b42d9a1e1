import { AppError } from '../../../src/domain/contracts/errors.ts';
import { csvCell, splitRecord } from '../cells.ts';
import { LIMITS } from '../limits.ts';
import { ByteBuffer } from './byte-buffer.ts';
import { prefixOf } from './sheet-tags.ts';
import { TextScan } from './text-scan.ts';
import { utf8Pieces, type XmlPart } from './utf8-pieces.ts';
import { ascii, find, GREATER, LESS, nameEndsAt, seek, SLASH, startsAt } from './xml-bytes.ts';
import { richText } from './xml-text.ts';

/** The tags of a string table under its prefix. */
function tagsOf(prefix: string) {
  return {
    prefix,
    item: ascii(`<${prefix}si`),
    itemEnd: ascii(`</${prefix}si>`),
    text: ascii(`<${prefix}t`),
    textEnd: ascii(`</${prefix}t></${prefix}si>`),
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
  readonly #scan = new TextScan();
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
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
    const cell = this.#decoder.decode(this.bytes.subarray(this.start(index), this.end(index)));
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

  #push(piece: Uint8Array): void {
    const bytes = new Uint8Array(this.#held.length + piece.length);
    bytes.set(this.#held);
    bytes.set(piece, this.#held.length);
    this.#tags ??= tagsOf(prefixOf(bytes, 'sst') ?? '');
    this.#held = bytes.subarray(this.#items(bytes, this.#tags));
    if (this.#held.length > LIMITS.sheetRow || this.#cells.length > LIMITS.heldWhole)
      throw new AppError('FILE_TOO_LARGE', { file: this.#file, reason: 'unpacked_too_large' });
  }

  /** Takes the whole items; returns where the first cut one begins. */
  #items(bytes: Uint8Array, tags: Tags): number {
    const size = tags.item.length;
    for (let at = seek(bytes, LESS, 0); ; at = seek(bytes, LESS, at)) {
      if (at + size >= bytes.length) return at;
      if (startsAt(bytes, at, tags.item) && nameEndsAt(bytes, at + size)) {
        const next = this.#item(bytes, at + size, tags);
        if (next < 0) return at;
        at = next;
      } else at++;
    }
  }

  /** Takes the item whose name ends at `from`; returns the offset behind it, or -1 when it is cut. */
  #item(bytes: Uint8Array, from: number, tags: Tags): number {
    const open = seek(bytes, GREATER, from) + 1;
    if (open > bytes.length) return -1;
    let next = open;
    if (bytes[open - 2] !== SLASH) {
      next = this.#plainItem(bytes, open, tags);
      if (next < 0) next = this.#anyItem(bytes, open, tags);
    }
    if (next >= 0) this.#note();
    return next;
  }

  /** An item of one text that can be copied: the text element may say how blanks count, nothing else is in the item. */
  #plainItem(bytes: Uint8Array, from: number, tags: Tags): number {
    const name = from + tags.text.length;
    if (!startsAt(bytes, from, tags.text) || !nameEndsAt(bytes, name)) return -1;
    const start = seek(bytes, GREATER, name) + 1;
    if (bytes[start - 2] === SLASH) return -1;
    const end = this.#scan.end(bytes, start);
    if (end < 0 || !startsAt(bytes, end, tags.textEnd)) return -1;
    if (this.#scan.quoted) this.#cells.appendText(csvCell(this.#decoder.decode(bytes.subarray(start, end)), ','));
    else this.#cells.append(bytes, start, end);
    return end + tags.textEnd.length;
  }

  #anyItem(bytes: Uint8Array, from: number, tags: Tags): number {
    const end = find(bytes, tags.itemEnd, from);
    if (end < 0) return -1;
    const text = richText(this.#decoder.decode(bytes.subarray(from, end)), tags.prefix);
    this.#cells.appendText(csvCell(text, ','));
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

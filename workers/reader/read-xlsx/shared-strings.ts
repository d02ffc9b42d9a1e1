import { AppError } from '../../../src/domain/contracts/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { LIMITS } from '../limits.ts';
import { richText } from './xml-text.ts';

/** The string table of a workbook, read as far as it is asked for. */
export class SharedStrings {
  readonly #file: string;
  readonly #chunks: AsyncGenerator<Uint8Array> | null;
  readonly #decoder = new TextDecoder();
  readonly #strings: string[] = [];
  #xml = '';
  #prefix: string | null = null;
  #ended: boolean;
  /** The highest index that was asked for in vain. */
  #wanted = -1;

  constructor(file: string, source: ByteSource | null) {
    this.#file = file;
    this.#chunks = source?.chunks() ?? null;
    this.#ended = source === null;
  }

  /** The string, or null when it is not read yet or not in the table. */
  get(index: number): string | null {
    const found = this.#strings[index];
    if (found !== undefined) return found;
    this.#wanted = Math.max(this.#wanted, index);
    return null;
  }

  /** Reads on until the last string asked for is there. @returns false when nothing that is missing can be had. */
  async loadWanted(): Promise<boolean> {
    const before = this.#strings.length;
    const wanted = this.#wanted;
    this.#wanted = -1;
    while (!this.#ended && this.#strings.length <= wanted) await this.#loadChunk();
    return wanted >= before && this.#strings.length > before;
  }

  /** Reads all of it. */
  async loadAll(): Promise<void> {
    while (!this.#ended) await this.#loadChunk();
  }

  async #loadChunk(): Promise<void> {
    const next = await this.#chunks?.next();
    if (next === undefined || next.done === true) this.#ended = true;
    else this.#scan(this.#decoder.decode(next.value, { stream: true }));
  }

  #scan(piece: string): void {
    const xml = this.#xml + piece;
    if (this.#prefix === null) {
      if (/<!DOCTYPE/iu.test(xml)) throw new AppError('FILE_UNSAFE', { file: this.#file, reason: 'doctype' });
      const root = /<(?:([\w.-]+):)?sst[\s>/]/u.exec(xml);
      this.#prefix = root?.[1] === undefined ? '' : `${root[1]}:`;
    }
    this.#xml = xml.slice(this.#items(xml, this.#prefix));
    if (this.#xml.length > LIMITS.sheetRow)
      throw new AppError('FILE_TOO_LARGE', { file: this.#file, reason: 'unpacked_too_large' });
  }

  /** Takes the whole items; returns where the first cut one begins. */
  #items(xml: string, prefix: string): number {
    const open = `<${prefix}si`;
    const close = `</${prefix}si>`;
    const plainOpen = `<${prefix}t>`;
    let done = 0;
    for (let at = xml.indexOf(open); at >= 0; at = xml.indexOf(open, done)) {
      const tagEnd = xml.indexOf('>', at);
      if (tagEnd < 0) return at;
      done = tagEnd + 1;
      if (xml[tagEnd - 1] === '/') {
        this.#strings.push('');
        continue;
      }
      const end = xml.indexOf(close, tagEnd);
      if (end < 0) return at;
      this.#strings.push(richText(xml.slice(tagEnd + 1, end), prefix, plainOpen));
      done = end + close.length;
    }
    return Math.max(done, xml.lastIndexOf('<'));
  }
}

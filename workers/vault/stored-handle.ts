import { blockLength, blockOf, blockStart } from './block-layout.ts';
import type { BlockSource } from './block-source.ts';

type Position = { at?: number };

/** A file of a store with the shape of `FileSystemSyncAccessHandle`, for the engine. Durable is only what the store commits. */
export class StoredHandle {
  readonly #source: BlockSource;

  constructor(source: BlockSource) {
    this.#source = source;
  }

  getSize(): number {
    return this.#source.size;
  }

  read(into: Uint8Array, { at = 0 }: Position = {}): number {
    const count = Math.max(0, Math.min(into.byteLength, this.#source.size - at));
    for (let done = 0; done < count;) {
      const { number, offset, length } = this.#span(at + done, count - done);
      into.set(this.#source.block(number).subarray(offset, offset + length), done);
      done += length;
    }
    return count;
  }

  write(from: Uint8Array, { at = 0 }: Position = {}): number {
    this.#source.resize(Math.max(this.#source.size, at + from.byteLength));
    for (let done = 0; done < from.byteLength;) {
      const { number, offset, length } = this.#span(at + done, from.byteLength - done);
      this.#source.writable(number).set(from.subarray(done, done + length), offset);
      done += length;
    }
    return from.byteLength;
  }

  truncate(size: number): void {
    this.#source.resize(size);
  }

  flush(): void {
    // Durability is the store's commit.
  }

  close(): void {
    // The store outlives the engine's handle.
  }

  /** The block a position falls into, the offset in it, and how many of `wanted` bytes fit. */
  #span(at: number, wanted: number): { number: number; offset: number; length: number } {
    const { layout } = this.#source;
    const number = blockOf(layout, at);
    const offset = at - blockStart(layout, number);
    return { number, offset, length: Math.min(wanted, blockLength(layout, number) - offset) };
  }
}

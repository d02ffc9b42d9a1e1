import { BLOCK_BYTES, type BlockChange, type BlockImage } from './block-store.ts';

type Position = { at?: number };

/**
 * A database file in blocks, with the shape of `FileSystemSyncAccessHandle`: the engine reads and writes through it
 * and never knows where the bytes live. Writes stay here until `takeChange` hands the dirty blocks to a store.
 */
export class BlockHandle {
  #size: number;
  readonly #blocks: Map<number, Uint8Array<ArrayBuffer>>;
  readonly #dirty = new Set<number>();
  /** Cut off since the last change was taken: the store may still hold them. */
  readonly #cut = new Set<number>();

  constructor(image: BlockImage = { size: 0, blocks: new Map() }) {
    this.#size = image.size;
    this.#blocks = image.blocks;
  }

  getSize(): number {
    return this.#size;
  }

  read(into: Uint8Array, { at = 0 }: Position = {}): number {
    const count = Math.max(0, Math.min(into.byteLength, this.#size - at));
    for (let done = 0; done < count;) {
      const [number, offset, length] = span(at + done, count - done);
      const block = this.#blocks.get(number);
      if (block) into.set(block.subarray(offset, offset + length), done);
      else into.fill(0, done, done + length);
      done += length;
    }
    return count;
  }

  write(from: Uint8Array, { at = 0 }: Position = {}): number {
    for (let done = 0; done < from.byteLength;) {
      const [number, offset, length] = span(at + done, from.byteLength - done);
      this.#writable(number).set(from.subarray(done, done + length), offset);
      done += length;
    }
    this.#size = Math.max(this.#size, at + from.byteLength);
    return from.byteLength;
  }

  truncate(size: number): void {
    const last = Math.floor(size / BLOCK_BYTES);
    for (const number of [...this.#blocks.keys()]) {
      if (number * BLOCK_BYTES >= size && this.#blocks.delete(number)) this.#cut.add(number);
    }
    // Bytes beyond the end must read as zeros if the file grows again.
    if (size < this.#size && size % BLOCK_BYTES !== 0 && this.#blocks.has(last))
      this.#writable(last).fill(0, size % BLOCK_BYTES);
    for (const number of this.#dirty) if (number * BLOCK_BYTES >= size) this.#dirty.delete(number);
    this.#size = size;
  }

  flush(): void {
    // Durability is `takeChange` and the store's commit.
  }

  close(): void {
    // The blocks stay for the next open.
  }

  /** Copies of the blocks written since the last call; what is returned is clean from now on. */
  takeChange(): BlockChange {
    for (const number of this.#cut) if (number * BLOCK_BYTES < this.#size) this.#dirty.add(number);
    this.#cut.clear();
    const blocks = [...this.#dirty].map((number): [number, Uint8Array<ArrayBuffer>] => [
      number,
      this.#blocks.get(number)?.slice() ?? new Uint8Array(BLOCK_BYTES),
    ]);
    this.#dirty.clear();
    return { size: this.#size, blocks };
  }

  #writable(number: number): Uint8Array<ArrayBuffer> {
    this.#dirty.add(number);
    let block = this.#blocks.get(number);
    if (!block) {
      block = new Uint8Array(BLOCK_BYTES);
      this.#blocks.set(number, block);
    }
    return block;
  }
}

/** The block a position falls into, the offset in it, and how many of `wanted` bytes fit. */
function span(at: number, wanted: number): [number: number, offset: number, length: number] {
  const number = Math.floor(at / BLOCK_BYTES);
  const offset = at - number * BLOCK_BYTES;
  return [number, offset, Math.min(wanted, BLOCK_BYTES - offset)];
}

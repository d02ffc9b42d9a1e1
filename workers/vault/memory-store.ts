import { BLOCK_BYTES, type BlockChange, type BlockImage, type BlockStore } from './block-store.ts';

/** Blocks in this thread's memory: survive the engine, not the page. */
export class MemoryStore implements BlockStore {
  #size = 0;
  readonly #blocks = new Map<number, Uint8Array<ArrayBuffer>>();

  load(): Promise<BlockImage> {
    const copies = new Map([...this.#blocks].map(([number, bytes]) => [number, bytes.slice()]));
    return Promise.resolve({ size: this.#size, blocks: copies });
  }

  commit({ size, blocks }: BlockChange): Promise<void> {
    for (const [number, bytes] of blocks) this.#blocks.set(number, bytes);
    for (const number of this.#blocks.keys()) if (number * BLOCK_BYTES >= size) this.#blocks.delete(number);
    this.#size = size;
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.#size = 0;
    this.#blocks.clear();
    return Promise.resolve();
  }
}

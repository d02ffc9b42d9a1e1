import type { DataClass } from '../../src/domain/contracts/data-class.ts';
import { BLOCK_BYTES, type BlockChange, type BlockImage, type BlockStore, type ClassChanges } from './block-store.ts';

/** Blocks in this thread's memory: survive the engine, not the page. */
export class MemoryStore implements BlockStore {
  readonly #files = new Map<DataClass, BlockImage>();

  load(): Promise<[DataClass, BlockImage][]> {
    return Promise.resolve([...this.#files].map(([name, image]) => [name, copyOf(image)]));
  }

  commit(changes: ClassChanges): Promise<void> {
    for (const [name, change] of changes) {
      const image = this.#files.get(name) ?? { size: 0, blocks: new Map() };
      apply(image, change);
      this.#files.set(name, image);
    }
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.#files.clear();
    return Promise.resolve();
  }
}

function copyOf({ size, blocks }: BlockImage): BlockImage {
  return { size, blocks: new Map([...blocks].map(([number, bytes]) => [number, bytes.slice()])) };
}

function apply(image: BlockImage, { size, blocks }: BlockChange): void {
  for (const [number, bytes] of blocks) image.blocks.set(number, bytes);
  for (const number of image.blocks.keys()) if (number * BLOCK_BYTES >= size) image.blocks.delete(number);
  image.size = size;
}

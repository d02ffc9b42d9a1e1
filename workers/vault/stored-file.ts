import type { BlockCache } from './block-cache.ts';
import { blockLength, blockStart, countBlocks, type BlockLayout } from './block-layout.ts';
import type { BlockSource } from './block-source.ts';
import type { DataFile } from './data-file.ts';
import type { BlockPlace, FileMap } from './manifest.ts';

/** A changed block. While `frozen`, a commit is sealing these bytes and they may not change. */
type Dirty = { readonly bytes: Uint8Array<ArrayBuffer>; frozen: boolean };

/** A file's content at the moment a commit began: where unchanged blocks lie, and the changed ones. */
export type FrozenFile = {
  readonly size: number;
  readonly places: Map<number, BlockPlace>;
  readonly changed: ReadonlyMap<number, Uint8Array<ArrayBuffer>>;
};

/** One database file of a store: committed blocks read when they are asked for, changed ones held until the commit. */
export class StoredFile implements BlockSource {
  readonly layout: BlockLayout;
  readonly data: DataFile;
  readonly #cache: BlockCache;
  readonly #dirty = new Map<number, Dirty>();
  /** Where the blocks that are not dirty lie. */
  readonly #live: Map<number, BlockPlace>;
  #size: number;
  #committed: FileMap;
  #frozen: FrozenFile | null = null;

  constructor(data: DataFile, committed: FileMap, cache: BlockCache) {
    this.layout = data.layout;
    this.data = data;
    this.#cache = cache;
    this.#committed = committed;
    this.#live = new Map(committed.places);
    this.#size = committed.size;
  }

  get size(): number {
    return this.#size;
  }

  get committed(): FileMap {
    return this.#committed;
  }

  get isChanged(): boolean {
    // Blocks that were cut off count, also where the file has grown over them again.
    const isCut = this.#live.size < this.#committed.places.size;
    return this.#dirty.size > 0 || isCut || this.#size !== this.#committed.size;
  }

  /** @throws AppError VAULT_READ_FAILED, VAULT_DAMAGED. */
  block(number: number): Uint8Array<ArrayBuffer> {
    const dirty = this.#dirty.get(number);
    if (dirty) return dirty.bytes;
    const place = this.#live.get(number);
    if (!place) return new Uint8Array(blockLength(this.layout, number));
    const cached = this.#cache.get(this.#key(number));
    if (cached) return cached;
    const bytes = this.data.read(number, place);
    this.#cache.put(this.#key(number), bytes);
    return bytes;
  }

  /** @throws AppError VAULT_READ_FAILED, VAULT_DAMAGED. */
  writable(number: number): Uint8Array<ArrayBuffer> {
    const dirty = this.#dirty.get(number);
    if (dirty && !dirty.frozen) return dirty.bytes;
    const bytes = dirty ? dirty.bytes.slice() : this.block(number);
    this.#cache.take(this.#key(number));
    this.#dirty.set(number, { bytes, frozen: false });
    return bytes;
  }

  resize(size: number): void {
    if (size < this.#size) this.#cut(size);
    this.#size = size;
  }

  #cut(size: number): void {
    const count = countBlocks(this.layout, size);
    const last = count - 1;
    const kept = size - blockStart(this.layout, last);
    // Bytes beyond the end must read as zeros if the file grows again.
    const isThere = this.#dirty.has(last) || this.#live.has(last);
    if (isThere && kept < blockLength(this.layout, last)) this.writable(last).fill(0, kept);
    for (const blocks of [this.#dirty, this.#live]) {
      for (const number of blocks.keys()) if (number >= count) blocks.delete(number);
    }
    for (const number of this.#committed.places.keys()) if (number >= count) this.#cache.take(this.#key(number));
  }

  /** Reads blocks into the cache until it is full, one each time it is asked for the next; yields their bytes. */
  *prefetch(): Generator<number> {
    for (const number of [...this.#live.keys()]) {
      if (!this.#cache.hasRoomFor(blockLength(this.layout, number))) return;
      if (this.#dirty.has(number) || !this.#live.has(number) || this.#cache.has(this.#key(number))) continue;
      yield this.block(number).byteLength;
    }
  }

  /** The content as it is now; later changes do not touch it. */
  freeze(): FrozenFile {
    const changed = new Map<number, Uint8Array<ArrayBuffer>>();
    for (const [number, dirty] of this.#dirty) {
      dirty.frozen = true;
      changed.set(number, dirty.bytes);
    }
    const places = new Map(this.#live);
    for (const number of changed.keys()) places.delete(number);
    this.#frozen = { size: this.#size, places, changed };
    return this.#frozen;
  }

  /** The frozen content is committed: its blocks lie at `map.places`. */
  settle(map: FileMap): void {
    for (const [number, bytes] of this.#frozen?.changed ?? []) {
      const place = map.places.get(number);
      // Written again or cut off since: the newer state stays.
      if (!place || this.#dirty.get(number)?.bytes !== bytes) continue;
      this.#dirty.delete(number);
      this.#live.set(number, place);
      this.#cache.put(this.#key(number), bytes);
    }
    for (const [number, place] of this.#live) {
      const moved = map.places.get(number);
      if (moved && place === this.#committed.places.get(number)) this.#live.set(number, moved);
    }
    this.#committed = map;
    this.#frozen = null;
  }

  /** The commit did not happen: everything changed is still to be saved. */
  thaw(): void {
    for (const dirty of this.#dirty.values()) dirty.frozen = false;
    this.#frozen = null;
  }

  #key(number: number): string {
    return `${this.data.name}/${number}`;
  }
}

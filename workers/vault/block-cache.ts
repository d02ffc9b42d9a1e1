/** Decrypted blocks, the least lately used ones dropped beyond a number of bytes. */
export class BlockCache {
  readonly #capacity: number;
  #bytes = 0;
  /** In the order of use, latest last. */
  readonly #blocks = new Map<string, Uint8Array<ArrayBuffer>>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: string): Uint8Array<ArrayBuffer> | null {
    const block = this.#blocks.get(key);
    if (!block) return null;
    this.#blocks.delete(key);
    this.#blocks.set(key, block);
    return block;
  }

  has(key: string): boolean {
    return this.#blocks.has(key);
  }

  put(key: string, block: Uint8Array<ArrayBuffer>): void {
    this.take(key);
    this.#blocks.set(key, block);
    this.#bytes += block.byteLength;
    for (const [oldest, { byteLength }] of this.#blocks) {
      if (this.#bytes <= this.#capacity) break;
      this.#blocks.delete(oldest);
      this.#bytes -= byteLength;
    }
  }

  /** Takes a block out, for good. Returns null when it is not there. */
  take(key: string): Uint8Array<ArrayBuffer> | null {
    const block = this.#blocks.get(key);
    if (!block) return null;
    this.#blocks.delete(key);
    this.#bytes -= block.byteLength;
    return block;
  }

  /** Whether a block of so many bytes fits without dropping another. */
  hasRoomFor(bytes: number): boolean {
    return this.#bytes + bytes <= this.#capacity;
  }
}

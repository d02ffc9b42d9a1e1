import type { VaultFile, VaultFiles } from '../../../workers/vault/vault-files.ts';

/** A file that grows in memory. */
export class MemoryFile {
  bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0)) {
    this.bytes = bytes;
  }

  read(into: Uint8Array, at: number): number {
    const from = this.bytes.subarray(at, at + into.byteLength);
    into.set(from);
    return from.byteLength;
  }

  write(from: Uint8Array, at: number): number {
    this.truncate(Math.max(this.bytes.byteLength, at + from.byteLength));
    this.bytes.set(from, at);
    return from.byteLength;
  }

  truncate(size: number): void {
    if (size === this.bytes.byteLength) return;
    const next = new Uint8Array(size);
    next.set(this.bytes.subarray(0, size));
    this.bytes = next;
  }
}

/** Files in memory that keep everything at once, and can run out of space. */
export class MemoryFiles implements VaultFiles {
  readonly files = new Map<string, MemoryFile>();
  readonly #open = new Set<string>();
  /** Bytes that all files together may hold. */
  quota = Infinity;

  async open(name: string): Promise<VaultFile> {
    if (this.#open.has(name)) throw new DOMException('held by another', 'NoModificationAllowedError');
    this.#open.add(name);
    const file = this.files.get(name) ?? new MemoryFile();
    this.files.set(name, file);
    return {
      read: (into, { at }) => file.read(into, at),
      write: (from, { at }) => {
        const growth = Math.max(0, at + from.byteLength - file.bytes.byteLength);
        if (this.used + growth > this.quota) throw new DOMException('quota', 'QuotaExceededError');
        return file.write(from, at);
      },
      truncate: (size) => file.truncate(size),
      getSize: () => file.bytes.byteLength,
      flush: async () => undefined,
      close: () => this.#open.delete(name),
    };
  }

  async list(): Promise<string[]> {
    return [...this.files.keys()];
  }

  async remove(name: string): Promise<void> {
    this.files.delete(name);
  }

  get used(): number {
    return [...this.files.values()].reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  }

  /** Lets go of all handles, as the death of their thread does. */
  abandon(): this {
    this.#open.clear();
    return this;
  }

  copy(): MemoryFiles {
    const copy = new MemoryFiles();
    for (const [name, { bytes }] of this.files) copy.files.set(name, new MemoryFile(bytes.slice()));
    return copy;
  }
}

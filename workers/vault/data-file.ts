import { AppError } from '../../src/domain/contracts/errors.ts';
import { blockLength, type BlockLayout } from './block-layout.ts';
import { ByteWriter } from './byte-cursor.ts';
import type { Cipher } from './cipher.ts';
import { Extents } from './extents.ts';
import type { BlockPlace, FileMap } from './manifest.ts';
import { explainReading, ShortWrite } from './vault-errors.ts';
import type { VaultFile } from './vault-files.ts';

/** Tells a block's associated bytes from those of anything else sealed under the same key. */
const BLOCK = 2;

type Parts = {
  readonly name: string;
  readonly vaultId: Uint8Array<ArrayBuffer>;
  readonly layout: BlockLayout;
  readonly cipher: Cipher;
  readonly extents?: Extents;
};

/** The sealed blocks of one class of data, each in an extent of a file on disk. Nothing here is durable before `flush`. */
export class DataFile {
  readonly name: string;
  readonly layout: BlockLayout;
  readonly extents: Extents;
  readonly #file: VaultFile;
  readonly #vaultId: Uint8Array<ArrayBuffer>;
  readonly #cipher: Cipher;

  constructor(file: VaultFile, { name, vaultId, layout, cipher, extents = new Extents() }: Parts) {
    this.#file = file;
    this.name = name;
    this.layout = layout;
    this.extents = extents;
    this.#vaultId = vaultId;
    this.#cipher = cipher;
  }

  /** @throws AppError VAULT_DAMAGED when the file ends before the last block of `map`. */
  check(map: FileMap): void {
    for (const [number, { extent }] of map.places) {
      const end = extent * this.layout.blockBytes + blockLength(this.layout, number);
      if (end > this.#file.getSize()) throw new AppError('VAULT_DAMAGED', { part: this.name });
    }
  }

  /** Reads and opens a block. @throws AppError VAULT_READ_FAILED, VAULT_DAMAGED. */
  read(number: number, place: BlockPlace): Uint8Array<ArrayBuffer> {
    const length = blockLength(this.layout, number);
    const sealed = new Uint8Array(length + place.rest.byteLength);
    this.#readExtent(place.extent, sealed.subarray(0, length));
    sealed.set(place.rest, length);
    try {
      return this.#cipher.open(sealed, this.#associated(number, place.generation));
    } catch (cause) {
      throw new AppError('VAULT_DAMAGED', { part: `${this.name}/${number}` }, { cause });
    }
  }

  /** Seals a block and writes it to a free extent. */
  write(number: number, bytes: Uint8Array<ArrayBuffer>, generation: number): BlockPlace {
    const sealed = this.#cipher.seal(bytes, this.#associated(number, generation));
    const extent = this.extents.take();
    this.#writeExtent(extent, sealed.subarray(0, bytes.byteLength));
    return { extent, generation, rest: sealed.slice(bytes.byteLength) };
  }

  /** Copies a sealed block, as it is, to a free extent. */
  move(number: number, place: BlockPlace): BlockPlace {
    const sealed = new Uint8Array(blockLength(this.layout, number));
    this.#readExtent(place.extent, sealed);
    const extent = this.extents.take();
    this.#writeExtent(extent, sealed);
    return { ...place, extent };
  }

  flush(): Promise<void> {
    return this.#file.flush();
  }

  /** How many extents the file has room for now. */
  get length(): number {
    return Math.ceil(this.#file.getSize() / this.layout.blockBytes);
  }

  /** By how many bytes the file would have to grow to hold `count` more blocks. */
  growthFor(count: number): number {
    const free = this.length - this.extents.used;
    return Math.max(0, count - free) * this.layout.blockBytes;
  }

  /** Gives the free extents at the end back to the disk. */
  trim(): void {
    const size = this.extents.end * this.layout.blockBytes;
    if (size < this.#file.getSize()) this.#file.truncate(size);
  }

  close(): void {
    this.#file.close();
  }

  #readExtent(extent: number, into: Uint8Array<ArrayBuffer>): void {
    let count: number;
    try {
      count = this.#file.read(into, { at: extent * this.layout.blockBytes });
    } catch (thrown) {
      throw explainReading(thrown);
    }
    if (count < into.byteLength) throw new AppError('VAULT_DAMAGED', { part: this.name });
  }

  #writeExtent(extent: number, bytes: Uint8Array<ArrayBuffer>): void {
    const count = this.#file.write(bytes, { at: extent * this.layout.blockBytes });
    if (count < bytes.byteLength) throw new ShortWrite(`${count} of ${bytes.byteLength} bytes`);
  }

  #associated(number: number, generation: number): Uint8Array<ArrayBuffer> {
    return new ByteWriter().u8(BLOCK).bytes(this.#vaultId).text(this.name).u32(number).u32(generation).take();
  }
}

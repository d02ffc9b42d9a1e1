/** Little-endian numbers and bytes, appended. */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  u8(value: number): this {
    this.#reserve(1);
    this.#view.setUint8(this.#length++, value);
    return this;
  }

  u32(value: number): this {
    this.#reserve(4);
    this.#view.setUint32(this.#length, value, true);
    this.#length += 4;
    return this;
  }

  f64(value: number): this {
    this.#reserve(8);
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
    return this;
  }

  bytes(value: Uint8Array): this {
    this.#reserve(value.byteLength);
    this.#bytes.set(value, this.#length);
    this.#length += value.byteLength;
    return this;
  }

  /** A short text, its length first. */
  text(value: string): this {
    const bytes = new TextEncoder().encode(value);
    return this.u8(bytes.byteLength).bytes(bytes);
  }

  take(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.byteLength) return;
    const grown = new Uint8Array(Math.max(this.#length + count, 2 * this.#bytes.byteLength));
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}

/** Reads what `ByteWriter` wrote, in the same order. @throws RangeError past the end. */
export class ByteReader {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(): number {
    return this.#view.getUint8(this.#step(1));
  }

  u32(): number {
    return this.#view.getUint32(this.#step(4), true);
  }

  f64(): number {
    return this.#view.getFloat64(this.#step(8), true);
  }

  bytes(count: number): Uint8Array<ArrayBuffer> {
    const start = this.#step(count);
    return this.#bytes.slice(start, start + count);
  }

  text(): string {
    return new TextDecoder().decode(this.bytes(this.u8()));
  }

  #step(count: number): number {
    const at = this.#at;
    if (at + count > this.#bytes.byteLength) throw new RangeError('the bytes end early');
    this.#at += count;
    return at;
  }
}

/** Whether both hold the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && a.every((byte, at) => byte === b[at]);
}

const ENCODER = new TextEncoder();

/** Bytes with room behind them. */
export class ByteBuffer {
  bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }

  reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  push(byte: number): void {
    this.reserve(1);
    this.bytes[this.length++] = byte;
  }

  append(source: Uint8Array, from: number, to: number): void {
    const size = to - from;
    this.reserve(size);
    const target = this.bytes;
    const shift = this.length - from;
    // A call for a few bytes costs more than the bytes.
    if (size > 48) target.set(source.subarray(from, to), this.length);
    else for (let at = from; at < to; at++) target[at + shift] = source[at] ?? 0;
    this.length += size;
  }

  appendText(text: string): void {
    this.reserve(text.length * 3);
    this.length += ENCODER.encodeInto(text, this.bytes.subarray(this.length)).written;
  }
}

import { LIMITS } from '../limits.ts';

export const LESS = 0x3c;
export const GREATER = 0x3e;
export const SLASH = 0x2f;
export const SPACE = 0x20;

/** Bytes of a pattern of ASCII. */
export function ascii(pattern: string): Uint8Array {
  return Uint8Array.from(pattern, (char) => char.charCodeAt(0));
}

/** Does a pattern stand at an offset? */
export function startsAt(bytes: Uint8Array, at: number, pattern: Uint8Array): boolean {
  for (let i = 0; i < pattern.length; i++) if (bytes[at + i] !== pattern[i]) return false;
  return true;
}

/** Offset of the next place where a pattern stands, or -1. Quick when its first byte is rare. */
export function find(bytes: Uint8Array, pattern: Uint8Array, from: number): number {
  const first = pattern[0] ?? 0;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (startsAt(bytes, at, pattern)) return at;
  }
  return -1;
}

/** Can the name of a tag end before this byte? */
export function endsName(code: number | undefined): boolean {
  return code === GREATER || code === SPACE || code === SLASH || code === 0x0a || code === 0x0d || code === 0x09;
}

/** A whole number written in digits, or -1. */
export function integerIn(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return to > from ? value : -1;
}

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

  /** Text of nothing but ASCII. */
  appendAscii(text: string): void {
    this.reserve(text.length);
    for (let at = 0; at < text.length; at++) this.bytes[this.length++] = text.charCodeAt(at);
  }
}

const PLAIN = 0;
const END = 1;
const QUOTED = 2;
const ESCAPE = 3;
const LONG = 4;
const ODD = 5;

/** What a byte of character data asks for on its way into a cell of a batch. */
const KINDS = new Uint8Array(256).fill(LONG, 0x80);
KINDS[LESS] = END;
KINDS[0x2c] = KINDS[0x0a] = QUOTED;
KINDS[0x5f] = ESCAPE;
KINDS[0x22] = KINDS[0x26] = KINDS[0x0d] = ODD;

/**
 * Copies character data up to the next tag as a cell of comma-separated text.
 * @returns where that tag begins; -1, with nothing copied, when the data are cut, not UTF-8, very long or have to be
 * decoded first.
 */
export function copyText(source: Uint8Array, from: number, out: ByteBuffer): number {
  out.reserve(source.length - from + 2);
  const target = out.bytes;
  const start = out.length;
  let to = start;
  let quoted = source[from] === SPACE;
  let at = from;
  for (; ; at++) {
    const code = source[at];
    if (code === undefined) return -1;
    const kind = KINDS[code];
    if (kind === LONG) {
      const size = sequenceAt(source, at, code);
      if (size === 0) return -1;
      for (let rest = size - 1; rest > 0; rest--) target[to++] = source[at++] ?? 0;
    } else if (kind !== PLAIN) {
      if (kind === END) break;
      if (kind === ODD || (kind === ESCAPE && source[at + 1] === 0x78)) return -1;
      if (kind === QUOTED) quoted = true;
    }
    target[to++] = source[at] ?? 0;
  }
  if (to - start > LIMITS.cell) return -1;
  if (quoted || (to > start && target[to - 1] === SPACE)) {
    target.copyWithin(start + 1, start, to);
    target[start] = target[to + 1] = 0x22;
    to += 2;
  }
  out.length = to;
  return at;
}

const continues = (code: number | undefined): boolean => code !== undefined && (code & 0xc0) === 0x80;

/** Length of the UTF-8 sequence at an offset; 0 when it is none. */
function sequenceAt(bytes: Uint8Array, at: number, lead: number): number {
  const second = bytes[at + 1] ?? 0;
  if (lead < 0xc2 || lead > 0xf4 || !continues(second)) return 0;
  if (lead < 0xe0) return 2;
  if (!continues(bytes[at + 2])) return 0;
  if (lead < 0xf0) return (lead === 0xe0 && second < 0xa0) || (lead === 0xed && second >= 0xa0) ? 0 : 3;
  if (!continues(bytes[at + 3])) return 0;
  return (lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second >= 0x90) ? 0 : 4;
}

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

/** Offset of a byte that is near, or the end. */
export function seek(bytes: Uint8Array, byte: number, from: number): number {
  const limit = bytes.length;
  let at = from;
  while (at < limit && bytes[at] !== byte) at++;
  return at;
}

const NAME_ENDS = new Uint8Array(256);
for (const end of [GREATER, SLASH, SPACE, 0x09, 0x0a, 0x0d]) NAME_ENDS[end] = 1;

/** Does the name of a tag end at an offset? */
export function nameEndsAt(bytes: Uint8Array, at: number): boolean {
  return NAME_ENDS[bytes[at] ?? 0] === 1;
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

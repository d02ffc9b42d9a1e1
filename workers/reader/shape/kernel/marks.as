// Bytes of the forms that cells have.

export const TAB: u32 = 0x09;
export const LF: u32 = 0x0a;
export const CR: u32 = 0x0d;
export const SEPARATOR: u32 = 0x1f;
export const QUOTE: u32 = 0x22;
export const PLUS: u32 = 0x2b;
export const MINUS: u32 = 0x2d;
export const POINT: u32 = 0x2e;
export const SLASH: u32 = 0x2f;
export const ZERO: u32 = 0x30;
export const COLON: u32 = 0x3a;

const ONES: u64 = 0x0101010101010101;
const HIGH: u64 = 0x8080808080808080;

/** A byte eight times. */
@inline
export function eight(byte: u32): u64 {
  return <u64>byte * ONES;
}

/** The high bit of each of eight bytes that is zero; only the lowest one set is sure. */
@inline
export function zeros(word: u64): u64 {
  return (word - ONES) & ~word & HIGH;
}

/** Not zero when one of eight bytes may be below `limit` (at most 0x80). */
@inline
export function below(word: u64, limit: u32): u64 {
  return (word - eight(limit)) & ~word & HIGH;
}

@inline
export function isDigit(byte: u32): bool {
  return byte - ZERO < 10;
}

import { createHMAC, createSHA256 } from 'hash-wasm';

/** 96 bits: two of a billion buyers meet with a probability below 10⁻¹⁰. */
const TOKEN_BYTES = 12;

const STAR = 0x2a;
/** # and $, which masks have twice at their beginning. */
const MASK_STARTS: readonly (number | undefined)[] = [0x23, 0x24];
const HEX_DIGITS = new TextEncoder().encode('0123456789abcdef');

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A mask is not an identity: 张**, ##…, $$…. */
function isMask(buyer: Uint8Array): boolean {
  return (buyer[0] === buyer[1] && MASK_STARTS.includes(buyer[0])) || buyer.includes(STAR);
}

/** A name in lower case: most are ASCII, and need no text made of them. */
function lowerCase(name: Uint8Array): Uint8Array {
  const lower = new Uint8Array(name.length);
  for (let at = 0; at < name.length; at++) {
    const byte = name[at] ?? 0;
    if (byte > 0x7f) return encoder.encode(decoder.decode(name).toLowerCase());
    lower[at] = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
  }
  return lower;
}

/** Writes a buyer's token into some bytes. @returns its length, 0 for a mask. */
export type BuyerToken = (buyer: Uint8Array, into: Uint8Array) => number;

/**
 * Buyer → `prefix:<24 hex>` of HMAC-SHA256 over the lower-case name.
 * @param key the vault's 32 bytes.
 */
export async function createBuyerToken(prefix: string, key: Uint8Array): Promise<BuyerToken> {
  const hmac = await createHMAC(createSHA256(), key);
  const begin = encoder.encode(`${prefix}:`);
  return (buyer, into) => {
    if (isMask(buyer)) return 0;
    const digest = hmac.init().update(lowerCase(buyer)).digest('binary');
    into.set(begin);
    let at = begin.length;
    for (let i = 0; i < TOKEN_BYTES; i++) {
      const byte = digest[i] ?? 0;
      into[at++] = HEX_DIGITS[byte >> 4] ?? 0;
      into[at++] = HEX_DIGITS[byte & 15] ?? 0;
    }
    return at;
  };
}

import { createHMAC, createSHA256 } from 'hash-wasm';

/** 96 bits: two of a billion buyers meet with a probability below 10⁻¹⁰. */
const TOKEN_DIGITS = 24;
/** Tokens that are remembered; a buyer who comes again is not hashed again. */
const REMEMBERED = 400_000;

const NO_TOKEN = new Uint8Array(0);
const encoder = new TextEncoder();

/** A mask is not an identity: 张**, ##…, $$…. */
const isMask = (buyer: string) => buyer.includes('*') || buyer.startsWith('##') || buyer.startsWith('$$');

/** A buyer's token as bytes; none for a mask. */
export type BuyerToken = (buyer: string) => Uint8Array;

/**
 * Buyer → `prefix:<24 hex>` of HMAC-SHA256 over the lower-case name.
 * @param key the vault's 32 bytes.
 */
export async function createBuyerToken(prefix: string, key: Uint8Array): Promise<BuyerToken> {
  const hmac = await createHMAC(createSHA256(), key);
  let known = new Map<string, Uint8Array>();
  return (buyer) => {
    if (isMask(buyer)) return NO_TOKEN;
    const name = buyer.toLowerCase();
    const before = known.get(name);
    if (before !== undefined) return before;
    if (known.size >= REMEMBERED) known = new Map();
    const token = encoder.encode(`${prefix}:${hmac.init().update(name).digest('hex').slice(0, TOKEN_DIGITS)}`);
    known.set(name, token);
    return token;
  };
}

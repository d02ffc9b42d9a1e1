import type { Bytes } from './base64.ts';

/** Length of every key here, bytes. */
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;

const encoder = new TextEncoder();
const AES = 'AES-GCM';

/** What binds a derived key to its use: another salt or purpose gives an unrelated key. */
export type Purpose = { readonly salt: Bytes; readonly info: string };

/** Fresh bytes of the platform's generator. */
export const randomBytes = (count: number): Bytes => crypto.getRandomValues(new Uint8Array(count));

/** An AES-256-GCM key that cannot be read back. @param raw 32 bytes; the caller wipes them */
export async function aesKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, AES, false, ['encrypt', 'decrypt']);
}

/** HKDF-SHA256 (RFC 5869), 32 bytes. @param secret any length, already of full entropy */
export async function hkdf(secret: Bytes, { salt, info }: Purpose): Promise<Bytes> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt, info: encoder.encode(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(derivation, base, KEY_BYTES * 8));
}

/** AES-256-GCM under a nonce that the caller never uses twice with this key. @returns ciphertext and 16-byte tag */
export async function encryptWith(key: CryptoKey, use: { nonce: Bytes; associated: Bytes }, plain: Bytes) {
  const algorithm = { name: AES, iv: use.nonce, additionalData: use.associated };
  return new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plain));
}

/** @returns null when the bytes were not made with this key, nonce and associated data */
export async function decryptWith(key: CryptoKey, use: { nonce: Bytes; associated: Bytes }, sealed: Bytes) {
  const algorithm = { name: AES, iv: use.nonce, additionalData: use.associated };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed));
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'OperationError') return null;
    throw thrown;
  }
}

/** AES-256-GCM under a random nonce. @returns nonce (12 bytes), ciphertext, tag (16 bytes) */
export async function seal(key: CryptoKey, plain: Bytes, associated: Bytes): Promise<Bytes> {
  const nonce = randomBytes(NONCE_BYTES);
  const sealed = await encryptWith(key, { nonce, associated }, plain);
  const joined = new Uint8Array(NONCE_BYTES + sealed.byteLength);
  joined.set(nonce);
  joined.set(sealed, NONCE_BYTES);
  return joined;
}

/** Opens what `seal` made. @returns null when key, bytes or associated data are others */
export async function openSealed(key: CryptoKey, sealed: Bytes, associated: Bytes): Promise<Bytes | null> {
  const nonce = sealed.slice(0, NONCE_BYTES);
  return decryptWith(key, { nonce, associated }, sealed.slice(NONCE_BYTES));
}

import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';

/**
 * Authenticated encryption under one key. Synchronous, because the engine waits for a block it misses.
 * `associated` is not kept: it must be the same when the text is opened.
 */
export type Cipher = {
  /** How many bytes longer the sealed text is than the plain one. */
  readonly overhead: number;
  /** Seals with a fresh random nonce. */
  seal(plain: Uint8Array<ArrayBuffer>, associated: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
  /** @throws when the key, the associated bytes or any bit of the sealed text is another. */
  open(sealed: Uint8Array<ArrayBuffer>, associated: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
};

const NONCE_BYTES = 24;
const TAG_BYTES = 16;

/** XChaCha20-Poly1305 under a key of 32 bytes; sealed = nonce, text, tag. Its nonces are long enough to be random. */
export function createCipher(key: Uint8Array<ArrayBuffer>): Cipher {
  return {
    overhead: NONCE_BYTES + TAG_BYTES,
    seal: (plain, associated) => {
      const sealed = new Uint8Array(NONCE_BYTES + plain.byteLength + TAG_BYTES);
      const nonce = crypto.getRandomValues(sealed.subarray(0, NONCE_BYTES));
      xchacha20poly1305(key, nonce, associated).encrypt(plain, sealed.subarray(NONCE_BYTES));
      return sealed;
    },
    open: (sealed, associated) => {
      const plain = new Uint8Array(Math.max(0, sealed.byteLength - NONCE_BYTES - TAG_BYTES));
      const nonce = sealed.subarray(0, NONCE_BYTES);
      xchacha20poly1305(key, nonce, associated).decrypt(sealed.subarray(NONCE_BYTES), plain);
      return plain;
    },
  };
}

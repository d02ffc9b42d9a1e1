import { describe, expect, it } from 'vitest';
import { toHex } from '../../../workers/vault/keys/base64.ts';
import {
  aesKey,
  decryptWith,
  encryptWith,
  hkdf,
  openSealed,
  randomBytes,
  seal,
} from '../../../workers/vault/keys/seal.ts';
import { flip, fromHex } from './keys-support.ts';

/** Test case 16 of McGrew and Viega's GCM specification, which NIST SP 800-38D was made from. */
const CASE_16 = {
  key: fromHex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308'),
  nonce: fromHex('cafebabefacedbaddecaf888'),
  associated: fromHex('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
  plain: fromHex(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  ),
  sealed: fromHex(
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b',
  ),
};

describe('sealing', () => {
  it('gives and opens the published vector of AES-256-GCM', async () => {
    const key = await aesKey(CASE_16.key);
    const { nonce, associated, plain, sealed } = CASE_16;
    expect(await encryptWith(key, { nonce, associated }, plain)).toEqual(sealed);
    expect(await decryptWith(key, { nonce, associated }, sealed)).toEqual(plain);
  });

  it('opens only what it made: not with another bit, key or associated data', async () => {
    const key = await aesKey(randomBytes(32));
    const about = fromHex('0102');
    const sealed = await seal(key, fromHex('aabbcc'), about);
    expect(sealed.byteLength).toBe(12 + 3 + 16);
    expect(await openSealed(key, sealed, about)).toEqual(fromHex('aabbcc'));
    for (let at = 0; at < sealed.byteLength; at += 1) expect(await openSealed(key, flip(sealed, at), about)).toBeNull();
    expect(await openSealed(key, sealed, fromHex('0103'))).toBeNull();
    expect(await openSealed(await aesKey(randomBytes(32)), sealed, about)).toBeNull();
    expect(await openSealed(key, sealed.slice(0, 12), about)).toBeNull();
  });

  it('uses a fresh nonce each time', async () => {
    const key = await aesKey(randomBytes(32));
    const nonces = new Set<string>();
    for (let i = 0; i < 200; i += 1) nonces.add(toHex((await seal(key, fromHex('00'), fromHex(''))).slice(0, 12)));
    expect(nonces.size).toBe(200);
  });

  it('makes keys that cannot be read back', async () => {
    await expect(crypto.subtle.exportKey('raw', await aesKey(randomBytes(32)))).rejects.toThrow();
  });
});

describe('HKDF', () => {
  it('gives the first 32 bytes of RFC 5869, test case 3 (the one whose purpose is a text)', async () => {
    const okm = await hkdf(new Uint8Array(22).fill(0x0b), { salt: fromHex(''), info: '' });
    expect(toHex(okm)).toBe('8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d');
  });

  it('gives another key for another salt or purpose', async () => {
    const secret = randomBytes(32);
    const [a, b] = [randomBytes(16), randomBytes(16)];
    const keys = [
      await hkdf(secret, { salt: a, info: 'x' }),
      await hkdf(secret, { salt: b, info: 'x' }),
      await hkdf(secret, { salt: a, info: 'y' }),
    ];
    expect(new Set(keys.map(toHex)).size).toBe(3);
  });
});

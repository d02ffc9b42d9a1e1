import { AppError } from '../../../src/domain/contracts/errors.ts';
import type { Bytes } from './base64.ts';
import { writeRing, type KeyRing, type ReadRing } from './key-ring-format.ts';
import type { UnlockedKeys } from './unlocked-keys.ts';

const encoder = new TextEncoder();

/** Every role holds the public key, so every role can tell whether the record was exchanged. */
const macKey = (keys: UnlockedKeys) =>
  keys.deriveMacKey('public', { salt: encoder.encode(keys.vaultId), info: 'zhanggui key record 1' });

/** The record as bytes, signed. @throws AppError VAULT_LOCKED */
export async function signRing(ring: KeyRing, keys: UnlockedKeys): Promise<Bytes> {
  const key = await macKey(keys);
  return writeRing(ring, async (signed) => new Uint8Array(await crypto.subtle.sign('HMAC', key, signed)));
}

/** @throws AppError KEYS_DAMAGED when the record is not the one that holders of these keys wrote */
export async function checkSignature({ ring, signed, mac }: ReadRing, keys: UnlockedKeys): Promise<void> {
  const isOurs = ring.vaultId === keys.vaultId;
  if (!isOurs || !(await crypto.subtle.verify('HMAC', await macKey(keys), mac, signed)))
    throw new AppError('KEYS_DAMAGED', {});
}

import type { DataClass } from '../../../src/domain/contracts/data-class.ts';
import { SALT_BYTES, stretch, type Argon2Parameters } from './argon2.ts';
import { fromBase64Url, toBase64Url, type Bytes } from './base64.ts';
import type { Slot } from './key-ring-format.ts';
import { passkeyKek, type PasskeyAnswer } from './passkey-wrap.ts';
import { RECOVERY_BYTES, writeRecoveryKey } from './recovery-key.ts';
import { hkdf, randomBytes } from './seal.ts';
import { randomId, type UnlockedKeys } from './unlocked-keys.ts';
import { fillSlot } from './wrap-keys.ts';

/** For whom a way in is made, and which classes it opens; the public class always. */
export type Holder = { readonly keys: UnlockedKeys; readonly role: string; readonly classes: readonly DataClass[] };

const fresh = (role: string) => ({ id: randomId(), role, salt: toBase64Url(randomBytes(SALT_BYTES)) });

/** @throws AppError VAULT_LOCKED, CLASS_NOT_HELD, KEY_MEMORY_SHORT */
export async function passphraseSlot(holder: Holder, passphrase: string, argon2: Argon2Parameters): Promise<Slot> {
  const slot = { kind: 'passphrase' as const, ...fresh(holder.role), argon2 };
  return fillSlot(slot, await stretch(passphrase, fromBase64Url(slot.salt), argon2), holder);
}

/** @throws AppError VAULT_LOCKED, CLASS_NOT_HELD */
export async function recoverySlot(holder: Holder): Promise<{ slot: Slot; recoveryKey: string }> {
  const secret = randomBytes(RECOVERY_BYTES);
  const slot = { kind: 'recovery' as const, ...fresh(holder.role) };
  const recoveryKey = await writeRecoveryKey(secret);
  const kek = await recoveryKek(secret, fromBase64Url(slot.salt));
  secret.fill(0);
  return { slot: await fillSlot(slot, kek, holder), recoveryKey };
}

/** @throws AppError VAULT_LOCKED, CLASS_NOT_HELD */
export async function passkeySlot(holder: Holder, passkey: PasskeyAnswer & { prfSalt: Bytes }): Promise<Slot> {
  const { credentialId, prfSalt, prf } = passkey;
  const names = { credentialId: toBase64Url(credentialId), prfSalt: toBase64Url(prfSalt) };
  const slot = { kind: 'passkey' as const, ...fresh(holder.role), ...names };
  return fillSlot(slot, await passkeyKek(prf, fromBase64Url(slot.salt)), holder);
}

/** The key is random through and through: nothing is gained by stretching it. @returns 32 bytes */
export async function recoveryKek(secret: Bytes, salt: Bytes): Promise<Bytes> {
  return hkdf(secret, { salt, info: 'zhanggui recovery wrap 1' });
}

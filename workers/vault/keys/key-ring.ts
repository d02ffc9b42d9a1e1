import { DATA_CLASSES } from '../../../src/domain/contracts/data-class.ts';
import { AppError } from '../../../src/domain/contracts/errors.ts';
import { stretch, type Argon2Parameters } from './argon2.ts';
import { fromBase64Url, toBase64Url, type Bytes } from './base64.ts';
import { KEY_NAMES, type KeyName } from './key-names.ts';
import { readRing, type ReadRing, type Slot, type SlotOf } from './key-ring-format.ts';
import { passkeyKek, type PasskeyAnswer } from './passkey-wrap.ts';
import { readRecoveryKey } from './recovery-key.ts';
import { KEY_BYTES, randomBytes } from './seal.ts';
import { checkSignature, signRing } from './sign-ring.ts';
import { randomId, UnlockedKeys } from './unlocked-keys.ts';
import { passphraseSlot, recoveryKek, recoverySlot } from './ways-in.ts';
import { openSlot } from './wrap-keys.ts';

/** Who made the vault and holds all classes. */
export const OWNER = 'owner';

/** A secret that may open a vault. Without `role`, every role's passphrase is tried in turn. */
export type Secret =
  | { readonly kind: 'passphrase'; readonly passphrase: string; readonly role?: string }
  | { readonly kind: 'recovery'; readonly typed: string }
  | ({ readonly kind: 'passkey' } & PasskeyAnswer);

/** `header` goes to the store as it is; `recoveryKey` is shown once, to be printed, and kept nowhere. */
export type NewKeyRing = { readonly header: Bytes; readonly recoveryKey: string; readonly keys: UnlockedKeys };

/**
 * New random keys for a new vault, wrapped under a passphrase and a recovery key.
 * @param given keys that data to be kept was made with already, 32 bytes each; they belong to the ring from now on
 * @throws AppError KEY_MEMORY_SHORT
 */
export async function createKeyRing(
  passphrase: string,
  argon2: Argon2Parameters,
  given: ReadonlyMap<KeyName, Bytes> = new Map(),
): Promise<NewKeyRing> {
  const vaultId = randomId();
  const keys = new UnlockedKeys(
    { vaultId, role: OWNER },
    new Map(KEY_NAMES.map((name) => [name, given.get(name) ?? randomBytes(KEY_BYTES)])),
  );
  const all = { keys, role: OWNER, classes: DATA_CLASSES };
  const recovery = await recoverySlot(all);
  const slots = [await passphraseSlot(all, passphrase, argon2), recovery.slot];
  return { header: await signRing({ vaultId, slots }, keys), recoveryKey: recovery.recoveryKey, keys };
}

/**
 * Opens a vault. A wrong secret changes nothing and says the same whatever was tried.
 * @throws AppError WRONG_PASSPHRASE, WRONG_RECOVERY_KEY, RECOVERY_KEY_MISTYPED, WRONG_PASSKEY, KEYS_DAMAGED,
 * KEYS_NEWER, KEY_MEMORY_SHORT
 */
export async function unlock(header: Uint8Array, secret: Secret): Promise<UnlockedKeys> {
  const read = await readRing(header);
  switch (secret.kind) {
    case 'passphrase':
      return withPassphrase(read, secret.passphrase, secret.role);
    case 'recovery':
      return withRecoveryKey(read, secret.typed);
    case 'passkey':
      return withPasskey(read, secret);
  }
}

async function withPassphrase(read: ReadRing, passphrase: string, role?: string): Promise<UnlockedKeys> {
  for (const slot of slotsOf(read, 'passphrase')) {
    if (passphrase === '' || (role !== undefined && slot.role !== role)) continue;
    const keys = await open(read, slot, await stretch(passphrase, fromBase64Url(slot.salt), slot.argon2));
    if (keys) return keys;
  }
  throw new AppError('WRONG_PASSPHRASE', {});
}

async function withRecoveryKey(read: ReadRing, typed: string): Promise<UnlockedKeys> {
  const secret = await readRecoveryKey(typed);
  try {
    for (const slot of slotsOf(read, 'recovery')) {
      const keys = await open(read, slot, await recoveryKek(secret, fromBase64Url(slot.salt)));
      if (keys) return keys;
    }
  } finally {
    secret.fill(0);
  }
  throw new AppError('WRONG_RECOVERY_KEY', {});
}

async function withPasskey(read: ReadRing, { credentialId, prf }: PasskeyAnswer): Promise<UnlockedKeys> {
  const slot = slotsOf(read, 'passkey').find((one) => one.credentialId === toBase64Url(credentialId));
  const keys = slot && (await open(read, slot, await passkeyKek(prf, fromBase64Url(slot.salt))));
  if (!keys) throw new AppError('WRONG_PASSKEY', {});
  return keys;
}

function slotsOf<K extends Slot['kind']>({ ring }: ReadRing, kind: K): SlotOf<K>[] {
  const isWanted = (slot: Slot): slot is SlotOf<K> => slot.kind === kind;
  return ring.slots.filter(isWanted);
}

async function open(read: ReadRing, slot: Slot, kek: Bytes): Promise<UnlockedKeys | null> {
  const { vaultId } = read.ring;
  const unwrapped = await openSlot(vaultId, slot, kek);
  if (unwrapped === null) return null;
  const keys = new UnlockedKeys({ vaultId, role: slot.role }, unwrapped);
  try {
    await checkSignature(read, keys);
  } catch (thrown) {
    keys.lock();
    throw thrown;
  }
  return keys;
}

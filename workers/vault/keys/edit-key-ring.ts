import { strongest, worthRaising, type Argon2Parameters } from './argon2.ts';
import { toBase64Url, type Bytes } from './base64.ts';
import { readRing, type KeyRing, type Slot } from './key-ring-format.ts';
import { describeKeyRing } from './describe-key-ring.ts';
import { unlock } from './key-ring.ts';
import type { PasskeyAnswer } from './passkey-wrap.ts';
import { checkSignature, signRing } from './sign-ring.ts';
import type { UnlockedKeys } from './unlocked-keys.ts';
import { passkeySlot, passphraseSlot, recoverySlot, type Holder } from './ways-in.ts';

/*
 * Every edit gives a whole new record and leaves the old one as it was. It counts once the store has committed it;
 * a crash before that leaves the old ways in. No data is encrypted anew.
 */

/** A passphrase to be set, and what a guess at it is to cost at least. */
export type NewPassphrase = { readonly passphrase: string; readonly argon2: Argon2Parameters };

/** Another passphrase for whoever knows the present one. @throws AppError WRONG_PASSPHRASE, as `unlock` */
export async function changePassphrase(
  header: Uint8Array,
  current: { readonly passphrase: string; readonly role?: string },
  next: NewPassphrase,
): Promise<Bytes> {
  const keys = await unlock(header, { kind: 'passphrase', ...current });
  try {
    return await setPassphrase(header, keys, next);
  } finally {
    keys.lock();
  }
}

/** Another passphrase for the role of `keys`, however it was unlocked. @throws AppError KEYS_DAMAGED, VAULT_LOCKED */
export async function setPassphrase(header: Uint8Array, keys: UnlockedKeys, next: NewPassphrase): Promise<Bytes> {
  return editRing(header, keys, async (slots) => {
    const [old, others] = split(slots, (slot) => slot.kind === 'passphrase' && slot.role === keys.role);
    const argon2 = old.reduce(
      (best, slot) => (slot.kind === 'passphrase' ? strongest(best, slot.argon2) : best),
      next.argon2,
    );
    return [await passphraseSlot(holderOf(keys), next.passphrase, argon2), ...others];
  });
}

/**
 * Makes guessing dearer where the device has become faster than the record; the passphrase stays.
 * @param now what `calibrate` says today
 * @returns null when it is not worth it
 * @throws AppError WRONG_PASSPHRASE, as `unlock`
 */
export async function raiseParameters(
  header: Uint8Array,
  current: { readonly passphrase: string; readonly role?: string },
  now: Argon2Parameters,
): Promise<Bytes | null> {
  const { ways } = await describeKeyRing(header);
  const mine = ways.filter(({ role }) => current.role === undefined || role === current.role);
  if (!mine.some(({ argon2 }) => argon2 !== null && worthRaising(argon2, now))) return null;
  return changePassphrase(header, current, { passphrase: current.passphrase, argon2: now });
}

/** A new recovery key; the printed one stops working for this vault, not for older backups. @throws as `setPassphrase` */
export async function renewRecoveryKey(
  header: Uint8Array,
  keys: UnlockedKeys,
): Promise<{ header: Bytes; recoveryKey: string }> {
  const { slot, recoveryKey } = await recoverySlot(holderOf(keys));
  const renewed = await editRing(header, keys, (slots) => {
    const [, others] = split(slots, ({ kind, role }) => kind === 'recovery' && role === keys.role);
    return [...others, slot];
  });
  return { header: renewed, recoveryKey };
}

/** A passkey beside what there is; it replaces the same credential. @throws as `setPassphrase` */
export async function addPasskey(
  header: Uint8Array,
  keys: UnlockedKeys,
  passkey: PasskeyAnswer & { prfSalt: Bytes },
): Promise<Bytes> {
  const slot = await passkeySlot(holderOf(keys), passkey);
  return editRing(header, keys, (slots) => [...without(slots, passkey.credentialId), slot]);
}

/** Forgets a passkey; an unknown one changes nothing. @throws as `setPassphrase` */
export async function removePasskey(header: Uint8Array, keys: UnlockedKeys, credentialId: Bytes): Promise<Bytes> {
  return editRing(header, keys, (slots) => without(slots, credentialId));
}

type Change = (slots: readonly Slot[]) => Slot[] | Promise<Slot[]>;

/** A new record with changed ways in. @throws AppError KEYS_DAMAGED when the record is not of these keys, VAULT_LOCKED */
export async function editRing(header: Uint8Array, keys: UnlockedKeys, change: Change): Promise<Bytes> {
  const read = await readRing(header);
  await checkSignature(read, keys);
  const ring: KeyRing = { vaultId: read.ring.vaultId, slots: await change(read.ring.slots) };
  return signRing(ring, keys);
}

const holderOf = (keys: UnlockedKeys): Holder => ({ keys, role: keys.role, classes: keys.classes });

function without(slots: readonly Slot[], credentialId: Bytes): Slot[] {
  const id = toBase64Url(credentialId);
  return slots.filter((slot) => slot.kind !== 'passkey' || slot.credentialId !== id);
}

function split(slots: readonly Slot[], is: (slot: Slot) => boolean): [Slot[], Slot[]] {
  return [slots.filter(is), slots.filter((slot) => !is(slot))];
}

import type { DataClass } from '../../../src/domain/contracts/data-class.ts';
import { fromBase64Url, toBase64Url, type Bytes } from './base64.ts';
import { classOfKey, KEY_NAMES, type KeyName } from './key-names.ts';
import type { Slot } from './key-ring-format.ts';
import { aesKey, openSealed, seal } from './seal.ts';
import type { UnlockedKeys } from './unlocked-keys.ts';

type Distribute<S> = S extends Slot ? Omit<S, 'wraps'> : never;
/** A way in before any key is wrapped for it. */
export type EmptySlot = Distribute<Slot>;

const encoder = new TextEncoder();

/**
 * Wraps the keys of `classes` for one way in.
 * @param kek the wrapping key, 32 bytes; wiped here
 * @throws AppError VAULT_LOCKED, CLASS_NOT_HELD
 */
export async function fillSlot<S extends EmptySlot>(
  slot: S,
  kek: Bytes,
  { keys, classes }: { keys: UnlockedKeys; classes: readonly DataClass[] },
): Promise<S & { wraps: Slot['wraps'] }> {
  const wrapping = await aesKey(kek);
  kek.fill(0);
  const wrapped: [KeyName, string][] = [];
  for (const name of KEY_NAMES.filter((key) => key === 'public' || classes.includes(classOfKey(key)))) {
    const raw = keys.copyKey(name);
    wrapped.push([name, toBase64Url(await seal(wrapping, raw, bound(keys.vaultId, slot, name)))]);
    raw.fill(0);
  }
  const wraps: Partial<Record<KeyName, string>> = Object.fromEntries(wrapped);
  return { ...slot, wraps: { ...wraps, public: wraps.public ?? '' } };
}

/**
 * Unwraps what one way in holds.
 * @param kek 32 bytes; wiped here
 * @returns null when the wrapping key is another one
 */
export async function openSlot(vaultId: string, slot: Slot, kek: Bytes): Promise<Map<KeyName, Bytes> | null> {
  const wrapping = await aesKey(kek);
  kek.fill(0);
  const keys = new Map<KeyName, Bytes>();
  for (const name of KEY_NAMES) {
    const wrap = slot.wraps[name];
    if (wrap === undefined) continue;
    const raw = await openSealed(wrapping, fromBase64Url(wrap), bound(vaultId, slot, name));
    if (raw === null) {
      for (const key of keys.values()) key.fill(0);
      return null;
    }
    keys.set(name, raw);
  }
  return keys;
}

/** A wrap holds for this vault, this way in with these parameters, and this key alone. */
function bound(vaultId: string, slot: EmptySlot, name: KeyName): Bytes {
  const { id, kind, role, salt } = slot;
  return encoder.encode(
    JSON.stringify(['zhanggui key wrap 1', vaultId, id, kind, role, salt, parametersOf(slot), classOfKey(name), name]),
  );
}

function parametersOf(slot: EmptySlot): readonly (string | number)[] {
  switch (slot.kind) {
    case 'passphrase':
      return [slot.argon2.memoryKib, slot.argon2.iterations, slot.argon2.parallelism];
    case 'passkey':
      return [slot.credentialId, slot.prfSalt];
    case 'recovery':
      return [];
  }
}

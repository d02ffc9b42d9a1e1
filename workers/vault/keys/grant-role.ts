import type { DataClass } from '../../../src/domain/contracts/data-class.ts';
import type { Bytes } from './base64.ts';
import { editRing, type NewPassphrase } from './edit-key-ring.ts';
import type { UnlockedKeys } from './unlocked-keys.ts';
import { passphraseSlot } from './ways-in.ts';

/**
 * A passphrase for someone who may open only some classes; it replaces that role's earlier ways in.
 * @throws AppError CLASS_NOT_HELD when `keys` lack one of the classes, RangeError for the role of `keys` itself
 */
export async function grantRole(
  header: Uint8Array,
  keys: UnlockedKeys,
  grant: NewPassphrase & { readonly role: string; readonly classes: readonly DataClass[] },
): Promise<Bytes> {
  const { role, classes, passphrase, argon2 } = grant;
  const others = await revokeRole(header, keys, role);
  const slot = await passphraseSlot({ keys, role, classes }, passphrase, argon2);
  return editRing(others, keys, (slots) => [...slots, slot]);
}

/**
 * Removes all ways in of a role. Whoever had them may have kept keys: only new data keys shut that out.
 * @throws RangeError for the role of `keys` itself, which would be locked out
 */
export async function revokeRole(header: Uint8Array, keys: UnlockedKeys, role: string): Promise<Bytes> {
  if (role === keys.role) throw new RangeError(`role ${role} cannot lock itself out`);
  return editRing(header, keys, (slots) => slots.filter((slot) => slot.role !== role));
}

import { DATA_CLASSES, type DataClass } from '../../../src/domain/contracts/data-class.ts';
import type { Argon2Parameters } from './argon2.ts';
import { readRing, type Slot } from './key-ring-format.ts';

/** One way in, as a page may show it. */
export type WayIn = {
  readonly kind: Slot['kind'];
  readonly role: string;
  readonly classes: readonly DataClass[];
  /** Base64url; null but for passkeys. */
  readonly credentialId: string | null;
  /** Null but for passphrases. */
  readonly argon2: Argon2Parameters | null;
};

/** What may be told of a record without opening it. @throws AppError KEYS_DAMAGED, KEYS_NEWER */
export async function describeKeyRing(header: Uint8Array): Promise<{ vaultId: string; ways: WayIn[] }> {
  const { ring } = await readRing(header);
  const ways = ring.slots.map((slot) => ({
    kind: slot.kind,
    role: slot.role,
    classes: classesOf(slot),
    credentialId: slot.kind === 'passkey' ? slot.credentialId : null,
    argon2: slot.kind === 'passphrase' ? slot.argon2 : null,
  }));
  return { vaultId: ring.vaultId, ways };
}

const classesOf = ({ wraps }: Slot): DataClass[] => DATA_CLASSES.filter((name) => wraps[name] !== undefined);

import { DATA_CLASSES, type DataClass } from '../../../src/domain/contracts/data-class.ts';

/** The keys of a vault: one for the data of each class, and the one that turns buyers into tokens. */
export const KEY_NAMES = [...DATA_CLASSES, 'buyer-token'] as const;

export type KeyName = (typeof KEY_NAMES)[number];

/** The class whose holders have the key. Tokens lead back to persons for whoever can make them. */
export function classOfKey(name: KeyName): DataClass {
  return name === 'buyer-token' ? 'personal' : name;
}

import type { DataClass } from '../../src/domain/contracts/data-class.ts';
import { createCipher } from './cipher.ts';
import { CopyOnWriteStore } from './copy-on-write-store.ts';
import type { UnlockedKeys } from './keys/unlocked-keys.ts';
import { patiently } from './patiently.ts';
import type { VaultFiles } from './vault-files.ts';

/** What opens the files of a store: 32 bytes each. */
export type StoreKeys = {
  readonly manifest: Uint8Array<ArrayBuffer>;
  readonly classes: readonly (readonly [DataClass, Uint8Array<ArrayBuffer>])[];
};

/** The keys of the blocks of every class that these keys open; the manifest's is that of the class everybody has. */
export async function deriveStoreKeys(keys: UnlockedKeys): Promise<StoreKeys> {
  const salt = new TextEncoder().encode(keys.vaultId);
  const manifest = await keys.deriveBytes('public', { salt, info: 'zhanggui manifest 1' });
  const classes: [DataClass, Uint8Array<ArrayBuffer>][] = [];
  for (const name of keys.classes) {
    classes.push([name, await keys.deriveBytes(name, { salt, info: 'zhanggui blocks 1' })]);
  }
  return { manifest, classes };
}

/**
 * Opens the store in these files. A thread that ended a moment ago may still hold them.
 * @throws AppError as `CopyOnWriteStore.open`
 */
export async function openStore(files: VaultFiles, keys: StoreKeys): Promise<CopyOnWriteStore> {
  const ciphers = {
    manifest: createCipher(keys.manifest),
    files: new Map(keys.classes.map(([name, key]) => [name, createCipher(key)])),
  };
  return patiently(() => CopyOnWriteStore.open({ files, ciphers }));
}

import { DATA_PREFIX } from './open-vault.ts';
import { SLOTS } from './manifest-slots.ts';
import { explainWriting } from './vault-errors.ts';
import type { VaultFiles } from './vault-files.ts';

/**
 * Removes a closed vault, of all classes, without a key. Data goes first: until it is gone opening is refused, and
 * never shows a new vault; erasing again finishes what was cut short.
 * @throws AppError VAULT_WRITE_FAILED.
 */
export async function eraseVault(files: VaultFiles): Promise<void> {
  try {
    const names = await files.list();
    for (const name of names.filter((each) => each.startsWith(DATA_PREFIX))) await files.remove(name);
    for (const name of SLOTS) await files.remove(name);
  } catch (thrown) {
    throw explainWriting(thrown, 0);
  }
}

import { readBackup } from '../../../workers/vault/backup/read-backup.ts';
import { KEY_NAMES } from '../../../workers/vault/keys/key-names.ts';
import { deriveStoreKeys } from '../../../workers/vault/open-store.ts';
import type { Needle } from './byte-finder.ts';
import { needlesOfBytes, needlesOfText } from './encodings.ts';

/** Every key that the vault ever holds in memory, as bytes: a backup carries the same keys, wrapped. And the secrets. */
export async function keyNeedles(
  backup: Uint8Array<ArrayBuffer>,
  passphrase: string,
  recoveryKey: string,
): Promise<Needle[]> {
  const { keys } = await readBackup(new Blob([backup]), { kind: 'passphrase', passphrase });
  const { manifest, classes } = await deriveStoreKeys(keys);
  return [
    ...KEY_NAMES.flatMap((name) => needlesOfBytes(`key ${name}`, keys.copyKey(name))),
    ...classes.flatMap(([name, bytes]) => needlesOfBytes(`block key ${name}`, bytes)),
    ...needlesOfBytes('manifest key', manifest),
    ...needlesOfText('passphrase', passphrase),
    ...needlesOfText('recovery key', recoveryKey),
    ...needlesOfText('recovery key without dashes', recoveryKey.replaceAll('-', '')),
  ];
}

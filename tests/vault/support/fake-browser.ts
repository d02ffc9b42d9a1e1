import type { BrowserStorage } from '../../../workers/vault/detect-vault-files.ts';
import type { VaultFiles } from '../../../workers/vault/vault-files.ts';
import { testLocks } from './test-locks.ts';

type Locks = NonNullable<BrowserStorage['locks']>;
type Root = Awaited<ReturnType<NonNullable<NonNullable<BrowserStorage['storage']>['getDirectory']>>>;

/** A browser whose folders with synchronous handles all lie on one disk: `folder/file` is a file's name there. */
export function browserOver(disk: VaultFiles): BrowserStorage {
  const root: Root = { getDirectoryHandle: async (name) => folderOf(disk, `${name}/`) };
  return { storage: { getDirectory: async () => root }, locks: anyLocks() };
}

function folderOf(disk: VaultFiles, prefix: string): Awaited<ReturnType<Root['getDirectoryHandle']>> {
  const noStreams = () => Promise.reject(new DOMException('not here', 'NotSupportedError'));
  return {
    getFileHandle: async (name: string) => ({
      createSyncAccessHandle: () => disk.open(prefix + name),
      getFile: noStreams,
      createWritable: noStreams,
    }),
    async *keys() {
      for (const name of await disk.list()) if (name.startsWith(prefix)) yield name.slice(prefix.length);
    },
    removeEntry: (name) => disk.remove(prefix + name),
  };
}

/** Locks in both ways in which they are asked for: if they are free, and when they are. */
function anyLocks(): Locks {
  const locks = testLocks();
  const either = (name: string, ...[options, work]: unknown[]) =>
    typeof options === 'function' ? options() : locks.request(name, { ifAvailable: true }, work as never);
  return { request: either as never };
}

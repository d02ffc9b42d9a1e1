import type { PageStore } from './page-store.ts';
import { PagedFile } from './paged-file.ts';
import type { VaultFiles } from './vault-files.ts';

/** What is used of a `LockManager`. */
export type Locks = {
  request(name: string, options: { ifAvailable: true }, work: (lock: object | null) => Promise<void>): Promise<unknown>;
};

/** Ends a hold; `freed` resolves once another can take it. */
type Hold = { readonly release: () => void; readonly freed: Promise<void> };

/**
 * Files of a store that hands out pages: read whole when they are opened, held in memory, and saved by `flush`. A file
 * exists from its first flush.
 * Opening and removing reject with NoModificationAllowedError while another holds the file, in this thread or any.
 * @param scope names the store among all that share `locks`.
 */
export function pagedFiles(store: PageStore, { locks, scope }: { locks: Locks; scope: string }): VaultFiles {
  const closing = new Map<string, Promise<void>>();
  const hold = async (name: string): Promise<() => void> => {
    await closing.get(name);
    const { release, freed } = await takeLock(locks, `${scope}/${name}`);
    return () => {
      closing.set(name, freed);
      release();
    };
  };
  return {
    open: async (name) => {
      const onClose = await hold(name);
      try {
        return new PagedFile({ name, store, onClose }, await store.load(name));
      } catch (thrown) {
        onClose();
        throw thrown;
      }
    },
    list: () => store.list(),
    remove: async (name) => {
      const release = await hold(name);
      try {
        await store.remove(name);
      } finally {
        release();
      }
    },
  };
}

function takeLock(locks: Locks, name: string): Promise<Hold> {
  return new Promise((resolve, reject) => {
    const freed = locks
      .request(name, { ifAvailable: true }, async (lock) => {
        if (!lock) throw new DOMException('held by another', 'NoModificationAllowedError');
        await new Promise<void>((release) => {
          // The request is under way here, so `freed` is set.
          resolve({ release, freed: Promise.resolve().then(() => freed) });
        });
      })
      .then(() => undefined, reject);
  });
}

import type { BrowserStorage } from './detect-vault-files.ts';

/** What this thread's browser offers to keep files with. */
export function browserStorage(): BrowserStorage {
  const { storage, locks } = navigator;
  const offered: unknown = { storage, locks, indexedDB: globalThis.indexedDB };
  if (!isBrowserStorage(offered)) throw new TypeError('a browser without an object for its storage');
  return offered;
}

/** Pages know the files of a folder without their synchronous handles, which are for threads; whether they work is tried. */
const isBrowserStorage = (offered: unknown): offered is BrowserStorage => typeof offered === 'object';

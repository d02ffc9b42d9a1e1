import { AppError } from '../../src/domain/contracts/errors.ts';
import type { StorageKind } from '../../src/domain/contracts/storage.ts';
import { sameBytes } from './byte-cursor.ts';
import { IndexedDbStore } from './indexed-db-store.ts';
import { SLOTS } from './manifest-slots.ts';
import { opfsFiles, type OpfsFolder } from './opfs-files.ts';
import { pagedFiles, type Locks } from './paged-files.ts';
import { SegmentStore, type WritableFolder } from './segment-store.ts';
import { explainReading } from './vault-errors.ts';
import type { VaultFiles } from './vault-files.ts';

type ParentFolder = {
  getDirectoryHandle(name: string, options: { create: true }): Promise<OpfsFolder & WritableFolder>;
};

/** What a worker's browser has to offer; old browsers lack parts of it, and private windows refuse some. */
export type BrowserStorage = {
  readonly storage?: { getDirectory?(): Promise<ParentFolder> } | undefined;
  readonly indexedDB?: object | undefined;
  readonly locks?: (Locks & ProbeLocks) | undefined;
};

type ProbeLocks = { request<T>(name: string, work: () => Promise<T>): Promise<T> };

export type DetectedFiles = { readonly kind: StorageKind; readonly files: VaultFiles };

type Tried = DetectedFiles & { readonly error: unknown; readonly hasVault: boolean };

const PROBE = 'probe';
const PROBE_BYTES = 4096;

/**
 * Where a vault called `name` can be kept, found by writing there, reading it back and removing it: the place that
 * holds one already, else the best of those that work. Works in dedicated workers only.
 * @returns null when nothing durable exists: data can only stay in memory.
 * @throws AppError VAULT_BUSY, VAULT_READ_FAILED when a place holds a vault that cannot be opened now: a new one must
 * not hide it.
 */
export async function detectVaultFiles(browser: BrowserStorage, name: string): Promise<DetectedFiles | null> {
  const { locks } = browser;
  if (!locks) return null;
  // One at a time: two tabs would find each other's probe taken.
  return locks.request(`${name}/${PROBE}`, async () => {
    const { root, isRefused } = await rootOf(browser);
    const makers = [
      ...(root ? [() => inPlace(root, name), () => inStreams({ root, name, locks })] : []),
      ...(browser.indexedDB ? [async () => inDatabase(name, locks)] : []),
    ];
    const working: Tried[] = [];
    for (const make of makers) {
      const tried = await tryFiles(make);
      if (tried?.hasVault) return settle(tried);
      if (tried && tried.error === null) working.push(tried);
    }
    // A private window has databases too, but forgets them.
    const [best] = working.filter(({ kind }) => !(isRefused && kind === 'indexed-db'));
    return best ? settle(best) : null;
  });
}

/**
 * The files of a vault that was found before, in this thread: nothing is tried again.
 * @throws AppError STORAGE_MISSING when the browser no longer has such a place
 */
export async function filesAt(
  browser: BrowserStorage,
  place: { name: string; kind: StorageKind },
): Promise<VaultFiles> {
  const { name, kind } = place;
  const { locks, storage } = browser;
  if (!locks) throw new AppError('STORAGE_MISSING', {});
  if (kind === 'indexed-db') return inDatabase(name, locks).files;
  const root = await storage?.getDirectory?.();
  if (!root) throw new AppError('STORAGE_MISSING', {});
  const detected = kind === 'sync-handles' ? await inPlace(root, name) : await inStreams({ root, name, locks });
  return detected.files;
}

function settle({ kind, files, error }: Tried): DetectedFiles {
  if (error !== null) throw explainReading(error);
  return { kind, files };
}

/** `isRefused`: the browser has files of its own, but not in this window. */
async function rootOf({ storage }: BrowserStorage): Promise<{ root: ParentFolder | null; isRefused: boolean }> {
  if (!storage?.getDirectory) return { root: null, isRefused: false };
  try {
    return { root: await storage.getDirectory(), isRefused: false };
  } catch {
    return { root: null, isRefused: true };
  }
}

async function inPlace(root: ParentFolder, name: string): Promise<DetectedFiles> {
  return { kind: 'sync-handles', files: opfsFiles(await root.getDirectoryHandle(name, { create: true })) };
}

type Streams = { root: ParentFolder; name: string; locks: Locks };

async function inStreams({ root, name, locks }: Streams): Promise<DetectedFiles> {
  const scope = `${name}-streams`;
  const store = new SegmentStore(await root.getDirectoryHandle(scope, { create: true }));
  return { kind: 'writable-streams', files: pagedFiles(store, { locks, scope }) };
}

function inDatabase(name: string, locks: Locks): DetectedFiles {
  return { kind: 'indexed-db', files: pagedFiles(new IndexedDbStore(name), { locks, scope: `${name}-database` }) };
}

/** Returns null where there is not even a place to look for a vault. */
async function tryFiles(make: () => Promise<DetectedFiles>): Promise<Tried | null> {
  let detected: DetectedFiles;
  try {
    detected = await make();
  } catch {
    return null;
  }
  let hasVault: boolean;
  try {
    hasVault = (await detected.files.list()).some((name) => name !== PROBE);
  } catch (error) {
    // A folder that is there and cannot be listed now may hold a vault. Databases and old browsers refuse here.
    const isRefused = detected.kind === 'indexed-db' || error instanceof TypeError;
    return isRefused ? null : { ...detected, hasVault: true, error };
  }
  // Nothing is written where a vault is: a full disk refuses that, and must not stop the vault from being read.
  if (hasVault) return { ...detected, hasVault, error: await errorOf(() => canOpen(detected.files)) };
  return { ...detected, hasVault, error: await errorOf(() => probe(detected.files)) };
}

async function errorOf(work: () => Promise<void>): Promise<unknown> {
  try {
    await work();
    return null;
  } catch (thrown) {
    return thrown ?? new Error('refused without a word');
  }
}

async function canOpen(files: VaultFiles): Promise<void> {
  const names = await files.list();
  const name = SLOTS.find((slot) => names.includes(slot));
  if (name) (await files.open(name)).close();
}

/** Writes, reopens, reads back, removes. @throws whatever the place throws, or when it keeps something else. */
async function probe(files: VaultFiles): Promise<void> {
  const written = crypto.getRandomValues(new Uint8Array(PROBE_BYTES));
  const file = await files.open(PROBE);
  try {
    file.truncate(0);
    file.write(written, { at: 0 });
    await file.flush();
  } finally {
    file.close();
  }
  const reopened = await files.open(PROBE);
  const read = new Uint8Array(PROBE_BYTES);
  try {
    reopened.read(read, { at: 0 });
  } finally {
    reopened.close();
  }
  await files.remove(PROBE);
  if (!sameBytes(read, written)) throw new Error('what was read back is not what was written');
  if ((await files.list()).includes(PROBE)) throw new Error('what was removed is still there');
}

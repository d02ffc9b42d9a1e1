import { AppError } from '../../src/domain/contracts/errors.ts';
import { BlockCache } from './block-cache.ts';
import { ENGINE_LAYOUT, type BlockLayout } from './block-layout.ts';
import type { Cipher } from './cipher.ts';
import { DataFile } from './data-file.ts';
import { Extents } from './extents.ts';
import type { FileMap, Manifest } from './manifest.ts';
import { VAULT_ID_BYTES, type ManifestName } from './manifest-record.ts';
import { ManifestSlots } from './manifest-slots.ts';
import { StoredFile } from './stored-file.ts';
import type { VaultFiles } from './vault-files.ts';

/** The key of the manifest, which every role has, and one for each file that this role may open. */
export type VaultCiphers = { readonly manifest: Cipher; readonly files: ReadonlyMap<string, Cipher> };

export type StoreOptions = {
  readonly files: VaultFiles;
  readonly ciphers: VaultCiphers;
  /** How a new vault cuts its files; an existing one says so itself. */
  readonly layout?: BlockLayout;
  /** Bytes of decrypted blocks held in memory, changed ones aside. */
  readonly cacheBytes?: number;
  /** How extents are given out; tests plant faults here. */
  readonly makeExtents?: () => Extents;
};

/** A vault's last commit, its blocks unread. */
export type OpenedVault = {
  readonly slots: ManifestSlots;
  readonly layout: BlockLayout;
  readonly files: ReadonlyMap<string, StoredFile>;
  /** Files whose key this role lacks: carried from commit to commit as they are. */
  readonly locked: ReadonlyMap<string, FileMap>;
  readonly vaultId: Uint8Array<ArrayBuffer>;
  /** 0 for a vault that was never committed to. */
  readonly generation: number;
};

type Found = ManifestName & { readonly manifest: Manifest };

const CACHE_BYTES = 128 * 1024 * 1024;
/** How the files of sealed blocks are named: this, then the class. */
export const DATA_PREFIX = 'data-';

/** Reads the manifests and opens the files of the newest. @see CopyOnWriteStore.open */
export async function openVault(options: StoreOptions): Promise<OpenedVault> {
  const slots = await ManifestSlots.open(options.files);
  try {
    const found = await readNewest(slots, options);
    const { files } = found.manifest;
    const locked = [...files].filter(([name]) => !options.ciphers.files.has(name));
    return {
      slots,
      layout: found.manifest.layout,
      files: await openFiles(found, options),
      locked: new Map(locked),
      vaultId: found.vaultId,
      generation: found.generation,
    };
  } catch (thrown) {
    slots.close();
    throw thrown;
  }
}

async function readNewest(slots: ManifestSlots, { files, ciphers, layout }: StoreOptions): Promise<Found> {
  const { newest, isTouched } = await slots.read(ciphers.manifest);
  if (newest) return newest;
  // Data is written only once a manifest is durable, and the second slot only after the first: a vault whose making
  // was cut short has neither.
  if (isTouched || (await hasData(files))) throw new AppError('VAULT_DAMAGED', { part: 'manifest' });
  const vaultId = crypto.getRandomValues(new Uint8Array(VAULT_ID_BYTES));
  return { vaultId, generation: 0, manifest: { layout: layout ?? ENGINE_LAYOUT, files: new Map() } };
}

async function hasData(files: VaultFiles): Promise<boolean> {
  for (const name of await files.list()) {
    if (!name.startsWith(DATA_PREFIX)) continue;
    const file = await files.open(name);
    const size = file.getSize();
    file.close();
    if (size > 0) return true;
  }
  return false;
}

async function openFiles({ vaultId, manifest }: Found, options: StoreOptions): Promise<Map<string, StoredFile>> {
  const cache = new BlockCache(options.cacheBytes ?? CACHE_BYTES);
  const opened = new Map<string, StoredFile>();
  try {
    for (const [name, cipher] of options.ciphers.files) {
      const map: FileMap = manifest.files.get(name) ?? { size: 0, places: new Map() };
      const extents = options.makeExtents?.() ?? new Extents();
      const handle = await options.files.open(DATA_PREFIX + name);
      const data = new DataFile(handle, { name, vaultId, layout: manifest.layout, cipher, extents });
      opened.set(name, new StoredFile(data, map, cache));
      data.check(map);
      extents.keepOnly([...map.places.values()].map(({ extent }) => extent));
    }
  } catch (thrown) {
    for (const { data } of opened.values()) data.close();
    throw thrown;
  }
  return opened;
}

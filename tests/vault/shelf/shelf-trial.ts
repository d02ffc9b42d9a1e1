import { fillStore } from '../../../workers/vault/fill-store.ts';
import { openStore, type StoreKeys } from '../../../workers/vault/open-store.ts';
import { Shelf, type ShelvedVault } from '../../../workers/vault/shelf/shelf.ts';
import { StoredHandle } from '../../../workers/vault/stored-handle.ts';
import type { VaultFiles } from '../../../workers/vault/vault-files.ts';
import { browserOver } from '../support/fake-browser.ts';

/** Invented keys: the same for every vault, as who may open it is not the question here. */
const STORE_KEYS: StoreKeys = {
  manifest: new Uint8Array(32).fill(1),
  classes: [['business', new Uint8Array(32).fill(2)]],
};

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** A shelf that has looked. */
export async function shelfOver(disk: VaultFiles): Promise<{ shelf: Shelf; vault: ShelvedVault | null }> {
  const shelf = new Shelf(browserOver(disk));
  return { shelf, vault: await shelf.look() };
}

/** Makes a vault in the place of what there is, as saving and restoring do. */
export async function makeVault(shelf: Shelf, name: string): Promise<ShelvedVault> {
  const place = await shelf.spare();
  const pieces = [bytesOf(`data of ${name}`)];
  await fillStore(await openStore(place.files, STORE_KEYS), [{ class: 'business', pieces }]);
  return shelf.finish(place, bytesOf(`keys of ${name}`));
}

/** Other ways into the vault that is there. */
export async function renewKeys(shelf: Shelf, vault: ShelvedVault | null, name: string): Promise<ShelvedVault> {
  if (!vault) throw new Error('no vault');
  return shelf.replace(vault, bytesOf(`keys of ${name}`));
}

/** What a visit finds: key record and data of the vault, or `none`. */
export async function visit(disk: VaultFiles): Promise<string> {
  const { vault } = await shelfOver(disk);
  if (!vault) return 'none';
  const store = await openStore(vault.place.files, STORE_KEYS);
  try {
    const file = store.file('business');
    if (!file) throw new Error('no file');
    const handle = new StoredHandle(file);
    const data = new Uint8Array(handle.getSize());
    handle.read(data);
    return `${textOf(vault.header)}, ${textOf(data)}`;
  } finally {
    await store.close();
  }
}

/** Something that is done to the vault of a device, and what a visit finds before and after. */
export type Deed = {
  readonly before: string;
  readonly after: string;
  /** What makes the state before. */
  readonly prepare: (disk: VaultFiles) => Promise<void>;
  readonly run: (disk: VaultFiles, began: () => void) => Promise<void>;
};

const OLD = 'keys of old, data of old';

async function prepareOld(disk: VaultFiles): Promise<void> {
  const { shelf } = await shelfOver(disk);
  await makeVault(shelf, 'older');
  await makeVault(shelf, 'old');
}

/** A deed by a visitor who has looked; `began` tells that only then the state may change. */
const deed = (
  found: Pick<Deed, 'before' | 'after' | 'prepare'>,
  work: (shelf: Shelf, vault: ShelvedVault | null) => Promise<unknown>,
): Deed => ({
  ...found,
  run: async (disk, began) => {
    const { shelf, vault } = await shelfOver(disk);
    began();
    await work(shelf, vault);
  },
});

export const DEEDS: Record<string, Deed> = {
  'a first vault': deed({ before: 'none', after: 'keys of new, data of new', prepare: async () => {} }, (shelf) =>
    makeVault(shelf, 'new'),
  ),
  'a vault in the place of another': deed(
    { before: OLD, after: 'keys of new, data of new', prepare: prepareOld },
    (shelf) => makeVault(shelf, 'new'),
  ),
  'other ways in': deed({ before: OLD, after: 'keys of new, data of old', prepare: prepareOld }, (shelf, vault) =>
    renewKeys(shelf, vault, 'new'),
  ),
  'other ways in, again': deed(
    {
      before: 'keys of longer names, data of old',
      after: 'keys of new, data of old',
      prepare: async (disk) => {
        await prepareOld(disk);
        const { shelf, vault } = await shelfOver(disk);
        await renewKeys(shelf, vault, 'longer names');
      },
    },
    (shelf, vault) => renewKeys(shelf, vault, 'new'),
  ),
  'the end of a vault': deed({ before: OLD, after: 'none', prepare: prepareOld }, (shelf) => shelf.erase()),
  'the end of a vault whose ways in were changed': deed(
    {
      before: 'keys of changed, data of old',
      after: 'none',
      prepare: async (disk) => {
        await prepareOld(disk);
        const { shelf, vault } = await shelfOver(disk);
        await renewKeys(shelf, vault, 'changed');
      },
    },
    (shelf) => shelf.erase(),
  ),
};

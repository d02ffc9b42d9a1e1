import { transfer, wrap } from 'comlink';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { unwrap } from '../../src/domain/contracts/result.ts';
import type { DataClass } from '../../src/domain/contracts/data-class.ts';
import type { Guarded } from '../shared/guard.ts';
import { browserStorage } from '../vault/browser-storage.ts';
import { BlockHandle } from '../vault/block-handle.ts';
import type { CopyOnWriteStore } from '../vault/copy-on-write-store.ts';
import { filesAt } from '../vault/detect-vault-files.ts';
import { openStore } from '../vault/open-store.ts';
import { StoredHandle } from '../vault/stored-handle.ts';
import type { LodgingApi } from '../vault/vault.worker.ts';
import type { Lodging } from '../vault/vault-holder.ts';

/** A file as the engine's runtime takes it: the shape of `FileSystemSyncAccessHandle`. */
export type DatabaseFile = Pick<BlockHandle, 'getSize' | 'read' | 'write' | 'truncate' | 'flush' | 'close'>;

/** Where the database lives, and what makes its changes last. */
export type DataHome = {
  readonly file: DatabaseFile;
  /** Whether it outlives the page. */
  readonly isSaved: boolean;
  /** Takes what the file holds at the call; resolves once that outlives the engine. @throws AppError VAULT_FULL, VAULT_WRITE_FAILED */
  commit(): Promise<void>;
  /** Reads ahead what was not read yet, between other tasks. */
  prefetch(): Promise<void>;
  /** The files of each class, to be copied. */
  files(): (readonly [DataClass, DatabaseFile])[];
  readonly tokenKey: Uint8Array;
};

/** Asks the vault at the other end of a port where the database is, and opens it. @throws AppError as `openStore` */
export async function findDataHome(port: MessagePort): Promise<DataHome> {
  const remote = wrap<Guarded<LodgingApi>>(port);
  const lodging = unwrap(await remote.lodging());
  return lodging.is === 'memory' ? inMemory(remote, lodging) : saved(lodging);
}

type Vault = ReturnType<typeof wrap<Guarded<LodgingApi>>>;

/** Committed blocks live in the vault's thread, so that a dead engine loses nothing. */
async function inMemory(vault: Vault, { tokenKey }: Lodging): Promise<DataHome> {
  const { size, blocks } = unwrap(await vault.load());
  const handle = new BlockHandle({ size, blocks: new Map(blocks) });
  return {
    file: handle,
    isSaved: false,
    commit: async () => {
      const change = handle.takeChange();
      const buffers = change.blocks.map(([, bytes]) => bytes.buffer);
      unwrap(await vault.commit(transfer(change, buffers)));
    },
    prefetch: async () => {},
    files: () => [['business', handle]],
    tokenKey,
  };
}

async function saved({ place, keys, tokenKey }: Extract<Lodging, { is: 'saved' }>): Promise<DataHome> {
  const store = await openStore(await filesAt(browserStorage(), place), keys);
  // The key record of a vault is written once its data is: without a commit, the data is gone.
  if (store.generation === 0) throw new AppError('VAULT_DAMAGED', { part: 'manifest' });
  const files = keys.classes.flatMap(([name]) => fileOf(store, name));
  const business = files.find(([name]) => name === 'business');
  if (!business) throw new AppError('CLASS_NOT_HELD', { class: 'business' });
  return {
    file: business[1],
    isSaved: true,
    commit: () => store.commit(),
    prefetch: () => store.prefetch(),
    files: () => files.filter(([, file]) => file.getSize() > 0),
    tokenKey,
  };
}

function fileOf(store: CopyOnWriteStore, name: DataClass): [DataClass, DatabaseFile][] {
  const file = store.file(name);
  return file ? [[name, new StoredHandle(file)]] : [];
}

import { transfer, wrap } from 'comlink';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { unwrap } from '../../src/domain/contracts/result.ts';
import { DATA_CLASSES, type DataClass } from '../../src/domain/contracts/data-class.ts';
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

export type ClassFile = readonly [DataClass, DatabaseFile];

/** Where the database lives, and what makes its changes last. */
export type DataHome = {
  /** The file of each class whose key is held; that of `business` is always there. */
  readonly files: readonly ClassFile[];
  /** Whether it outlives the page. */
  readonly isSaved: boolean;
  /** Takes what the file holds at the call; resolves once that outlives the engine. @throws AppError VAULT_FULL, VAULT_WRITE_FAILED */
  commit(): Promise<void>;
  /** Reads ahead what was not read yet, between other tasks. */
  prefetch(): Promise<void>;
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
  const images = unwrap(await vault.load());
  const files = DATA_CLASSES.map((name) => {
    const { size = 0, blocks = [] } = images.find((image) => image.class === name) ?? {};
    return [name, new BlockHandle({ size, blocks: new Map(blocks) })] as const;
  });
  return {
    files,
    isSaved: false,
    commit: async () => {
      const changes = files.map(([name, handle]) => [name, handle.takeChange()] as const);
      const buffers = changes.flatMap(([, { blocks }]) => blocks.map(([, bytes]) => bytes.buffer));
      unwrap(await vault.commit(transfer(changes, buffers)));
    },
    prefetch: async () => {},
    tokenKey,
  };
}

async function saved({ place, keys, tokenKey }: Extract<Lodging, { is: 'saved' }>): Promise<DataHome> {
  const store = await openStore(await filesAt(browserStorage(), place), keys);
  // The key record of a vault is written once its data is: without a commit, the data is gone.
  if (store.generation === 0) throw new AppError('VAULT_DAMAGED', { part: 'manifest' });
  const files = keys.classes.flatMap(([name]) => fileOf(store, name));
  if (!files.some(([name]) => name === 'business')) throw new AppError('CLASS_NOT_HELD', { class: 'business' });
  return {
    files,
    isSaved: true,
    commit: () => store.commit(),
    prefetch: () => store.prefetch(),
    tokenKey,
  };
}

function fileOf(store: CopyOnWriteStore, name: DataClass): ClassFile[] {
  const file = store.file(name);
  return file ? [[name, new StoredHandle(file)]] : [];
}

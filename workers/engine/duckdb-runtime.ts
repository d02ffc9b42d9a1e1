import * as duckdb from '@duckdb/duckdb-wasm/blocking';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { ENGINE_PACK_CACHE } from '../../src/domain/contracts/offline.ts';
import { BlockHandle } from '../vault/block-handle.ts';
import type { ClassFile, DatabaseFile } from './data-home.ts';
import type { DuckdbBindings } from './duckdb-bindings.ts';
import { DATABASE_NAME, fileOfClass } from './seal.ts';

/** How the start is followed. */
export type BootFollow = {
  /** Bytes of the engine's module that have been read. */
  onProgress: (loaded: number, total: number) => void;
  /** Resolves when the service worker has stored the module. */
  whenStored: () => Promise<void>;
};

/**
 * The address of the engine's module: a blob of the stored copy, as this thread may speak to no host. Without a build
 * there is no copy and no policy.
 * @throws ENGINE_NOT_STORED
 */
async function findModule(whenStored: () => Promise<void>): Promise<string> {
  const address = new URL(wasmUrl, self.location.href).href;
  if (!import.meta.env.PROD) return address;
  let stored = await readStored(address);
  if (!stored) {
    await whenStored();
    stored = await readStored(address);
  }
  if (!stored) throw new AppError('ENGINE_NOT_STORED', {});
  return URL.createObjectURL(await stored.blob());
}

async function readStored(address: string): Promise<Response | undefined> {
  return (await caches.open(ENGINE_PACK_CACHE)).match(address);
}

/** Loads the engine's module; no data is touched. */
export async function startDuckdb({ onProgress, whenStored }: BootFollow): Promise<duckdb.DuckDBBindings> {
  const mainModule = await findModule(whenStored);
  const bundle = { mainModule, mainWorker: '' };
  const bindings = await duckdb.createDuckDB(
    { mvp: bundle, eh: bundle },
    new duckdb.VoidLogger(),
    duckdb.BROWSER_RUNTIME,
  );
  await bindings.instantiate(({ bytesLoaded, bytesTotal }) => onProgress(bytesLoaded, bytesTotal));
  URL.revokeObjectURL(mainModule);
  return bindings;
}

function offerFile(bindings: duckdb.DuckDBBindings, name: string, file: DatabaseFile): void {
  const prepared: Record<string, unknown> = Reflect.get(duckdb.BROWSER_RUNTIME, '_preparedHandles');
  // An empty file is "prepared", a non-empty one "registered": the runtime tells a new database from an old one by that.
  if (file.getSize() > 0) bindings.registerFileHandle(name, file, duckdb.DuckDBDataProtocol.BROWSER_FSACCESS, true);
  else prepared[name] = file;
  prepared[`${name}.wal`] = new BlockHandle(); // never kept: durability is our own commit
}

/**
 * Opens the main database, that of `business`, on a file of ours, and makes those of other classes ready to be attached.
 * @see engine notes in docs/adr: the vault is a layer below the engine.
 */
export function openDatabase(bindings: duckdb.DuckDBBindings, files: readonly ClassFile[]): DuckdbBindings {
  for (const [name, file] of files) offerFile(bindings, name === 'business' ? DATABASE_NAME : fileOfClass(name), file);
  bindings.open({ path: DATABASE_NAME, accessMode: duckdb.DuckDBAccessMode.READ_WRITE, useDirectIO: true });
  return bindings;
}

import * as duckdb from '@duckdb/duckdb-wasm/blocking';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { BlockHandle } from '../vault/block-handle.ts';
import type { BlockImage } from '../vault/block-store.ts';
import type { DuckdbBindings } from './db.ts';
import { DATABASE_NAME } from './seal.ts';

/** Bytes of the engine that have arrived; `total` is 0 when the host does not say. */
export type BootProgress = (loaded: number, total: number) => void;

/** Loads the engine and opens it on the blocks of `image`. @see engine notes in docs/adr: the vault is a layer below the engine. */
export async function bootDuckdb(
  image: BlockImage,
  onProgress: BootProgress,
): Promise<{ bindings: DuckdbBindings; handle: BlockHandle }> {
  const bundle = { mainModule: new URL(wasmUrl, self.location.href).href, mainWorker: '' };
  const bindings = await duckdb.createDuckDB(
    { mvp: bundle, eh: bundle },
    new duckdb.VoidLogger(),
    duckdb.BROWSER_RUNTIME,
  );
  await bindings.instantiate(({ bytesLoaded, bytesTotal }) => onProgress(bytesLoaded, bytesTotal));

  const handle = new BlockHandle(image);
  const prepared: Record<string, unknown> = Reflect.get(duckdb.BROWSER_RUNTIME, '_preparedHandles');
  // An empty file is "prepared", a non-empty one "registered": the runtime tells a new database from an old one by that.
  if (image.size > 0)
    bindings.registerFileHandle(DATABASE_NAME, handle, duckdb.DuckDBDataProtocol.BROWSER_FSACCESS, true);
  else prepared[DATABASE_NAME] = handle;
  prepared[`${DATABASE_NAME}.wal`] = new BlockHandle(); // never kept: durability is our own commit
  bindings.open({ path: DATABASE_NAME, accessMode: duckdb.DuckDBAccessMode.READ_WRITE, useDirectIO: true });
  return { bindings, handle };
}

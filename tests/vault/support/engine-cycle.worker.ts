import * as duckdb from '@duckdb/duckdb-wasm/blocking';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import { createCipher } from '../../../workers/vault/cipher.ts';
import { CopyOnWriteStore } from '../../../workers/vault/copy-on-write-store.ts';
import { opfsFiles, type OpfsFolder } from '../../../workers/vault/opfs-files.ts';
import { BlockHandle } from '../../../workers/vault/block-handle.ts';
import { StoredHandle } from '../../../workers/vault/stored-handle.ts';

/** One life of an engine over a vault on disk: what it found, what it left, and what that cost (milliseconds, bytes). */
export type CycleReport = {
  before: string;
  after: string;
  open: number;
  firstQuery: number;
  change: number;
  commit: number;
  dirty: number;
  disk: number;
};

const NAME = 'opfs://cycle.db';
/** The worker's side of a `postMessage`; the page's types do not know it. */
const port = globalThis as unknown as { postMessage(message: unknown): void; onmessage: (event: MessageEvent) => void };

async function openFile(folderName: string): Promise<{ store: CopyOnWriteStore; handle: StoredHandle }> {
  const root = await navigator.storage.getDirectory();
  const folder = (await root.getDirectoryHandle(folderName, { create: true })) as unknown as OpfsFolder;
  const keys = {
    manifest: createCipher(new Uint8Array(32).fill(1)),
    business: createCipher(new Uint8Array(32).fill(2)),
  };
  const store = await CopyOnWriteStore.open({
    files: opfsFiles(folder),
    ciphers: { manifest: keys.manifest, files: new Map([['business', keys.business]]) },
  });
  const file = store.file('business');
  if (!file) throw new Error('no file');
  return { store, handle: new StoredHandle(file) };
}

async function bootOn(handle: StoredHandle) {
  const bundle = { mainModule: new URL(wasmUrl, location.href).href, mainWorker: '' };
  const runtime = duckdb.BROWSER_RUNTIME;
  const bindings = await duckdb.createDuckDB({ mvp: bundle, eh: bundle }, new duckdb.VoidLogger(), runtime);
  await bindings.instantiate(() => undefined);
  const prepared: Record<string, unknown> = Reflect.get(runtime, '_preparedHandles');
  if (handle.getSize() > 0) bindings.registerFileHandle(NAME, handle, duckdb.DuckDBDataProtocol.BROWSER_FSACCESS, true);
  else prepared[NAME] = handle;
  prepared[`${NAME}.wal`] = new BlockHandle();
  bindings.open({ path: NAME, accessMode: duckdb.DuckDBAccessMode.READ_WRITE, useDirectIO: true });
  return bindings.connect();
}

async function cycle(folder: string, nth: number): Promise<CycleReport> {
  let from = performance.now();
  const lap = () => {
    const took = performance.now() - from;
    from = performance.now();
    return Math.round(took);
  };
  const { store, handle } = await openFile(folder);
  const open = lap();
  const connection = await bootOn(handle);
  connection.query('SET autoload_known_extensions=false');
  if (nth === 0) connection.query('CREATE TABLE t(id BIGINT, cyc INT, amt DECIMAL(18,2), s VARCHAR)');
  lap();
  const content = () =>
    String(connection.query('SELECT count(*)::INT n, coalesce(bit_xor(hash(id, cyc, amt, s)), 0)::VARCHAR h FROM t'));
  const before = content();
  const firstQuery = lap();
  connection.query(
    `INSERT INTO t SELECT ${nth} * 100000 + r, ${nth}, (r % 997) / 7.0, '订单' || md5((r * ${nth + 1})::VARCHAR) FROM range(60000) x(r)`,
  );
  connection.query(`UPDATE t SET amt = amt + 1, s = s || 'u' WHERE id % 13 = ${nth % 13}`);
  connection.query(`DELETE FROM t WHERE id % 29 = ${nth % 29}`);
  connection.query('CHECKPOINT');
  const change = lap();
  const dirty = store.file('business')?.freeze().changed.size ?? 0;
  store.file('business')?.thaw();
  lap();
  await store.commit();
  const commit = lap();
  const disk = store.usage().reduce((sum, { used, free }) => sum + used + free, 0);
  const after = content();
  await store.close();
  return { before, after, open, firstQuery, change, commit, dirty, disk };
}

port.onmessage = ({ data: { folder, nth } }: MessageEvent<{ folder: string; nth: number }>) => {
  cycle(folder, nth).then(
    (report) => port.postMessage(report),
    (thrown: unknown) => port.postMessage({ error: String(thrown instanceof Error ? thrown.stack : thrown) }),
  );
};

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { Database } from '../../workers/engine/db.ts';
import type { DuckdbBindings } from '../../workers/engine/duckdb-bindings.ts';
import { attachedFiles } from '../../workers/engine/models.ts';
import { DATA_CLASSES, type DataClass } from '../../src/domain/contracts/data-class.ts';
import type { BoundStatement } from '../../src/domain/sql/bind-params.ts';
import { decodeColumns, describeResult } from '../../src/domain/sql/decode-columns.ts';

const require = createRequire(import.meta.url);

type Bindings = Omit<DuckdbBindings, 'connect'> & {
  instantiate(onProgress: () => void): Promise<unknown>;
  open(config: { path: string }): void;
  connect(): Connection;
};
type Connection = {
  close(): void;
  prepare(text: string): { query(...values: unknown[]): unknown; close(): void };
  useUnsafe<T>(use: (bindings: { runQuery(conn: number, text: string): Uint8Array }, conn: number) => T): T;
};

/** A database of its own, with a file in memory for each class that is held, behind the product's own `Database`, sealed as in the browser; boots in a second. */
export async function openDatabase(memoryLimit = '2GB', held: readonly DataClass[] = DATA_CLASSES): Promise<Database> {
  const attached = attachedFiles(new Set(held), () => ':memory:');
  return new Database(await boot(), { memoryLimit, attached });
}

/** The engine that ships, in Node: what passes here passes in the browser. */
export type TestDb = {
  /** Runs any number of statements, or one bound statement; the last result as plain rows (money and counts as numbers). */
  rows(sql: string | BoundStatement): Record<string, unknown>[];
  ipc(sql: string | BoundStatement): Uint8Array;
  registerFile(name: string, bytes: Uint8Array): void;
  dropFile(name: string): void;
};

let opened: Promise<Bindings> | undefined;
let schemas = 0;

/** An engine of its own over an empty database, not sealed yet. */
export async function boot(): Promise<Bindings> {
  const duckdb = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
  const dist = dirname(require.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs'));
  const bundle = (name: string) => ({ mainModule: join(dist, `duckdb-${name}.wasm`), mainWorker: '' });
  const bindings: Bindings = await duckdb.createDuckDB(
    { mvp: bundle('mvp'), eh: bundle('eh') },
    new duckdb.VoidLogger(),
    duckdb.NODE_RUNTIME,
  );
  await bindings.instantiate(() => undefined);
  bindings.open({ path: ':memory:' });
  return bindings;
}

/** One engine for the run (it boots in a second), a fresh schema for each caller. */
export async function openDuckdb(): Promise<TestDb> {
  opened ??= boot();
  const bindings = await opened;
  const connection = bindings.connect();
  const run = (text: string) => connection.useUnsafe((unsafe, id) => unsafe.runQuery(id, text));
  run('SET autoload_known_extensions = false');
  run('SET autoinstall_known_extensions = false');
  run(`CREATE SCHEMA test_${++schemas}`);
  run(`SET schema = 'test_${schemas}'`);

  const ipc = (sql: string | BoundStatement) => {
    if (typeof sql === 'string') return run(sql);
    for (const { text, value } of sql.assignments) {
      const statement = connection.prepare(text);
      statement.query(value);
      statement.close();
    }
    return run(sql.text);
  };
  return {
    ipc,
    rows(sql) {
      const bytes = ipc(sql);
      const outputs = describeResult(bytes);
      const columns: Record<string, ArrayLike<unknown>> = decodeColumns(bytes, outputs);
      return Array.from({ length: tableFromIPC(bytes).numRows }, (_, row) =>
        Object.fromEntries(
          outputs.map(({ name }) => {
            const cell = columns[name]?.[row];
            return [name, Number.isNaN(cell) ? null : cell];
          }),
        ),
      );
    },
    registerFile: (name, bytes) => bindings.registerFileBuffer(name, bytes),
    dropFile: (name) => bindings.dropFile(name),
  };
}

/** Built for the tests alone: the engine on a page without any policy, so that its settings stand on their own. */
import * as duckdb from '@duckdb/duckdb-wasm/blocking';
import { Database } from '../../../workers/engine/db.ts';

type Job = { sealed: boolean; first: string[]; statements: string[] };

const wasm = new URL('./engine.wasm', self.location.href).href;

async function open(): Promise<duckdb.DuckDBBindings> {
  const bundle = { mainModule: wasm, mainWorker: '' };
  const bindings = await duckdb.createDuckDB(
    { mvp: bundle, eh: bundle },
    new duckdb.VoidLogger(),
    duckdb.BROWSER_RUNTIME,
  );
  await bindings.instantiate(() => undefined);
  bindings.open({ path: ':memory:' });
  return bindings;
}

/** Runs each statement as the engine itself would, on both of its connections; answers how many were refused. */
async function run({ sealed, first, statements }: Job): Promise<{ refused: number; answers: number }> {
  const bindings = await open();
  const plain = bindings.connect();
  let refused = 0;
  const attempt = async (work: () => unknown) => {
    try {
      await work();
    } catch {
      refused += 1;
    }
  };
  if (!sealed) {
    for (const text of first) await attempt(() => plain.query(text));
    for (const text of statements) await attempt(() => plain.query(text));
    return { refused, answers: Number(plain.query('SELECT 1 AS one').get(0)?.one) };
  }
  const db = new Database(bindings, { memoryLimit: '1GB' });
  for (const text of [...first, ...statements]) {
    await attempt(() => db.write(text));
    await attempt(() => db.ask(text));
  }
  return { refused, answers: (await db.write('SELECT 1')).byteLength > 0 ? 1 : 0 };
}

self.onmessage = ({ data }: MessageEvent<Job>) => {
  run(data).then(
    (answer) => self.postMessage(answer),
    (thrown: unknown) => self.postMessage({ failed: String(thrown) }),
  );
};

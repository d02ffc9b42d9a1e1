import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { blockingBindings } from '../../vite.config.ts';
import { openCanary, type Canary } from './support/canary.ts';
import { controlHost, type Host } from './support/hosts.ts';

test.describe.configure({ mode: 'serial', timeout: 240_000 });
test.use({ trace: 'off' });

/** Makes an unsealed engine look for its extensions at the canary instead of at their makers'. */
const FIRST = (to: string) => [`SET custom_extension_repository = '${to}extensions'`];

/** Every statement by which the engine is known to reach for the network or to store something elsewhere. */
const STATEMENTS = (to: string): string[] => [
  `SELECT * FROM read_csv('${to}a.csv')`,
  `SELECT * FROM read_csv_auto('${to}b.csv')`,
  `SELECT * FROM sniff_csv('${to}c.csv')`,
  `SELECT * FROM read_text('${to}d.txt')`,
  `SELECT * FROM read_blob('${to}e.bin')`,
  `SELECT * FROM read_parquet('${to}f.parquet')`,
  `SELECT * FROM parquet_metadata('${to}g.parquet')`,
  `SELECT * FROM read_json('${to}h.json')`,
  `SELECT * FROM read_ndjson('${to}i.json')`,
  `SELECT * FROM read_xlsx('${to}j.xlsx')`,
  `FROM '${to}k.csv'`,
  `FROM '${to}l.parquet'`,
  `SELECT * FROM glob('${to}*.csv')`,
  `CREATE TABLE t1 AS FROM '${to}m.csv'`,
  `CREATE VIEW v1 AS SELECT * FROM read_csv('${to}n.csv')`,
  `ATTACH '${to}o.db'`,
  `ATTACH '${to}p.db' AS p (READ_ONLY)`,
  `COPY (SELECT 1 AS rows) TO '${to}q.csv'`,
  `COPY (SELECT 1 AS rows) TO '${to}r.parquet'`,
  `COPY (SELECT 1 AS rows) TO '${to}s.json'`,
  `EXPORT DATABASE '${to}t'`,
  `IMPORT DATABASE '${to}u'`,
  'INSTALL httpfs',
  `INSTALL spatial FROM '${to}v'`,
  'LOAD httpfs',
  `LOAD '${to}w.wasm'`,
  `SELECT getvariable('rows') FROM '${to}x.csv' WHERE 'rows' <> ''`,
];

let canary: Canary;
let host: Host;

test.beforeAll(async () => {
  canary = await openCanary();
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: blockingBindings },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      rolldownOptions: {
        input: fileURLToPath(new URL('support/sql-thread.ts', import.meta.url)),
        output: { entryFileNames: 'sql-thread.js' },
        checks: { eval: false },
      },
    },
  });
  const outputs = 'output' in built ? built.output : [];
  const scripts = outputs.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one.code] as const] : []));
  const wasm = (await readdir('dist/assets')).find((name) => name.endsWith('.wasm')) ?? '';
  host = await controlHost({ ...Object.fromEntries(scripts), 'engine.wasm': await readFile(`dist/assets/${wasm}`) });
});

test.afterAll(async () => {
  await host.close();
  await canary.close();
});

const job = (sealed: boolean) => ({
  sealed,
  first: FIRST(canary.addresses.http),
  statements: STATEMENTS(canary.addresses.http),
});

const runInThread = (given: unknown) =>
  new Promise<{ refused?: number; answers?: number; failed?: string }>((resolve) => {
    const thread = new Worker('sql-thread.js', { type: 'module' });
    thread.onmessage = ({ data }) => resolve(data);
    thread.onerror = ({ message }) => resolve({ failed: message });
    thread.postMessage(given);
  });

test('control: an engine as it is delivered reaches for the network', async ({ page }) => {
  await page.goto(host.url);
  canary.forget();
  expect(await page.evaluate(runInThread, job(false))).toMatchObject({ answers: 1 });
  const asked = new Set(canary.heard().map(({ what }) => what));
  const description = `${STATEMENTS('').length} statements, ${asked.size} distinct requests`;
  test.info().annotations.push({ type: 'measured', description });
  expect(asked.size).toBeGreaterThanOrEqual(9);
});

test('sealed, on its own connections and with no policy to help: nothing', async ({ page }) => {
  await page.goto(host.url);
  canary.forget();
  const outcome = await page.evaluate(runInThread, job(true));
  expect(outcome).toMatchObject({ answers: 1 });
  expect(canary.heard()).toEqual([]);
  // Every one refused on both connections, but for INSTALL, which the engine answers without doing anything.
  expect(outcome.refused).toBeGreaterThanOrEqual(2 * (STATEMENTS('').length - 2));
});

test('asked by a script on the page: nothing, and each answered', async ({ page }) => {
  await page.goto('./');
  canary.forget();
  const statements = STATEMENTS(canary.addresses.http);
  const answers = await page.evaluate(async (texts) => {
    const told: string[] = [];
    for (const text of texts) {
      const outcome = await window.zhanggui?.sql(text).then(
        () => 'answered',
        (thrown: unknown) => String(Reflect.get(Object(thrown), 'code')),
      );
      const alive = await window.zhanggui?.sql('SELECT 1 AS one');
      told.push(`${outcome} ${JSON.stringify(alive?.rows)}`);
    }
    return told;
  }, statements);
  expect(answers).toEqual(statements.map(() => expect.stringMatching(/^QUERY_(?:INVALID|FORBIDDEN) \[{"one":1}\]$/)));
  expect(canary.heard()).toEqual([]);
});

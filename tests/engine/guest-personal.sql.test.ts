import { beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { decodeRows } from '../../src/domain/sql/decode-columns.ts';
import type { Database } from '../../workers/engine/db.ts';
import { createClassTables, createModels } from '../../workers/engine/models.ts';
import { openDatabase } from '../support/duckdb-wasm.ts';

/** An invented person. */
const NAME = '王测试';
const PHONE = '13900000017';

let db: Database;
beforeAll(async () => {
  db = await openDatabase('1GB', ['business', 'personal']);
  await createModels(db);
  await createClassTables(db);
  await db.write('CREATE TABLE kept AS SELECT 1 AS x');
  await db.writeTo(
    'personal',
    `INSERT INTO personal.contact BY NAME SELECT 'f1' AS src_file_id, 7 AS src_row, '${NAME}' AS recipient, '${PHONE}' AS phone`,
  );
});

const guest = async (text: string) => decodeRows(await db.askAsGuest(text), 10_000).rows;

/** Ways to what a person is called, to how many there are, to the smallest value of a column, or to a column's name. */
const WAYS = [
  'FROM personal.contact',
  'SELECT * FROM personal.main.contact',
  'SELECT phone FROM "personal"."contact"',
  'SELECT phone FROM PERSONAL.Contact',
  'SELECT phone FROM/**/personal/**/./**/contact',
  'TABLE personal.contact',
  'SELECT count(*) FROM personal.contact',
  'SELECT min(phone), max(src_row) FROM personal.contact',
  'SELECT (SELECT phone FROM personal.contact LIMIT 1) AS p',
  'SELECT 1 WHERE EXISTS (FROM personal.contact WHERE starts_with(phone, $$139$$))',
  'WITH c AS (FROM personal.contact) SELECT count(*) FROM c',
  'WITH c AS MATERIALIZED (SELECT phone FROM personal.contact) SELECT 1 FROM kept, c',
  'WITH RECURSIVE c AS (SELECT phone FROM personal.contact UNION ALL SELECT phone FROM c WHERE false) FROM c',
  'SELECT x::VARCHAR FROM kept UNION ALL SELECT phone FROM personal.contact',
  'FROM kept UNION ALL BY NAME FROM personal.contact',
  'SELECT x FROM kept EXCEPT SELECT src_row FROM personal.contact',
  'SELECT x FROM kept ORDER BY (SELECT count(*) FROM personal.contact)',
  'SELECT x FROM kept LIMIT (SELECT max(src_row) FROM personal.contact)',
  'SELECT count(*) FILTER (WHERE x < (SELECT max(src_row) FROM personal.contact)) FROM kept',
  'SELECT list_transform([1], lambda v: v + (SELECT max(src_row) FROM personal.contact))',
  'VALUES ((SELECT phone FROM personal.contact))',
  'SELECT * FROM range((SELECT max(src_row) FROM personal.contact))',
  'SELECT unnest((SELECT [phone] FROM personal.contact))',
  'SELECT k.x, c.phone FROM kept k, LATERAL (SELECT phone FROM personal.contact WHERE src_row > k.x) c',
  'SELECT * FROM kept POSITIONAL JOIN personal.contact',
  'SELECT * FROM kept JOIN personal.contact ON true',
  'SELECT * FROM personal.contact LIMIT 0',
  'SELECT phone FROM personal.contact WHERE false',
  'FROM personal.contact TABLESAMPLE 100%',
  "FROM query('FROM personal.contact')",
  "FROM query('FROM pers' || 'onal.cont' || 'act')",
  "FROM query(chr(70) || 'ROM personal.contact')",
  "FROM query_table('personal.contact')",
  "FROM query_table(['personal.contact'])",
  "FROM query_table('kept', 'personal.contact')",
  'PIVOT personal.contact ON phone USING count(*)',
  "PIVOT personal.contact ON src_file_id IN ('f1') USING max(phone)",
  'PIVOT kept ON x IN (SELECT src_row FROM personal.contact) USING count(*)',
  'UNPIVOT personal.contact ON phone, email INTO NAME k VALUE v',
  'DESCRIBE personal.contact',
  'DESCRIBE FROM personal.contact',
  'SELECT column_name FROM (DESCRIBE personal.contact)',
  "FROM query('DESCRIBE personal.contact')",
  'SHOW personal.contact',
  'SUMMARIZE personal.contact',
  'SUMMARIZE SELECT phone FROM personal.contact',
  'SELECT max FROM (SUMMARIZE personal.contact)',
  'EXPLAIN FROM personal.contact',
  'EXPLAIN ANALYZE SELECT phone FROM personal.contact',
  'EXPLAIN (ANALYZE, FORMAT JSON) SELECT phone FROM personal.contact',
  "EXPLAIN (FORMAT 'json') SELECT min(phone) FROM personal.contact",
  '/* a */ EXPLAIN -- b\n ANALYZE FROM personal.contact',
  "FROM pragma_storage_info('personal.contact')",
  "FROM pragma_table_info('personal.contact')",
  "FROM pragma_show('personal.contact')",
  'FROM pragma_database_size()',
  "FROM pragma_metadata_info('personal')",
  'FROM duckdb_memory()',
  'FROM duckdb_temporary_files()',
  'FROM duckdb_external_file_cache()',
  'FROM duckdb_variables()',
  'FROM duckdb_prepared_statements()',
  'FROM duckdb_secrets()',
  'FROM duckdb_logs()',
  'USE personal',
  "SET search_path = 'personal'",
  "ATTACH ':memory:' AS other",
  'DETACH personal',
  "COPY personal.contact TO 'x.csv'",
  'CREATE MACRO peek() AS TABLE FROM personal.contact',
  'PREPARE peek AS FROM personal.contact',
  'EXECUTE peek',
  "FROM read_blob('opfs://zhanggui-personal.db')",
  "FROM read_text('opfs://zhanggui*.db')",
  "FROM glob('*')",
  "FROM (VALUES ('opfs://zhanggui-personal.db')) t(p), read_blob(t.p)",
  "FROM 'zg-inbox/1.csv'",
  "FROM read_csv('zg-inbox/*.csv')",
  "FROM sniff_csv('zg-inbox/1.csv')",
  'FROM contact',
];

describe('what a guest asks of persons', () => {
  it.each(WAYS)('%s is refused', async (text) => {
    const answer = guest(text).then(
      (rows) => `answered ${JSON.stringify(rows)}`,
      (thrown: unknown) =>
        thrown instanceof AppError ? `${thrown.code}: ${JSON.stringify(thrown.params)}` : String(thrown),
    );
    expect(await answer).toMatch(/^QUERY_(FORBIDDEN|INVALID)/);
    expect(await answer).not.toContain(PHONE);
    expect(await answer).not.toContain(NAME);
  });

  it('is refused for what it is, where it is well put', async () => {
    for (const text of ['FROM personal.contact', 'DESCRIBE personal.contact', "FROM query('FROM personal.contact')"])
      await expect(guest(text), text).rejects.toMatchObject({ code: 'QUERY_FORBIDDEN' });
  });

  it('is told by no list of the catalogue', async () => {
    const lists = 'tables views columns schemas databases constraints indexes sequences functions types settings'.split(
      ' ',
    );
    for (const list of lists) {
      const rows = JSON.stringify(await guest(`FROM duckdb_${list}()`));
      expect(rows, list).not.toMatch(/recipient|buyer_nick|"personal"/);
    }
    for (const text of ['SHOW TABLES', 'SHOW ALL TABLES', 'SHOW DATABASES', 'FROM information_schema.columns'])
      expect(JSON.stringify(await guest(text)), text).not.toMatch(/recipient|buyer_nick|"personal"/);
  });

  it('is not what an import is reading meanwhile', async () => {
    const bytes = new TextEncoder().encode(`${NAME},${PHONE}\n`);
    await db.withBatch(bytes, async (path) => {
      const reads = `SELECT * FROM read_csv('${path}', auto_detect = false, header = false, columns = {a: 'VARCHAR', b: 'VARCHAR'})`;
      for (const text of [reads, `FROM '${path}'`, `FROM sniff_csv('${path}')`, `FROM read_text('${path}')`])
        await expect(guest(text), text).rejects.toMatchObject({ code: expect.stringMatching(/^QUERY_/) });
      expect((await db.ask(reads)).byteLength).toBeGreaterThan(0);
    });
  });
});

describe('what a guest asks of orders', () => {
  it.each([
    ['SELECT count(*)::INTEGER AS n FROM orders', [{ n: 0 }]],
    ['WITH contact AS (SELECT 3 AS a) SELECT a FROM contact', [{ a: 3 }]],
    ["SELECT 'personal.contact' AS a", [{ a: 'personal.contact' }]],
    ['SELECT k.x, o.status FROM kept k LEFT JOIN orders o ON o.order_id = k.x::VARCHAR', [{ x: 1, status: null }]],
    ['SELECT x, row_number() OVER (ORDER BY x)::INTEGER AS n FROM kept QUALIFY n = 1', [{ x: 1, n: 1 }]],
    ["FROM query('FROM kept')", [{ x: 1 }]],
    ['SELECT range::INTEGER AS i FROM range(2)', [{ i: 0 }, { i: 1 }]],
    ['SELECT x FROM kept ASOF JOIN (SELECT 0 AS y) t ON kept.x >= t.y', [{ x: 1 }]],
    [
      'WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT max(n) AS n FROM t',
      [{ n: 3 }],
    ],
    ['SELECT count(DISTINCT x)::INTEGER AS n FROM kept GROUP BY ROLLUP (x) HAVING x IS NULL', [{ n: 1 }]],
  ])('%s is answered', async (text, rows) => expect(await guest(text)).toEqual(rows));
});

import { beforeAll, describe, expect, it } from 'vitest';
import { decodeRows } from '../../src/domain/sql/decode-columns.ts';
import type { Database } from '../../workers/engine/db.ts';
import { openDatabase } from '../support/duckdb-wasm.ts';

let db: Database;
beforeAll(async () => {
  db = await openDatabase();
  await db.write('CREATE TABLE kept AS SELECT * FROM (VALUES (1), (2)) t(x)');
  await db.write('PREPARE change AS INSERT INTO kept VALUES (9)');
});

const guest = async (text: string) => decodeRows(await db.askAsGuest(text), 100).rows;
const kept = () => guest('SELECT count(*)::INTEGER AS n, sum(x)::INTEGER AS total FROM kept');

const REFUSED = [
  // ends or opens a transaction
  'BEGIN',
  'BEGIN TRANSACTION',
  'START TRANSACTION',
  'COMMIT',
  'END',
  'ROLLBACK',
  'ABORT',
  // changes the database or what is in it
  'CHECKPOINT',
  'FORCE CHECKPOINT',
  'VACUUM',
  'ANALYZE',
  'INSERT INTO kept VALUES (9)',
  'UPDATE kept SET x = 9',
  'DELETE FROM kept',
  'TRUNCATE kept',
  'MERGE INTO kept USING (SELECT 9 AS x) n ON kept.x = n.x WHEN NOT MATCHED THEN INSERT',
  'CREATE TABLE mine (i INTEGER)',
  'CREATE TEMP TABLE mine AS SELECT 1',
  'CREATE VIEW mine AS SELECT 1',
  'CREATE MACRO mine() AS 1',
  'CREATE SCHEMA mine',
  "CREATE TYPE mine AS ENUM ('a')",
  'CREATE SECRET mine (TYPE s3)',
  'ALTER TABLE kept ADD COLUMN y INTEGER',
  'DROP TABLE kept',
  "COMMENT ON TABLE kept IS 'mine'",
  // leaves the database
  "ATTACH ':memory:' AS other",
  'DETACH other',
  'USE memory',
  "COPY kept TO 'kept.csv'",
  "COPY kept FROM 'kept.csv'",
  "EXPORT DATABASE 'copy'",
  "IMPORT DATABASE 'copy'",
  'INSTALL httpfs',
  'FORCE INSTALL httpfs',
  'LOAD httpfs',
  'UPDATE EXTENSIONS',
  "SELECT * FROM read_csv('kept.csv')",
  "SELECT * FROM read_text('/etc/hostname')",
  "FROM 'kept.csv'",
  "SELECT * FROM glob('*')",
  // changes the session or runs something by a detour
  'SET threads = 1',
  'SET VARIABLE mine = 1',
  'RESET threads',
  'PRAGMA database_list',
  'PRAGMA threads = 1',
  'CALL pragma_version()',
  'PREPARE mine AS SELECT 1',
  'EXECUTE change',
  'DEALLOCATE change',
  'EXPLAIN ANALYZE INSERT INTO kept VALUES (9)',
  'EXPLAIN ANALYZE DELETE FROM kept',
  // two at once
  'SELECT 1; SELECT 2',
  'SELECT 1; DROP TABLE kept',
  'SELECT 1; COMMIT; DROP TABLE kept',
  'SELECT 1;; INSERT INTO kept VALUES (9)',
  '; DROP TABLE kept',
  // behind comments and brackets
  '-- a remark\nDROP TABLE kept',
  '/* SELECT */ DROP TABLE kept',
  '/* a */ /* b */ -- c\n INSERT INTO kept VALUES (9)',
  '-- SELECT 1\nCOMMIT',
  '/* SELECT 1 */ COMMIT',
  '(COMMIT)',
  'SELECTED',
  'COMMIT -- SELECT',
  // nothing at all
  '',
  '   ',
  ';',
  '-- only a remark',
  '/* not closed SELECT 1',
];

describe('a guest is refused', () => {
  it.each(REFUSED)('%j', async (text) => {
    await expect(guest(text)).rejects.toMatchObject({ code: 'QUERY_INVALID' });
    expect(await kept()).toEqual([{ n: 2, total: 3 }]);
    await expect(guest('CREATE TABLE mine (i INTEGER)')).rejects.toMatchObject({ code: 'QUERY_INVALID' });
  });
});

describe('a guest may', () => {
  it.each([
    ['SELECT max(x) AS a FROM kept', [{ a: 2 }]],
    ['select max(x) as a from kept;', [{ a: 2 }]],
    ['\n\t WITH one AS (SELECT 1 AS a) FROM one', [{ a: 1 }]],
    ['FROM kept SELECT max(x) AS a', [{ a: 2 }]],
    ['(SELECT 1 AS a) UNION ALL (SELECT 2)', [{ a: 1 }, { a: 2 }]],
    ['-- COMMIT\nSELECT 1 AS a', [{ a: 1 }]],
    ['/* DROP TABLE kept; */ SELECT 1 AS a -- and so on', [{ a: 1 }]],
    ["SELECT '; DROP TABLE kept' AS a", [{ a: '; DROP TABLE kept' }]],
    ['VALUES (7)', [{ col0: 7 }]],
    ['TABLE kept', [{ x: 1 }, { x: 2 }]],
    ['PIVOT kept ON x IN (1, 2) USING count(*)::INTEGER', [{ '1': 1, '2': 1 }]],
    ['UNPIVOT (SELECT 3 AS a) ON a INTO NAME k VALUE v', [{ k: 'a', v: 3 }]],
  ])('%j', async (text, rows) => expect(await guest(text)).toEqual(rows));

  it.each(['DESCRIBE kept', 'SUMMARIZE kept', 'SHOW TABLES', 'EXPLAIN SELECT 1'])('%s', async (text) =>
    expect((await guest(text)).length).toBeGreaterThan(0),
  );
});

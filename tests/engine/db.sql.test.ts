import { beforeAll, describe, expect, it } from 'vitest';
import { bindParams } from '../../src/domain/sql/bind-params.ts';
import { decodeRows } from '../../src/domain/sql/decode-columns.ts';
import type { Database } from '../../workers/engine/db.ts';
import { plainRows } from '../../workers/engine/plain-rows.ts';
import { openDatabase } from '../support/duckdb-wasm.ts';

let db: Database;
beforeAll(async () => {
  db = await openDatabase();
});

const rows = async (sql: string) => plainRows(await db.ask(sql));

describe('a sealed engine', () => {
  it('refuses what would leave the device or unlock it', async () => {
    for (const sql of [
      "SELECT * FROM read_csv('https://example.com/a.csv')",
      "COPY (SELECT 1) TO 'https://example.com/a.csv'",
      "COPY (SELECT 1) TO '/tmp/zhanggui-leak.csv'",
      "ATTACH 'https://example.com/a.db'",
      // INSTALL answers OK and does nothing; LOAD is where it would begin to matter.
      'LOAD httpfs',
      'SET enable_external_access = true',
      "SET memory_limit = '9GB'",
      'RESET lock_configuration',
    ]) {
      await expect(rows(sql), sql).rejects.toMatchObject({ code: 'QUERY_INVALID' });
    }
  });

  it('still binds values and reads its inbox', async () => {
    const bound = bindParams('SELECT $a + 1 AS b', [{ name: 'a', type: 'INTEGER', value: 41 }]);
    expect(plainRows(await db.ask(bound))).toEqual([{ b: 42 }]);
    const bytes = new TextEncoder().encode('a,b\n');
    const read = await db.withBatch(bytes, (path) =>
      rows(`FROM read_csv('${path}', header=false, auto_detect=false, columns={'x':'VARCHAR','y':'VARCHAR'})`),
    );
    expect(read).toEqual([{ x: 'a', y: 'b' }]);
  });
});

describe('changes', () => {
  it('are all or nothing, and questions see the last commit meanwhile', async () => {
    await db.write('CREATE TABLE kept (x INTEGER)');
    await expect(
      db.transaction(async () => {
        await db.write('INSERT INTO kept VALUES (1), (2)');
        expect(await rows('SELECT count(*) AS n FROM kept')).toEqual([{ n: 0 }]);
        throw new Error('half way');
      }),
    ).rejects.toThrow('half way');
    expect(await rows('SELECT count(*) AS n FROM kept')).toEqual([{ n: 0 }]);
    await db.transaction(() => db.write('INSERT INTO kept VALUES (1), (2)'));
    expect(await rows('SELECT count(*) AS n FROM kept')).toEqual([{ n: 2 }]);
  });

  it('can be cancelled in the middle and leave nothing behind', async () => {
    await db.write('CREATE TABLE big AS SELECT i FROM range(3000000) t(i)');
    const controller = new AbortController();
    const change = db.transaction(async () => {
      await db.write('INSERT INTO kept VALUES (3)');
      const running = db.write(
        'CREATE TABLE huge AS SELECT a.i, sha256(a.i::VARCHAR) AS h FROM big a',
        controller.signal,
      );
      controller.abort();
      await running;
    });
    await expect(change).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await rows('SELECT count(*) AS n FROM kept')).toEqual([{ n: 2 }]);
    await db.transaction(() => db.write('INSERT INTO kept VALUES (4)'));
    expect(await rows('SELECT count(*) AS n FROM kept')).toEqual([{ n: 3 }]);
  });
});

describe('questions', () => {
  it('can be cancelled while they run, and the next one answers', async () => {
    const controller = new AbortController();
    const slow = db.ask('SELECT count(*) FROM big a JOIN big b ON a.i % 1000 = b.i % 1000', controller.signal);
    setImmediate(() => controller.abort());
    await expect(slow).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('that do not parse say so in the author’s own names', async () => {
    await expect(rows('SELECT no_such FROM kept')).rejects.toMatchObject({
      code: 'QUERY_INVALID',
      params: { reason: expect.stringContaining('no_such') },
    });
  });

  it('never quote a cell in an error', async () => {
    await expect(rows("SELECT CAST('13800138000 张三' AS INTEGER)")).rejects.not.toMatchObject({
      params: { reason: expect.stringContaining('138') },
    });
  });
});

it('says out of memory, loses nothing and goes on', async () => {
  const small = await openDatabase('120MB');
  await small.write('CREATE TABLE t AS SELECT 7 AS x');
  await expect(
    small.ask('SELECT count(*) FROM (SELECT DISTINCT i, sha256(i::VARCHAR) FROM range(20000000) t(i))'),
  ).rejects.toMatchObject({
    code: 'ENGINE_OUT_OF_MEMORY',
  });
  expect(plainRows(await small.ask('SELECT x FROM t'))).toEqual([{ x: 7 }]);
});

describe('a guest', () => {
  it('reads, and cannot write, end the transaction, see the key or say two things at once', async () => {
    const guest = async (sql: string) => decodeRows(await db.askAsGuest(sql), 100).rows;
    await db.write(bindParams('SELECT $ipad', [{ name: 'ipad', type: 'BLOB', value: 'ab'.repeat(64) }]));
    expect(await guest('SELECT count(*) AS n FROM kept')).toEqual(await rows('SELECT count(*) AS n FROM kept'));
    for (const sql of [
      'DROP TABLE kept',
      'INSERT INTO kept VALUES (9)',
      'CREATE TABLE mine AS SELECT 1',
      'SELECT 1; DROP TABLE kept',
      'COMMIT; DROP TABLE kept',
    ]) {
      await expect(guest(sql), sql).rejects.toMatchObject({ code: 'QUERY_INVALID' });
    }
    await guest('COMMIT').catch(() => undefined);
    expect(await guest("SELECT getvariable('zg_ipad') IS NULL AS hidden")).toEqual([{ hidden: true }]);
    expect(await guest('SELECT sum(x) AS big FROM (SELECT 9007199254740993::BIGINT AS x)')).toEqual([
      { big: '9007199254740993' },
    ]);
    expect(await guest('SELECT [1, 2] AS list, {a: 1} AS struct')).toMatchObject([
      { list: expect.any(String), struct: expect.any(String) },
    ]);
  });
});

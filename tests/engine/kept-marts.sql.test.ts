import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/contracts/errors.ts';
import type { MetricQuery } from '../../src/domain/contracts/metric.ts';
import type { DataHome } from '../../workers/engine/data-home.ts';
import type { DuckdbBindings } from '../../workers/engine/duckdb-bindings.ts';
import { importFile } from '../../workers/engine/import/import-file.ts';
import { FORMATS } from '../../workers/engine/registry.ts';
import { plainRows } from '../../workers/engine/plain-rows.ts';
import { ShopEngine } from '../../workers/engine/shop-engine.ts';
import { BlockHandle } from '../../workers/vault/block-handle.ts';
import { boot } from '../support/duckdb-wasm.ts';
import { readHere } from '../support/shop.ts';

const TOKEN_KEY = new Uint8Array(32).fill(7);
const HEADER =
  '订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,订单类型,下单帐号,客户姓名,客户地址,联系电话,订单备注,运费金额,付款确认时间';
/** An invented order that is paid. */
const order = (id: string, owed: string) =>
  `${id},11,毯子,1,在线支付,2026-03-01 10:00:00,${owed},${owed},${owed},0.00,${owed},完成,SOP,buyer${id},甲**,浙江杭州市西湖区,1****0000,,0.00,2026-03-01 10:05:00`;
const file = (name: string, ...lines: string[]) => new File([[HEADER, ...lines, ''].join('\r\n')], name);

const QUERY: MetricQuery = { metric: 'orders_placed' };

/** What a commit saves: whether it says that its marts are made, and the orders in them and in the facts. */
type Saved = { built: number; marts: number; facts: number };
/** A visit to a database: the engine, what it ran, and what it saved. */
type Visit = {
  engine: ShopEngine;
  statements: string[];
  commits: Saved[];
  database: DuckdbBindings;
  /** What the next commits fail with. */
  fault: { error: Error | null };
};

const SAVED = `
SELECT
  (SELECT count(*) FROM built_models)::INTEGER AS built,
  (SELECT count(*) FROM mart_order_fact)::INTEGER AS marts,
  (SELECT count(*) FROM orders)::INTEGER AS facts`;

/** An engine that visits `database`, as it was left by another, or a new one. */
async function visit(left?: DuckdbBindings): Promise<Visit> {
  const statements: string[] = [];
  const commits: Saved[] = [];
  const fault: Visit['fault'] = { error: null };
  const database: DuckdbBindings = left ?? (await boot());
  const own = database.connect().useUnsafe((_, id) => id);
  const look = () =>
    plainRows(database.runQuery(own, SAVED)).map(({ built, marts, facts }) => ({
      built: Number(built),
      marts: Number(marts),
      facts: Number(facts),
    }));
  const bindings: DuckdbBindings = new Proxy(database, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== 'function') return found;
      return (...given: unknown[]): unknown => {
        const [, text] = given;
        // The engine of the visit before has locked its settings.
        if (left && name === 'runQuery' && String(text).startsWith('SET ')) return new Uint8Array();
        if (name === 'startPendingQuery') statements.push(String(text));
        return Reflect.apply(found, target, given);
      };
    },
  });
  const home: DataHome = {
    files: [['business', new BlockHandle()]], // not used: the database lives in the engine's own memory
    isSaved: true,
    commit: async () => {
      if (fault.error) throw fault.error;
      commits.push(...look());
    },
    prefetch: async () => {},
    tokenKey: TOKEN_KEY,
  };
  const engine = await ShopEngine.open(bindings, { home, memoryLimit: '1GB' }, () => undefined);
  return { engine, statements, commits, database, fault };
}

const builds = ({ statements }: Visit) =>
  statements.filter((text) => text.startsWith('CREATE OR REPLACE TABLE "mart_'));
/** Waits for what the engine saves by itself after an answer. */
const settled = ({ engine }: Visit) => engine.db.alone(() => Promise.resolve());

async function orders({ engine }: Visit): Promise<unknown> {
  const { rows } = await engine.queryMetric(QUERY, new AbortController().signal);
  return rows[0]?.value;
}

/** Imports as the engine does, but for its thread of the reader; `commit` is the engine's own. */
async function importInto({ engine }: Visit, given: File, commit = () => Promise.resolve()): Promise<string> {
  const context = {
    db: engine.db,
    formats: [...FORMATS.values()],
    openReader: readHere,
    now: () => new Date('2026-07-01T00:00:00Z'),
    tokenKey: TOKEN_KEY,
    commit,
  };
  const request = { file: given, options: { shopName: '甲店' } };
  const [report] = await importFile(context, request, { onProgress: () => undefined });
  if (report?.status !== 'imported') throw new Error(`not imported: ${JSON.stringify(report?.error)}`);
  return report.importId;
}

/** A shop of two orders; a third was imported and undone, which leaves the marts to be made. */
async function shop(): Promise<Visit> {
  const first = await visit();
  await importInto(first, file('a.csv', order('1001', '10.00'), order('1002', '20.00')));
  await first.engine.undoImport(await importInto(first, file('b.csv', order('1003', '30.00'))));
  expect(first.commits.at(-1)).toMatchObject({ built: 0, facts: 2 });
  return first;
}

describe('marts that were saved', () => {
  it('are asked as they are at the next visit', async () => {
    const first = await shop();
    expect(await orders(first)).toBe(2);
    await settled(first);
    expect(first.commits.at(-1)).toEqual({ built: 1, marts: 2, facts: 2 });
    const next = await visit(first.database);
    expect(await orders(next)).toBe(2);
    await settled(next);
    expect(builds(next)).toEqual([]);
    expect(next.commits).toEqual([]);
  });

  it('are made anew where a change came after them', async () => {
    const first = await shop();
    const next = await visit(first.database);
    expect(builds(next).length).toBeGreaterThan(5);
    expect(await orders(next)).toBe(2);
  });

  it('are saved by the visit that found none, though nothing changes in it', async () => {
    const first = await shop();
    const next = await visit(first.database);
    expect(await orders(next)).toBe(2);
    await settled(next);
    expect(next.commits).toEqual([{ built: 1, marts: 2, facts: 2 }]);
    expect(builds(await visit(first.database))).toEqual([]);
  });

  it('are made anew by a release whose models are others', async () => {
    const first = await shop();
    await orders(first);
    await settled(first);
    await first.engine.db.write("UPDATE built_models SET fingerprint = 'another release'");
    await first.engine.db.write('DELETE FROM mart_order_fact');
    const next = await visit(first.database);
    expect(builds(next).length).toBeGreaterThan(5);
    expect(await orders(next)).toBe(2);
  });
});

describe('marts made while data changes', () => {
  it('are never saved as made where a later change is in the facts', async () => {
    const first = await shop();
    const id = await importInto(first, file('c.csv', order('1004', '40.00')));
    await Promise.all([first.engine.fresh(), first.engine.undoImport(id), first.engine.fresh()]);
    await settled(first);
    for (const { built, marts, facts } of first.commits) if (built > 0) expect(marts).toBe(facts);
    expect(first.commits.some(({ marts, facts }) => marts !== facts)).toBe(true);
    expect(await orders(first)).toBe(2);
  });

  it('are not saved as made where a transaction was open meanwhile', async () => {
    const first = await shop();
    const before = first.commits.length;
    await first.engine.db.transaction(async () => {
      await first.engine.db.write('DELETE FROM order_versions');
      await first.engine.fresh();
    });
    await settled(first);
    expect(first.commits).toHaveLength(before);
  });
});

describe('a change that could not be committed', () => {
  const full = new AppError('VAULT_FULL', { megabytes: 3 });

  it('is thrown, so that whoever asked goes back to what was', async () => {
    const first = await shop();
    const given = file('c.csv', order('1004', '40.00'));
    await expect(importInto(first, given, () => Promise.reject(full))).rejects.toBe(full);
  });

  it('is not kept by a later commit either', async () => {
    const first = await shop();
    const third = await importInto(first, file('c.csv', order('1004', '40.00')));
    const commits = first.commits.length;
    first.fault.error = full;
    await expect(first.engine.undoImport(third)).rejects.toBe(full);
    first.fault.error = null;
    expect(await orders(first)).toBe(2);
    await settled(first);
    await expect(first.engine.clear()).rejects.toBe(full);
    expect(first.commits).toHaveLength(commits);
  });
});

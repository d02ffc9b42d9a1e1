import { beforeEach, describe, expect, it } from 'vitest';
import type { OrderContact } from '../../src/domain/contracts/contact.ts';
import type { DataClass } from '../../src/domain/contracts/data-class.ts';
import type { Database } from '../../workers/engine/db.ts';
import { importFile } from '../../workers/engine/import/import-file.ts';
import { undoImport } from '../../workers/engine/import/undo-import.ts';
import { clearModels, createClassTables, createModels } from '../../workers/engine/models.ts';
import { orderContact } from '../../workers/engine/order-contact.ts';
import { FORMATS } from '../../workers/engine/registry.ts';
import { openDatabase } from '../support/duckdb-wasm.ts';
import { readHere } from '../support/shop.ts';

const HEADER =
  '订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,订单类型,下单帐号,客户姓名,客户地址,联系电话,订单备注,运费金额,付款确认时间';
type Person = { nick?: string; name?: string; address?: string; phone?: string; note?: string };
/** An order of an invented person. */
const order = (id: string, { nick = '', name = '', address = '', phone = '', note = '' }: Person, paid = '10.00') =>
  `${id},11,毯子,1,在线支付,2026-03-01 10:00:00,${paid},${paid},${paid},0.00,${paid},完成,SOP,${nick},${name},${address},${phone},${note},0.00,2026-03-01 10:05:00`;
const file = (name: string, ...lines: string[]) => new File([[HEADER, ...lines, ''].join('\r\n')], name);

const ANNA = {
  nick: 'anna_0',
  name: '安测试',
  address: '浙江省杭州市西湖区某某路1号',
  phone: '13900000017',
  note: '放门口',
};
const BERT = { nick: 'bert_0', name: '白测试', address: '上海市 上海市 黄浦区 某路2号', phone: '13900000028' };

async function bring(db: Database, given: File) {
  const context = {
    db,
    formats: [...FORMATS.values()],
    openReader: readHere,
    now: () => new Date('2026-07-01T00:00:00Z'),
    tokenKey: new Uint8Array(32).fill(7),
    commit: () => Promise.resolve(),
  };
  const request = { file: given, options: { shopName: '甲店' } };
  const [report] = await importFile(context, request, { onProgress: () => undefined });
  if (!report) throw new Error('no report');
  return report;
}

const contact = (db: Database, orderId: string) => orderContact(db, { shopId: 'jd:甲店', orderId });
const stated = (found: OrderContact) =>
  found.is === 'stated' ? Object.fromEntries(found.facts.map(({ role, masked }) => [role, masked])) : found.is;
const PERSONS = 'SELECT c.* FROM personal.contact c ORDER BY src_file_id, src_row';
async function rows(db: Database, sql = PERSONS) {
  await db.write(`CREATE OR REPLACE TEMP TABLE seen AS ${sql}`);
  return db.writtenRows('FROM seen');
}

async function openHeld(held: readonly DataClass[] = ['business', 'personal']): Promise<Database> {
  const db = await openDatabase('1GB', held);
  await createClassTables(db);
  await createModels(db);
  return db;
}

describe('personal cells of a file', () => {
  let db: Database;
  beforeEach(async () => {
    db = await openHeld();
  });

  it('are kept as written beside the order, and shown masked', async () => {
    const report = await bring(
      db,
      file('a.csv', order('1001', ANNA), order('1002', BERT), order('1003', { name: '-' })),
    );
    expect(report.status).toBe('imported');
    const [anna, bert, ...more] = await rows(db);
    expect(anna).toMatchObject({
      src_file_id: report.importId,
      src_row: 2,
      buyer_nick: 'anna_0',
      recipient: '安测试',
      phone: '13900000017',
      address: '浙江省杭州市西湖区某某路1号',
      order_note: '放门口',
      email: null,
    });
    expect(bert).toMatchObject({ src_row: 3, recipient: '白测试', order_note: null });
    expect(more).toEqual([]);
    expect(stated(await contact(db, '1001'))).toEqual({
      buyer_nick: 'a**',
      recipient: '安**',
      phone: '139****0017',
      address: '浙江 杭州市***',
      order_note: null,
    });
    expect(await contact(db, '1003')).toEqual({ is: 'none' });
    expect(await contact(db, 'unknown')).toEqual({ is: 'none' });
    expect(report.personal).toContainEqual({ column: '客户姓名', treatment: 'left_out', kept: true });
    expect(report.personal).toContainEqual({ column: '下单帐号', treatment: 'tokenised', kept: true });
  });

  it('are in no table of the main database', async () => {
    await bring(db, file('a.csv', order('1001', ANNA)));
    const tables = await db.writtenRows(
      "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'memory'",
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const texts = JSON.stringify(
        await db.writtenRows(`SELECT to_json_text FROM (SELECT t::VARCHAR AS to_json_text FROM "${String(name)}" t)`),
      );
      for (const value of Object.values(ANNA)) expect(texts, String(name)).not.toContain(value);
    }
  });

  it('go with the rows that are refused, repeated or totals', async () => {
    const twice = order('1002', BERT);
    const report = await bring(
      db,
      file(
        'a.csv',
        order('1001', ANNA),
        twice,
        twice,
        order('1003', { name: '错测试' }, 'abc'),
        order('合计', { name: '计测试' }),
      ),
    );
    expect(report.rows).toMatchObject({ kept: 2, duplicate: 1 });
    expect((await rows(db)).map(({ recipient }) => recipient)).toEqual(['安测试', '白测试']);
  });

  it('of several files are told by the one that counts, and go with their import', async () => {
    const first = await bring(db, file('a.csv', order('1001', ANNA), order('1002', BERT)));
    const later = await bring(db, file('b.csv', order('1001', { ...ANNA, name: '改测试', note: '' }, '11.00')));
    expect(stated(await contact(db, '1001'))).toMatchObject({ recipient: '改**', order_note: null });
    await undoImport(db, later.importId);
    expect(stated(await contact(db, '1001'))).toMatchObject({ recipient: '安**' });
    await undoImport(db, first.importId);
    expect(await rows(db)).toEqual([]);
    await bring(db, file('a.csv', order('1001', ANNA)));
    await clearModels(db);
    expect(await rows(db)).toEqual([]);
  });

  it('that cannot be stored fail the whole import, in words that quote nobody', async () => {
    await db.writeTo('personal', 'ALTER TABLE personal.contact DROP COLUMN phone');
    const report = await bring(db, file('a.csv', order('1001', ANNA)));
    expect(report).toMatchObject({ status: 'failed', error: { code: 'CONTACTS_NOT_STORED' } });
    expect(JSON.stringify(report)).not.toMatch(/安测试|13900000017|personal\.contact/);
    expect(await rows(db)).toEqual([]);
    expect(await rows(db, 'SELECT order_id FROM order_versions UNION ALL SELECT src_file_id FROM source_file')).toEqual(
      [],
    );
  });

  it('of an import that did not come to its end count for nothing, and go at the next change', async () => {
    await bring(db, file('a.csv', order('1001', ANNA)));
    // As if the engine had ended between the two commits of a further import.
    await db.writeTo(
      'personal',
      "INSERT INTO personal.contact BY NAME SELECT 'f2' AS src_file_id, 2 AS src_row, '游测试' AS recipient",
    );
    expect(stated(await contact(db, '1001'))).toMatchObject({ recipient: '安**' });
    expect(await rows(db)).toHaveLength(2);
    await bring(db, file('b.csv', order('1002', BERT)));
    expect((await rows(db)).map(({ recipient }) => recipient)).toEqual(['安测试', '白测试']);
  });

  it('follow the commit of the main database: where that fails, nothing of the import is seen', async () => {
    await bring(db, file('a.csv', order('1001', ANNA)));
    const writers = db.transaction(async () => {
      await db.write("INSERT INTO source_file BY NAME SELECT 'f9' AS src_file_id");
      await db.writeTo('personal', "INSERT INTO personal.contact BY NAME SELECT 'f9' AS src_file_id, 2 AS src_row");
      throw new Error('half way');
    });
    await expect(writers).rejects.toThrow('half way');
    expect(await rows(db)).toHaveLength(1);
  });
});

it('a home without the class of persons opens and imports, keeps no contacts and says so', async () => {
  const db = await openHeld(['business']);
  const report = await bring(db, file('a.csv', order('1001', ANNA)));
  expect(report.rows.kept).toBe(1);
  expect(report.personal).toContainEqual({ column: '客户姓名', treatment: 'left_out', kept: false });
  expect(await contact(db, '1001')).toEqual({ is: 'not_held' });
  await undoImport(db, report.importId);
  await clearModels(db);
});

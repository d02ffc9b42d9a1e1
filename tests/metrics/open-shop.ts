import type { OutColumn } from '../../src/domain/contracts/analysis.ts';
import type { MetricDefinition } from '../../src/domain/contracts/define-metric.ts';
import type { BoundStatement } from '../../src/domain/sql/bind-params.ts';
import { decodeColumns } from '../../src/domain/sql/decode-columns.ts';
import { orderModels } from '../../src/domain/sql/order-models.ts';
import { parseModel, type SqlModel } from '../../src/domain/sql/parse-model.ts';
import { quoteIdent } from '../../src/domain/sql/quote-ident.ts';
import type { DbPort } from '../../workers/engine/db-port.ts';
import { openDuckdb, type TestDb } from '../support/duckdb-wasm.ts';

/** All metrics as the app ships them. */
export const METRICS: ReadonlyMap<string, MetricDefinition> = new Map(
  Object.values(
    import.meta.glob<MetricDefinition>('../../src/domain/metrics/*.ts', { eager: true, import: 'default' }),
  ).map((metric) => [metric.id, metric]),
);

/** Canonical tables, views and marts as the app ships them. */
export const MODELS: readonly SqlModel[] = Object.values(
  import.meta.glob<string>('../../src/domain/models/{canonical,marts}/*.sql', {
    eager: true,
    import: 'default',
    query: '?raw',
  }),
).map(parseModel);

/** An invented order: what a test does not say is ordinary. `lines` empty means that the file had no lines. */
export type TestOrder = {
  id: string;
  shop?: string;
  platform?: string;
  currency?: string;
  created?: string | null;
  paid?: string | null;
  isPaid?: boolean;
  status?: string;
  statusRaw?: string;
  shipped?: string;
  province?: string | null;
  buyer?: string | null;
  payable?: number | null;
  amount?: number | null;
  refunded?: number | null;
  receivable?: number | null;
  qty?: number | null;
  lines?: TestLine[];
};
export type TestLine = {
  product?: string | null;
  title?: string;
  amount: number;
  refunded?: number | null;
  qty?: number;
  gift?: boolean;
};

/** A shop's database in the shipping engine, with all marts built. */
export type TestShop = { db: TestDb; port: DbPort; rebuild(): void };

/** Typed columns from the engine in Node. */
export function portOf(db: TestDb): DbPort {
  return {
    query: <const O extends readonly OutColumn[]>(statement: BoundStatement, outputs: O) =>
      Promise.resolve(decodeColumns(db.ipc(statement), outputs)),
  };
}

function literal(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** Inserts rows column by name; at most a few thousand. */
export function insert(
  db: TestDb,
  table: string,
  rows: readonly Record<string, string | number | boolean | null | undefined>[],
): void {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const values = rows.map((row) => `(${columns.map((column) => literal(row[column])).join(', ')})`);
  db.rows(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values.join(',\n')}; SELECT 1 AS done`);
}

/** Creates the tables that imports fill, and the views and marts over them. */
export function createModels(db: TestDb): void {
  for (const model of MODELS.filter(({ kind }) => kind === 'table')) {
    db.rows(
      `CREATE TABLE ${model.name} (${model.columns.map(({ name, type }) => `${quoteIdent(name)} ${type}`).join(', ')})`,
    );
  }
}

/** Builds views and marts in the order of their inputs. */
export function buildModels(db: TestDb): void {
  for (const model of orderModels(MODELS).filter(({ kind }) => kind !== 'table')) {
    db.rows(`CREATE OR REPLACE ${model.kind === 'view' ? 'VIEW' : 'TABLE'} ${model.name} AS ${model.body}`);
  }
}

/** What an order is when a test says nothing of it; `isPaid` and the amounts follow from what it does say. */
function ordinary(order: TestOrder): Required<Omit<TestOrder, 'shipped' | 'statusRaw' | 'receivable'>> {
  const paid = order.paid === undefined ? '2024-03-01 12:00:00' : order.paid;
  const isPaid = order.isPaid ?? paid !== null;
  const amount = order.amount === undefined ? 100 : order.amount;
  return {
    shop: 'taobao:甲',
    platform: 'taobao',
    currency: 'CNY',
    created: paid ?? '2024-03-01 12:00:00',
    status: isPaid ? 'completed' : 'pending_payment',
    province: '浙江',
    buyer: null,
    payable: amount,
    refunded: 0,
    qty: order.lines?.reduce((sum, line) => sum + (line.qty ?? 1), 0) ?? 1,
    lines: [],
    ...order,
    paid,
    isPaid,
    amount,
  };
}

function orderRow(order: TestOrder, index: number) {
  const facts = ordinary(order);
  return {
    shop_id: facts.shop,
    order_id: facts.id,
    platform: facts.platform,
    created_at: facts.created,
    paid_at: facts.paid,
    shipped_at: order.shipped,
    currency: facts.currency,
    status: facts.status,
    status_raw: order.statusRaw,
    is_paid: facts.isPaid,
    customer_key: facts.buyer,
    province: facts.province,
    payable_amount: facts.payable,
    buyer_paid_amount: facts.isPaid ? facts.amount : 0,
    refunded_amount: facts.refunded,
    merchant_receivable_amount: order.receivable,
    item_qty: facts.qty,
    src_file_id: 'f1',
    src_row: index + 2,
    authority: 1,
    is_current: true,
  };
}

function lineRows(order: TestOrder, index: number) {
  return (order.lines ?? []).map((line, at) => ({
    shop_id: order.shop ?? 'taobao:甲',
    order_id: order.id,
    line_id: `${order.id}#${at + 1}`,
    product_id: line.product,
    title: line.title ?? line.product,
    qty: line.qty ?? 1,
    payable_amount: line.amount,
    buyer_paid_amount: (order.isPaid ?? order.paid !== null) ? line.amount : 0,
    refunded_amount: line.refunded === undefined ? 0 : line.refunded,
    is_gift: line.gift ?? false,
    src_file_id: 'f1',
    src_row: index + 2 + at,
    authority: 1,
    is_current: true,
  }));
}

/** Opens the engine with invented orders of the shops they name. */
export async function openShop(
  orders: readonly TestOrder[],
  cuts: Readonly<Record<string, number>> = {},
): Promise<TestShop> {
  const db = await openDuckdb();
  createModels(db);
  const shops = new Map(orders.map((order) => [order.shop ?? 'taobao:甲', order]));
  insert(
    db,
    'shop',
    [...shops].map(([id, order]) => ({
      shop_id: id,
      platform: order.platform ?? 'taobao',
      shop_name: id.split(':')[1] ?? id,
      currency: order.currency ?? 'CNY',
      tz: 'Asia/Shanghai',
      day_cut_hour: cuts[id] ?? 0,
    })),
  );
  insert(db, 'source_file', [{ src_file_id: 'f1', file_name: '订单.csv', sheet: '' }]);
  insert(db, 'order_versions', orders.map(orderRow));
  insert(db, 'order_line_versions', orders.flatMap(lineRows));
  const rebuild = () => buildModels(db);
  rebuild();
  return { db, port: portOf(db), rebuild };
}

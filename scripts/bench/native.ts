import { DuckDBInstance, version, type DuckDBConnection } from '@duckdb/node-api';
import { HEADERS } from './order-lines.ts';
import { cost, timed, type Cost } from './samples.ts';

/** The engine outside the browser: the same version, one thread, in memory. */
export class Native {
  readonly #connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static readonly version = version();

  static async open(): Promise<Native> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    return new Native(await instance.connect());
  }

  /** Runs a statement for its effect. */
  async run(sql: string): Promise<Cost> {
    return cost(() => this.#connection.run(sql));
  }

  /** Asks and takes the whole answer over; numbers and texts only. */
  async ask(sql: string): Promise<{ millis: number; rows: Record<string, unknown>[] }> {
    const { millis, value } = await timed(async () => (await this.#connection.runAndReadAll(sql)).getRowObjectsJson());
    return { millis, rows: value };
  }

  close(): void {
    this.#connection.closeSync();
  }
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** The file as a table: nothing sniffed, every cell text. */
function source(path: string): string {
  const columns = HEADERS.map((name) => `${text(name)}: 'VARCHAR'`).join(', ');
  return `read_csv(${text(path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {${columns}})`;
}

/** The least that any import must do: read the file into a table of texts. */
export function bareRead(path: string): string {
  return `CREATE OR REPLACE TABLE bare AS SELECT * FROM ${source(path)}`;
}

const STATUS = `CASE 订单状态 WHEN '完成' THEN 'completed' WHEN '等待确认收货' THEN 'shipped' WHEN '等待付款' THEN 'pending_payment'
  WHEN '(删除)等待付款' THEN 'closed_unpaid' WHEN '(删除)等待出库' THEN 'closed_refunded' WHEN '(删除)等待确认收货' THEN 'closed_refunded'
  ELSE 'paid_unshipped' END`;
const PROVINCE = `CASE WHEN starts_with(客户地址, '黑龙江') OR starts_with(客户地址, '内蒙古') THEN left(客户地址, 3) ELSE left(客户地址, 2) END`;
const moneyOf = (column: string) => `CAST(${column} AS DECIMAL(18,4))`;

/** One row for each order, typed, as an analyst would write it who knows this file. `shop` is a name of ours. */
function buildOrders(shop: string): string {
  return `INSERT INTO orders
SELECT 订单号, ${text(`jd:${shop}`)}, 'jd', any_value(下单时间)::TIMESTAMP, nullif(any_value(付款确认时间), '')::TIMESTAMP, any_value(${STATUS}) AS status,
  status NOT IN ('pending_payment', 'closed_unpaid') AS is_paid, any_value(下单帐号), any_value(${PROVINCE}),
  any_value(${moneyOf('应付金额')} + ${moneyOf('余额支付')})::DECIMAL(18,4) AS payable, CASE WHEN is_paid THEN payable ELSE 0 END,
  is_paid AND any_value(订单状态) = '(删除)等待出库', sum(CAST(订购数量 AS INTEGER)), count(*)
FROM bare GROUP BY 订单号`;
}

/** Lines share their order's money by what they cost, to the cent, so that they add up to it. */
const BUILD_LINES = `INSERT INTO order_lines
WITH priced AS (
  SELECT b.订单号 AS order_id, 商品ID AS product_id, 商品名称 AS title, CAST(订购数量 AS INTEGER) AS qty, o.buyer_paid_amount AS paid,
    ${moneyOf('京东价')} * CAST(订购数量 AS INTEGER) AS gross,
    sum(gross) OVER (PARTITION BY b.订单号 ORDER BY b.rowid ROWS UNBOUNDED PRECEDING) AS upto,
    sum(gross) OVER (PARTITION BY b.订单号) AS total
  FROM bare b JOIN orders o ON o.order_id = b.订单号
)
SELECT order_id, product_id, title, qty, gross::DECIMAL(18,4),
  (CASE WHEN upto >= total THEN paid ELSE round(paid * upto / total, 2) END - CASE WHEN upto = gross THEN 0 ELSE round(paid * (upto - gross) / total, 2) END)::DECIMAL(18,4)
FROM priced`;

/** Empty `orders` and `order_lines`. */
export const EMPTY_TABLES = [
  `CREATE OR REPLACE TABLE orders (order_id VARCHAR, shop_id VARCHAR, platform VARCHAR, created_at TIMESTAMP, paid_at TIMESTAMP, status VARCHAR,
  is_paid BOOLEAN, buyer VARCHAR, province VARCHAR, payable_amount DECIMAL(18,4), buyer_paid_amount DECIMAL(18,4), is_cancelled BOOLEAN,
  item_qty INTEGER, line_count INTEGER)`,
  `CREATE OR REPLACE TABLE order_lines (order_id VARCHAR, product_id VARCHAR, title VARCHAR, qty INTEGER, gross DECIMAL(18,4), paid_amount DECIMAL(18,4))`,
];

/** Adds a file's orders and lines to the typed tables. @returns what it cost, reading included */
export async function buildTables(native: Native, path: string, shop: string): Promise<Cost> {
  const parts = [await native.run(bareRead(path)), await native.run(buildOrders(shop)), await native.run(BUILD_LINES)];
  await native.run('DROP TABLE bare');
  const sum = (key: keyof Cost) => parts.reduce((total, part) => total + part[key], 0);
  return { millis: sum('millis'), processor: sum('processor') };
}

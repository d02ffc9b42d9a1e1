import { bindParams } from '../../../src/domain/sql/bind-params.ts';
import type { Database } from '../db.ts';
import { modelNamed } from '../registry.ts';

/** Orders of a file that other files also state. */
const TOUCHED = `
CREATE OR REPLACE TEMP TABLE touched_orders AS
SELECT DISTINCT mine.shop_id, mine.order_id
FROM order_versions mine
WHERE mine.src_file_id = $src_file_id
  AND EXISTS (SELECT 1 FROM order_versions o WHERE o.shop_id = mine.shop_id AND o.order_id = mine.order_id AND o.src_file_id <> $src_file_id)`;

const SETTLE_LINES = `
SELECT v.shop_id, v.order_id,
  arg_max(v.src_file_id, (v.authority, coalesce(f.exported_at, TIMESTAMP '1970-01-01'), f.import_number)) AS src_file_id
FROM (SELECT DISTINCT shop_id, order_id, src_file_id, authority FROM order_line_versions) v
JOIN touched_orders t ON t.shop_id = v.shop_id AND t.order_id = v.order_id
JOIN source_file f ON f.src_file_id = v.src_file_id
GROUP BY v.shop_id, v.order_id`;

async function apply(db: Database, table: string, winners: string): Promise<void> {
  await db.write(`CREATE OR REPLACE TEMP TABLE winning AS ${winners}`);
  await db.write(`
    UPDATE ${table} SET is_current = (${table}.src_file_id = w.src_file_id)
    FROM winning w
    WHERE ${table}.shop_id = w.shop_id AND ${table}.order_id = w.order_id AND ${table}.is_current <> (${table}.src_file_id = w.src_file_id)`);
  await db.write('DROP TABLE winning');
}

/** Notes which orders of a file other files state too; returns how many. Call before the file's versions are removed. */
export async function touchedOrders(db: Database, srcFileId: string): Promise<number> {
  await db.write(bindParams(TOUCHED, [{ name: 'src_file_id', type: 'VARCHAR', value: srcFileId }]));
  const [found] = await db.writtenRows('SELECT count(*) AS n FROM touched_orders');
  return Number(found?.n ?? 0);
}

/** Makes one version of each noted order the current one. */
export async function settleCurrent(db: Database): Promise<void> {
  await apply(db, 'order_versions', modelNamed('settle_orders').body);
  await apply(db, 'order_line_versions', SETTLE_LINES);
}

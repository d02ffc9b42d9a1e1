import { bindParams } from '../../../src/domain/sql/bind-params.ts';
import { compileSettle, compileWinners } from '../../../src/domain/sql/compile-settle.ts';
import type { Database } from '../db.ts';

/** Whether a shop of the file has been stated before: `shop` holds those of every import but one that is still running. */
const SHARED = `
SELECT count(*) AS n FROM (SELECT DISTINCT shop_id FROM order_versions WHERE src_file_id = $src_file_id)
SEMI JOIN shop USING (shop_id)`;

/** Orders of a file that other files also state. */
const TOUCHED = `
CREATE OR REPLACE TEMP TABLE touched_orders AS
SELECT DISTINCT mine.shop_id, mine.order_id
FROM (SELECT shop_id, order_id FROM order_versions WHERE src_file_id = $src_file_id) mine
SEMI JOIN (SELECT shop_id, order_id FROM order_versions WHERE src_file_id <> $src_file_id) o
  ON o.shop_id = mine.shop_id AND o.order_id = mine.order_id`;
const NONE = 'CREATE OR REPLACE TEMP TABLE touched_orders (shop_id VARCHAR, order_id VARCHAR)';

/**
 * Notes which orders of a file other files state too; returns how many. Call before the file's versions are removed, and
 * before its shops are added.
 */
export async function touchedOrders(db: Database, srcFileId: string): Promise<number> {
  const ofFile = (text: string) => bindParams(text, [{ name: 'src_file_id', type: 'VARCHAR', value: srcFileId }]);
  const [shared] = await db.writtenRows(ofFile(SHARED));
  await db.write(Number(shared?.n) > 0 ? ofFile(TOUCHED) : NONE);
  const [found] = await db.writtenRows('SELECT count(*) AS n FROM touched_orders');
  return Number(found?.n ?? 0);
}

/** Makes one version of each noted order the current one. */
export async function settleCurrent(db: Database): Promise<void> {
  for (const table of ['order_versions', 'order_line_versions'] as const) {
    await db.write(compileWinners(table));
    await db.write(compileSettle(table));
    await db.write('DROP TABLE winning');
  }
}

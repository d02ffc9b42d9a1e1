import { bindParams } from '../../../src/domain/sql/bind-params.ts';
import { compileSettle, compileWinners } from '../../../src/domain/sql/compile-settle.ts';
import type { Database } from '../db.ts';

/** Orders of a file that other files also state. */
const TOUCHED = `
CREATE OR REPLACE TEMP TABLE touched_orders AS
SELECT DISTINCT mine.shop_id, mine.order_id
FROM order_versions mine
WHERE mine.src_file_id = $src_file_id
  AND EXISTS (SELECT 1 FROM order_versions o WHERE o.shop_id = mine.shop_id AND o.order_id = mine.order_id AND o.src_file_id <> $src_file_id)`;

/** Notes which orders of a file other files state too; returns how many. Call before the file's versions are removed. */
export async function touchedOrders(db: Database, srcFileId: string): Promise<number> {
  await db.write(bindParams(TOUCHED, [{ name: 'src_file_id', type: 'VARCHAR', value: srcFileId }]));
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

import { AppError } from '../../../src/domain/contracts/errors.ts';
import type { ImportReport } from '../../../src/domain/contracts/import.ts';
import { bindParams } from '../../../src/domain/sql/bind-params.ts';
import type { Database } from '../db.ts';
import { forgetOrphans } from './contacts.ts';
import { settleCurrent, touchedOrders } from './settle-current.ts';
import { importById } from './source-files.ts';

const REMOVE = ['order_versions', 'order_line_versions', 'import_issue', 'source_file'] as const;
const DELETES: Record<(typeof REMOVE)[number], string> = {
  order_versions: 'DELETE FROM order_versions WHERE src_file_id = $id',
  order_line_versions: 'DELETE FROM order_line_versions WHERE src_file_id = $id',
  import_issue: 'DELETE FROM import_issue WHERE src_file_id = $id',
  source_file: 'DELETE FROM source_file WHERE src_file_id = $id',
};

/** Takes one import back: its versions go, and orders that other files state fall back to those. @throws IMPORT_UNKNOWN. */
export async function undoImport(db: Database, importId: string): Promise<ImportReport> {
  const report = await importById(db, importId);
  if (!report) throw new AppError('IMPORT_UNKNOWN', {});
  await db.transaction(async () => {
    const touched = await touchedOrders(db, importId);
    for (const table of REMOVE)
      await db.write(bindParams(DELETES[table], [{ name: 'id', type: 'VARCHAR', value: importId }]));
    if (touched > 0) await settleCurrent(db);
    await db.write('DROP TABLE touched_orders');
    await db.write('DELETE FROM shop WHERE shop_id NOT IN (SELECT shop_id FROM order_versions)');
  });
  // Only now that the import counts for nothing: what another file holds of it goes after, or it would stand without.
  await db.transaction(() => forgetOrphans(db));
  return { ...report, status: 'undone' };
}

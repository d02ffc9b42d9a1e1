import { quoteIdent } from './quote-ident.ts';

export type VersionTable = 'order_versions' | 'order_line_versions';

/** The file that wins each touched order: the most authoritative report, its latest export, the last import. */
export function compileWinners(table: VersionTable): string {
  return `CREATE OR REPLACE TEMP TABLE winning AS
SELECT v.shop_id, v.order_id,
  arg_max(v.src_file_id, (v.authority, coalesce(f.exported_at, TIMESTAMP '1970-01-01'), f.import_number)) AS src_file_id
FROM (SELECT DISTINCT shop_id, order_id, src_file_id, authority FROM ${quoteIdent(table)}) v
JOIN touched_orders t ON t.shop_id = v.shop_id AND t.order_id = v.order_id
JOIN source_file f ON f.src_file_id = v.src_file_id
GROUP BY v.shop_id, v.order_id`;
}

/** Makes the winner's version of each touched order the current one, and no other. */
export function compileSettle(table: VersionTable): string {
  const name = quoteIdent(table);
  return `UPDATE ${name} SET is_current = (${name}.src_file_id = w.src_file_id)
FROM winning w
WHERE ${name}.shop_id = w.shop_id AND ${name}.order_id = w.order_id
  AND ${name}.is_current <> (${name}.src_file_id = w.src_file_id)`;
}

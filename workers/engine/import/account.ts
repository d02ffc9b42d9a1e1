import { FIELDS } from '../../../src/domain/contracts/canonical.ts';
import {
  SEVERITIES,
  type ControlTotal,
  type ImportReport,
  type IssueCount,
  type RowAccount,
} from '../../../src/domain/contracts/import.ts';
import { bindParams } from '../../../src/domain/sql/bind-params.ts';
import { compileControlTotal } from '../../../src/domain/sql/compile-arithmetic.ts';
import type { Database } from '../db.ts';
import { issueCode, severityOf } from './issue-words.ts';
import type { RecognisedTable } from './recognise-table.ts';
import type { StagedCount } from './stage-file.ts';

/** Total rows of the file against the rows they total. Run before anything else is judged. */
export async function controlTotals(db: Database, found: RecognisedTable): Promise<ControlTotal[]> {
  const [any] = await db.writtenRows('SELECT count(*) AS n FROM stg_rows WHERE is_total');
  if (Number(any?.n) === 0) return [];
  const money = found.columns.filter(
    ({ field, plus, minus }) => ['money', 'quantity'].includes(FIELDS[field].kind) && plus.length + minus.length === 0,
  );
  const seen = new Set<number>();
  const totals: ControlTotal[] = [];
  for (const { field, from } of money) {
    if (seen.has(from)) continue;
    seen.add(from);
    const rows = await db.writtenRows(compileControlTotal(field));
    for (const { line, stated, summed } of rows) {
      totals.push({
        column: found.headers[from]?.trim() ?? '',
        line: Number(line),
        stated: String(stated),
        summed: String(summed),
        tied: stated === summed,
      });
    }
  }
  return totals;
}

/** Orders of this file that an earlier import holds in the same state: their rows change nothing. */
const UNCHANGED = `
CREATE OR REPLACE TEMP TABLE unchanged_orders AS
SELECT mine.order_id, mine.shop_id
FROM order_versions mine
JOIN touched_orders t ON t.shop_id = mine.shop_id AND t.order_id = mine.order_id
JOIN order_versions o ON o.shop_id = mine.shop_id AND o.order_id = mine.order_id AND o.src_file_id <> mine.src_file_id
  AND o.is_current AND o.authority = mine.authority
WHERE mine.src_file_id = $src_file_id
  AND o.status IS NOT DISTINCT FROM mine.status
  AND o.refund_status IS NOT DISTINCT FROM mine.refund_status
  AND o.buyer_paid_amount IS NOT DISTINCT FROM mine.buyer_paid_amount
  AND o.refunded_amount IS NOT DISTINCT FROM mine.refunded_amount
  AND o.payable_amount IS NOT DISTINCT FROM mine.payable_amount
  AND o.merchant_settled_amount IS NOT DISTINCT FROM mine.merchant_settled_amount
  AND o.paid_at IS NOT DISTINCT FROM mine.paid_at
  AND o.shipped_at IS NOT DISTINCT FROM mine.shipped_at
  AND o.completed_at IS NOT DISTINCT FROM mine.completed_at
  AND o.item_qty IS NOT DISTINCT FROM mine.item_qty
  AND o.line_count IS NOT DISTINCT FROM mine.line_count`;

const NONE_UNCHANGED = 'CREATE OR REPLACE TEMP TABLE unchanged_orders (order_id VARCHAR, shop_id VARCHAR)';

/** Where every record of the file went. Run after the versions are written and before they are settled. */
export async function accountRows(
  db: Database,
  srcFileId: string,
  staged: StagedCount,
): Promise<{ rows: RowAccount; unchangedOrders: number }> {
  const [touched] = await db.writtenRows('SELECT count(*) AS n FROM touched_orders');
  await db.write(Number(touched?.n) > 0 ? ofFile(UNCHANGED, srcFileId) : NONE_UNCHANGED);
  const [found] = await db.writtenRows(`
    SELECT count(*) FILTER (WHERE verdict IS NULL) AS standing,
      count(*) FILTER (WHERE verdict IS NULL AND u.order_id IS NOT NULL) AS unchanged,
      count(*) FILTER (WHERE verdict = 'duplicate') AS duplicate,
      count(*) FILTER (WHERE verdict = 'refused') AS refused,
      count(*) FILTER (WHERE verdict = 'total') AS total,
      (SELECT count(*) FROM unchanged_orders) AS orders
    FROM stg_rows r LEFT JOIN (SELECT DISTINCT order_id FROM unchanged_orders) u ON u.order_id = r.order_id`);
  await db.write('DROP TABLE unchanged_orders');
  const n = (name: string) => Number(found?.[name] ?? 0);
  const rows = {
    read: staged.records + staged.rejected,
    kept: n('standing') - n('unchanged'),
    duplicate: n('duplicate') + n('unchanged'),
    quarantined: n('refused') + staged.rejected,
    dropped: n('total'),
  };
  if (rows.read !== rows.kept + rows.duplicate + rows.quarantined + rows.dropped)
    throw new Error('the rows of a file do not add up');
  return { rows, unchangedOrders: n('orders') };
}

const SPAN = `
SELECT count(*) AS orders, min(coalesce(created_at, paid_at))::DATE AS first, (max(coalesce(created_at, paid_at))::DATE + 1)::DATE AS last, CASE WHEN min(shop_id) = max(shop_id) THEN min(shop_id) END AS shop_id,
  min(coalesce(paid_at, created_at)) FILTER (WHERE is_paid)::DATE AS first_paid,
  (max(coalesce(paid_at, created_at)) FILTER (WHERE is_paid)::DATE + 1)::DATE AS last_paid
FROM order_versions WHERE src_file_id = $src_file_id`;
const PAID = `
SELECT currency, CAST(sum(buyer_paid_amount) AS DECIMAL(18,2))::VARCHAR AS amount
FROM order_versions WHERE src_file_id = $src_file_id AND is_paid GROUP BY currency ORDER BY count(*) DESC, currency`;
const ISSUES = `
SELECT code, column_name, severity, count(*) AS n
FROM import_issue WHERE src_file_id = $src_file_id
GROUP BY code, column_name, severity ORDER BY n DESC, code, column_name`;

const ofFile = (text: string, srcFileId: string) =>
  bindParams(text, [{ name: 'src_file_id', type: 'VARCHAR', value: srcFileId }]);

const dayRange = (from: unknown, to: unknown) =>
  typeof from === 'string' && typeof to === 'string' ? { from, to } : null;

/** What the file holds, by its own versions. */
export async function describeOrders(
  db: Database,
  srcFileId: string,
): Promise<Pick<ImportReport, 'orders' | 'period' | 'paidPeriod' | 'paidAmount' | 'shopId'>> {
  const [span] = await db.writtenRows(ofFile(SPAN, srcFileId));
  const paid = await db.writtenRows(ofFile(PAID, srcFileId));
  const { orders = 0, shop_id: shopId } = span ?? {};
  return {
    orders: Number(orders),
    period: dayRange(span?.['first'], span?.['last']),
    paidPeriod: dayRange(span?.['first_paid'], span?.['last_paid']),
    paidAmount: paid.map(({ currency, amount }) => ({ currency: String(currency), amount: String(amount) })),
    shopId: typeof shopId === 'string' ? shopId : null,
  };
}

/** Issues of a file by kind, the gravest and most frequent first. */
export async function countIssues(db: Database, srcFileId: string): Promise<IssueCount[]> {
  const rows = await db.writtenRows(ofFile(ISSUES, srcFileId));
  const counts = rows.map(({ code, column_name, severity, n }) => ({
    code: issueCode(code),
    column: typeof column_name === 'string' ? column_name : null,
    severity: severityOf(severity),
    rows: Number(n),
  }));
  return counts.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
}

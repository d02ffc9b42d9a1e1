import { FIELD_NAMES, FIELDS, type FieldName } from '../contracts/canonical.ts';
import { STAGED_TYPES } from './compile-stage.ts';
import { quoteIdent, quoteText } from './quote-ident.ts';

/** How the rows of one file make its orders; decided from the format and from what the file itself shows. */
export type DraftPlan = {
  /** Fields the file states. */
  present: ReadonlySet<FieldName>;
  /** Money on each row is the row's own share and adds up; otherwise the first stated value counts once. */
  sumsLines: boolean;
  /** Fields that are repeated on every line although the others add up. */
  repeated: ReadonlySet<FieldName>;
  /** Field by which lines share an order's money, where they must. */
  shareBy: FieldName | null;
  /** Used for a field the file does not state; for times also where the cell is blank. */
  standIns: readonly { field: FieldName; from: FieldName }[];
  /** Without an order number a row is an order of its own, numbered by its content. */
  orderIdFromRow: boolean;
  /** Negative rows give money back. */
  negativeIsReturn: boolean;
  /** Orders whose number begins so give money back, in files without negative rows; empty for none. */
  cancelPrefix: string;
};

const isMoney = (field: FieldName) => FIELDS[field].kind === 'money' && FIELDS[field].level === 'order';

function staged(plan: DraftPlan, field: FieldName): string {
  const type = STAGED_TYPES[FIELDS[field].kind];
  const source = (name: FieldName) => (plan.present.has(name) ? `r.${quoteIdent(name)}` : `NULL::${type}`);
  const standIn = plan.standIns.find((each) => each.field === field && each.field !== 'paid_at');
  if (!standIn) return source(field);
  return isMoney(field) && plan.present.has(field)
    ? source(field)
    : `coalesce(${source(field)}, ${source(standIn.from)})`;
}

/** What a row is worth before and after its own discount. */
function rowGross(plan: DraftPlan): string {
  const priced =
    plan.present.has('unit_list_price') && plan.present.has('qty')
      ? `CAST(r.unit_list_price * r.qty AS DECIMAL(18,4))`
      : 'NULL::DECIMAL(18,4)';
  const amount = plan.present.has('line_amount') ? `coalesce(r.line_amount, ${priced})` : priced;
  return amount;
}

function rowNet(plan: DraftPlan): string {
  const gross = rowGross(plan);
  return plan.present.has('line_discount') ? `${gross} - coalesce(r.line_discount, 0)` : gross;
}

/** What a row weighs when an order's money is shared among its lines. */
export function rowWeight(plan: DraftPlan): string {
  return plan.shareBy ? `coalesce(r.${quoteIdent(plan.shareBy)}, 0)` : `coalesce(${rowNet(plan)}, 0)`;
}

/** Number of a row that is its own order: its content, and which of several equal ones it is. */
const NUMBERED = `'r' || left(md5(row_hash), 15) || '-' || row_number() OVER (PARTITION BY row_hash ORDER BY src_row)`;

/** Gives rows without an order number one. Run before anything groups by it. */
export const NUMBER_ROWS = `
UPDATE stg_rows SET order_id = n.order_id
FROM (SELECT src_row, ${NUMBERED} AS order_id FROM stg_rows WHERE NOT is_total) n
WHERE stg_rows.src_row = n.src_row`;

function moneySums(plan: DraftPlan): string[] {
  return FIELD_NAMES.filter((field) => isMoney(field)).map((field) => {
    const value = staged(plan, field);
    const adds = plan.sumsLines && !plan.repeated.has(field);
    return `CAST(${adds ? 'sum' : 'any_value'}(${value}) AS DECIMAL(18,4)) AS ${quoteIdent(field)}`;
  });
}

function firstRowFields(plan: DraftPlan): string[] {
  return FIELD_NAMES.filter(
    (field) => FIELDS[field].level === 'order' && !isMoney(field) && STAGED_TYPES[FIELDS[field].kind] !== null,
  )
    .filter((field) => field !== 'order_id')
    .map((field) => `${staged(plan, field)} AS ${quoteIdent(field)}`);
}

/** Rows → one draft for each order: its first row's facts, its lines' money, its statuses ranked. */
export function compileDraft(plan: DraftPlan): string {
  const gross = rowGross(plan);
  const net = rowNet(plan);
  // Where rows carry signs the sign decides; a number's prefix only where there is no sign to go by.
  const returned = plan.cancelPrefix === '' ? 'false' : `starts_with(r.order_id, ${quoteText(plan.cancelPrefix)})`;
  const gives = plan.negativeIsReturn ? `(${net} < 0)` : returned;
  const qty = plan.present.has('qty') ? 'sum(r.qty)' : 'NULL';
  return `CREATE OR REPLACE TEMP TABLE stg_orders AS
WITH sums AS (
  SELECT
    r.order_id,
    min(r.src_row) AS first_row,
    count(*)::INTEGER AS row_count,
    CAST(${qty} AS DECIMAL(18,3)) AS item_qty,
    CAST(sum(${gross}) AS DECIMAL(18,4)) AS gross_amount,
    CAST(sum(${net}) FILTER (NOT ${gives}) AS DECIMAL(18,4)) AS net_amount,
    CAST(sum(abs(${net})) FILTER (${gives}) AS DECIMAL(18,4)) AS returned_amount,
    CAST(sum(${rowWeight(plan)}) AS DECIMAL(18,4)) AS weight,
    min(s.rank) AS status_rank,
    max(s.rank) FILTER (s.rank <= 6) AS furthest_rank,
    max(f.rank) AS refund_rank,
    CAST(sum(coalesce(${staged(plan, 'payable_amount')}, ${net}, 0)) FILTER (f.canonical = 'refunded') AS DECIMAL(18,4)) AS refunded_lines_amount,
    ${moneySums(plan).join(',\n    ')}
  FROM stg_rows r
  LEFT JOIN stg_vocabulary s ON s.kind = 'status' AND s.raw = r.status
  LEFT JOIN stg_vocabulary f ON f.kind = 'refund' AND f.raw = coalesce(r.refund_status, '')
  WHERE r.verdict IS NULL
  GROUP BY r.order_id
)
SELECT
  sums.*,
  r.customer_key,
  r.status AS status_raw,
  r.refund_status AS refund_status_raw,
  ${firstRowFields(plan).join(',\n  ')}
FROM sums
JOIN stg_rows r ON r.src_row = sums.first_row`;
}

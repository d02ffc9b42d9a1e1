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
  /** Every row is an order of its own. */
  rowIsOrder: boolean;
  /** The layout knows what the words of after-sales mean, so an order without one has a meaning too. */
  knowsRefundWords: boolean;
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
const rowWeight = (plan: DraftPlan) => (plan.shareBy ? `r.${quoteIdent(plan.shareBy)}` : rowNet(plan));

/** Number of a row that is its own order: its content, and which of several equal ones it is. */
const NUMBERED = `'r' || left(md5(row_hash), 15) || '-' || row_number() OVER (PARTITION BY row_hash ORDER BY src_row)`;

/** Gives rows without an order number one. Run before anything groups by it. */
export const NUMBER_ROWS = `
UPDATE stg_rows SET order_id = n.order_id
FROM (SELECT src_row, ${NUMBERED} AS order_id FROM stg_rows WHERE NOT is_total) n
WHERE stg_rows.src_row = n.src_row`;

/** Σ over an order's rows, which is the row's own value where the row is the order. */
const summed = (plan: DraftPlan, value: string, filter = '') =>
  plan.rowIsOrder
    ? filter === ''
      ? value
      : `CASE WHEN ${filter} THEN ${value} END`
    : `sum(${value})${filter === '' ? '' : ` FILTER (${filter})`}`;

const least = (plan: DraftPlan, value: string) => (plan.rowIsOrder ? value : `min(${value})`);
const greatest = (plan: DraftPlan, value: string) => (plan.rowIsOrder ? value : `max(${value})`);

/** Whether a field of an order has a value from anywhere in the file. */
const isStated = (plan: DraftPlan, field: FieldName) =>
  plan.present.has(field) || plan.standIns.some((each) => each.field === field && plan.present.has(each.from));

/** Money of the order, of the fields that `which` picks. */
function orderMoney(plan: DraftPlan, which: typeof isStated): string[] {
  return FIELD_NAMES.filter((field) => isMoney(field) && which(plan, field)).map((field) => {
    const name = quoteIdent(field);
    if (!isStated(plan, field)) return `NULL::DECIMAL(18,4) AS ${name}`;
    const value = staged(plan, field);
    if (plan.rowIsOrder) return `CAST(${value} AS DECIMAL(18,4)) AS ${name}`;
    const adds = plan.sumsLines && !plan.repeated.has(field);
    return `CAST(${adds ? 'sum' : 'any_value'}(${value}) AS DECIMAL(18,4)) AS ${name}`;
  });
}

function firstRowFields(plan: DraftPlan): string[] {
  return FIELD_NAMES.filter(
    (field) => FIELDS[field].level === 'order' && !isMoney(field) && STAGED_TYPES[FIELDS[field].kind] !== null,
  )
    .filter((field) => field !== 'order_id')
    .map((field) => `${staged(plan, field)} AS ${quoteIdent(field)}`);
}

/** Net of the rows that stay and of those that give money back. */
function netSums(plan: DraftPlan): string[] {
  const net = rowNet(plan);
  // Where rows carry signs the sign decides; a number's prefix only where there is no sign to go by.
  const returned = plan.cancelPrefix === '' ? null : `starts_with(r.order_id, ${quoteText(plan.cancelPrefix)})`;
  const gives = plan.negativeIsReturn ? `(${net} < 0)` : returned;
  const kept = summed(plan, net, gives === null ? '' : `NOT ${gives}`);
  const back = gives === null ? 'NULL' : summed(plan, `abs(${net})`, gives);
  return [`CAST(${kept} AS DECIMAL(18,4)) AS net_amount`, `CAST(${back} AS DECIMAL(18,4)) AS returned_amount`];
}

/** States of an order's rows, ranked; columns the file does not have cost nothing. */
function ranks(plan: DraftPlan): string[] {
  const hasStatus = plan.present.has('status');
  const hasRefund = readsRefundWords(plan);
  const refunded = `coalesce(${staged(plan, 'payable_amount')}, ${rowNet(plan)}, 0)`;
  const furthest = plan.rowIsOrder ? 'CASE WHEN s.rank <= 6 THEN s.rank END' : 'max(s.rank) FILTER (s.rank <= 6)';
  return [
    `${hasStatus ? least(plan, 's.rank') : 'NULL::INTEGER'} AS status_rank`,
    `${hasStatus ? furthest : 'NULL::INTEGER'} AS furthest_rank`,
    `${hasRefund ? greatest(plan, 'f.rank') : 'NULL::INTEGER'} AS refund_rank`,
    `CAST(${hasRefund ? summed(plan, refunded, "f.canonical = 'refunded'") : 'NULL'} AS DECIMAL(18,4)) AS refunded_lines_amount`,
  ];
}

const readsRefundWords = (plan: DraftPlan) => plan.knowsRefundWords || plan.present.has('refund_status');

function joins(plan: DraftPlan): string {
  const status = plan.present.has('status')
    ? "\n  LEFT JOIN stg_vocabulary s ON s.kind = 'status' AND s.raw = r.status"
    : '';
  const refund = readsRefundWords(plan)
    ? "\n  LEFT JOIN stg_vocabulary f ON f.kind = 'refund' AND f.raw = coalesce(r.refund_status, '')"
    : '';
  return status + refund;
}

/** What an order's rows amount to together. */
function amounts(plan: DraftPlan): string[] {
  const qty = plan.present.has('qty') ? summed(plan, 'r.qty') : 'NULL';
  return [
    'r.order_id',
    `${least(plan, 'r.src_row')} AS first_row`,
    `${plan.rowIsOrder ? '1' : 'count(*)'}::INTEGER AS row_count`,
    `CAST(${qty} AS DECIMAL(18,3)) AS item_qty`,
    `CAST(${summed(plan, rowGross(plan))} AS DECIMAL(18,4)) AS gross_amount`,
    ...netSums(plan),
    `CAST(coalesce(${summed(plan, rowWeight(plan))}, 0) AS DECIMAL(18,4)) AS weight`,
    ...ranks(plan),
  ];
}

/**
 * Rows → one draft for each order: its first row's facts, its lines' money, its statuses ranked. Statements to run one
 * after another: `stg_sums` holds what has to be added up, the views `stg_orders` and `stg_weights` show it with the
 * rest beside it, so that columns a file does not have are never written.
 */
export function compileDraft(plan: DraftPlan): string[] {
  const facts = [
    'r.customer_key',
    'r.status AS status_raw',
    'r.refund_status AS refund_status_raw',
    ...firstRowFields(plan),
  ];
  const list = (...columns: string[]) => columns.join(',\n  ');
  const view = (name: string, select: string) => `CREATE OR REPLACE TEMP VIEW ${name} AS\n${select}`;
  const rows = `FROM stg_rows r${joins(plan)}\nWHERE r.verdict IS NULL`;
  if (plan.rowIsOrder)
    return [
      view('stg_orders', `SELECT\n  ${list(...amounts(plan), ...orderMoney(plan, () => true), ...facts)}\n${rows}`),
      view('stg_weights', 'SELECT first_row, weight FROM stg_orders'),
    ];
  const stated = orderMoney(plan, isStated);
  const unstated = orderMoney(plan, (...field) => !isStated(...field));
  return [
    `CREATE OR REPLACE TEMP TABLE stg_sums AS\nSELECT\n  ${list(...amounts(plan), ...stated)}\n${rows}\nGROUP BY r.order_id`,
    view(
      'stg_orders',
      `SELECT\n  ${list('sums.*', ...unstated, ...facts)}\nFROM stg_sums sums\nJOIN stg_rows r ON r.src_row = sums.first_row`,
    ),
    view('stg_weights', 'SELECT first_row, weight FROM stg_sums'),
  ];
}

import type { SqlType } from '../contracts/analysis.ts';
import { MEASURES, type MeasureId } from '../contracts/define-metric.ts';
import type { DimensionId } from '../contracts/metric.ts';

export type Basis = 'paid' | 'placed';
export type SourceId = 'day' | 'region' | 'hour' | 'order' | 'line';

/** A mart that questions may read: what it can group by and what it can sum. */
export type MetricSource = {
  readonly id: SourceId;
  readonly from: string;
  readonly dimensions: ReadonlySet<DimensionId>;
  readonly measures: ReadonlySet<MeasureId>;
  /** Rows of one time basis. */
  readonly rows: (basis: Basis) => string;
  readonly day: (basis: Basis) => string;
  readonly hour: (basis: Basis) => string;
  /** The aggregate of a measure; the same number from every source that offers it. */
  readonly sum: (measure: MeasureId) => string;
  /** How many rows stand behind a group; only whether it is 0 matters. */
  readonly present: string;
  /** As `present`, of the rows that a coverage measure counts. */
  readonly known: (measure: MeasureId) => string;
};

const DAYS = ['day', 'week', 'month', 'weekday'] as const;
const ALL_MEASURES = Object.keys(MEASURES).filter((id): id is MeasureId => id in MEASURES);
const SUMS = ALL_MEASURES.filter((id) => MEASURES[id] !== 'distinct');
const BASIC: readonly MeasureId[] = ['orders', 'payable_amount', 'payable_orders', 'paid_amount', 'paid_amount_orders'];
const REFUNDS: readonly MeasureId[] = ['refund_base_amount', 'refunded_amount', 'refund_orders', 'refunded_orders'];

type Rollup = { table: string; dimensions: readonly DimensionId[]; measures: readonly MeasureId[] };

function rollup(id: SourceId, { table, dimensions, measures }: Rollup): MetricSource {
  return {
    id,
    from: `${table} m`,
    dimensions: new Set(dimensions),
    measures: new Set(measures),
    rows: (basis) => `m.basis = '${basis}'`,
    day: () => 'm.day',
    hour: () => 'm.hour',
    sum: (measure) => `coalesce(sum(m.${measure}), 0)`,
    present: 'coalesce(sum(m.orders), 0)',
    known: (measure) => `coalesce(sum(m.${measure}), 0)`,
  };
}

/** Which orders a count counts; `l` is the line source's own row. */
const ORDER_COUNTS: Partial<Record<MeasureId, string>> = {
  orders: 'true',
  payable_orders: 'm.payable_amount IS NOT NULL',
  paid_amount_orders: 'm.paid_amount IS NOT NULL',
  refund_orders: 'm.refunded_amount IS NOT NULL',
  refunded_orders: 'm.refunded_amount > 0',
  receivable_orders: 'm.receivable_amount IS NOT NULL',
  item_orders: 'm.item_qty IS NOT NULL',
  stage_orders: 'm.is_cancelled IS NOT NULL',
  cancelled_orders: 'm.is_cancelled',
  buyer_orders: 'm.buyer_no IS NOT NULL',
};
const LINE_COUNTS: Partial<Record<MeasureId, string>> = {
  ...ORDER_COUNTS,
  payable_orders: 'l.payable_amount IS NOT NULL',
  paid_amount_orders: 'l.paid_amount IS NOT NULL',
  refund_orders: 'l.refund_base_amount IS NOT NULL',
  refunded_orders: 'l.refunded_amount > 0',
  item_orders: 'l.item_base_amount IS NOT NULL',
};
const ORDER_AMOUNTS: Partial<Record<MeasureId, string>> = {
  payable_amount: 'sum(m.payable_amount)',
  paid_amount: 'sum(m.paid_amount)',
  refund_base_amount: 'sum(m.paid_amount) FILTER (WHERE m.refunded_amount IS NOT NULL)',
  refunded_amount: 'sum(m.refunded_amount)',
  receivable_amount: 'sum(m.receivable_amount)',
  item_base_amount: 'sum(m.paid_amount) FILTER (WHERE m.item_qty IS NOT NULL)',
  item_qty: 'sum(m.item_qty)',
  buyer_amount: 'sum(m.paid_amount) FILTER (WHERE m.buyer_no IS NOT NULL)',
};
const LINE_AMOUNTS: Partial<Record<MeasureId, string>> = {
  payable_amount: 'sum(l.payable_amount)',
  paid_amount: 'sum(l.paid_amount)',
  refund_base_amount: 'sum(l.refund_base_amount)',
  refunded_amount: 'sum(l.refunded_amount)',
  item_base_amount: 'sum(l.item_base_amount)',
  item_qty: 'sum(l.item_qty)',
  buyer_amount: 'sum(l.paid_amount) FILTER (WHERE m.buyer_no IS NOT NULL)',
};

function count(condition: string | undefined): string {
  return condition === undefined || condition === 'true' ? 'count(*)' : `count(*) FILTER (WHERE ${condition})`;
}

function facts(id: 'order' | 'line'): MetricSource {
  const isLine = id === 'line';
  const counts = isLine ? LINE_COUNTS : ORDER_COUNTS;
  const amounts = isLine ? LINE_AMOUNTS : ORDER_AMOUNTS;
  const offered = SUMS.filter((measure) => measure in counts || measure in amounts);
  return {
    id,
    from: isLine ? 'mart_line_fact l JOIN mart_order_fact m ON m.order_no = l.order_no' : 'mart_order_fact m',
    dimensions: new Set([
      ...DAYS,
      'hour',
      'hour_of_day',
      'platform',
      'shop',
      'province',
      'status',
      'buyer_type',
      ...(isLine ? (['product'] as const) : []),
    ]),
    measures: new Set([...offered, 'buyers', 'new_buyers', 'repeat_buyers', 'window_buyers']),
    rows: (basis) => (basis === 'paid' ? 'm.is_paid' : 'true'),
    day: (basis) => `m.${basis}_day`,
    hour: (basis) => `m.${basis}_hour`,
    sum: (measure) => {
      if (measure === 'buyers') return 'count(DISTINCT m.buyer_no)';
      const condition = counts[measure];
      if (condition !== undefined)
        return isLine ? `count(DISTINCT m.order_no) FILTER (WHERE ${condition})` : count(condition);
      return `coalesce(${amounts[measure] ?? '0'}, 0)`;
    },
    present: 'count(*)',
    known: (measure) => count(counts[measure]),
  };
}

/** From the smallest to the largest: the first that offers what is asked answers. */
export const SOURCES: readonly MetricSource[] = [
  rollup('day', {
    table: 'mart_sales_day',
    dimensions: [...DAYS, 'platform', 'shop', 'status', 'buyer_type'],
    measures: SUMS,
  }),
  rollup('region', {
    table: 'mart_sales_region',
    dimensions: [...DAYS, 'platform', 'shop', 'province'],
    measures: [...BASIC, ...REFUNDS],
  }),
  rollup('hour', {
    table: 'mart_sales_hour',
    dimensions: [...DAYS, 'hour', 'hour_of_day', 'platform', 'shop'],
    measures: BASIC,
  }),
  facts('order'),
  facts('line'),
];

/** How a measure crosses from the engine. */
export function measureType(measure: MeasureId): SqlType {
  const kind = MEASURES[measure];
  if (kind === 'amount') return 'DECIMAL(18,4)';
  return kind === 'quantity' ? 'DECIMAL(18,3)' : 'BIGINT';
}

/** Where a dimension's members stand, and how they cross. */
export const DIMENSION_COLUMNS: Readonly<Record<DimensionId, { type: SqlType; of: 'time' | 'slice' | 'product' }>> = {
  hour: { type: 'INTEGER', of: 'time' },
  day: { type: 'DATE', of: 'time' },
  week: { type: 'DATE', of: 'time' },
  month: { type: 'DATE', of: 'time' },
  weekday: { type: 'INTEGER', of: 'time' },
  hour_of_day: { type: 'INTEGER', of: 'time' },
  platform: { type: 'VARCHAR', of: 'slice' },
  shop: { type: 'VARCHAR', of: 'slice' },
  province: { type: 'VARCHAR', of: 'slice' },
  status: { type: 'VARCHAR', of: 'slice' },
  buyer_type: { type: 'VARCHAR', of: 'slice' },
  product: { type: 'VARCHAR', of: 'product' },
};

/** A dimension's member of a row, `s` being the slice and `l` the line. */
export function bucketOf(dimension: DimensionId, day: string, hour: string): string {
  switch (dimension) {
    case 'hour':
      return hour;
    case 'day':
      return day;
    case 'week':
      return `date_trunc('week', ${day})::DATE`;
    case 'month':
      return `date_trunc('month', ${day})::DATE`;
    case 'weekday':
      return `isodow(${day})::INTEGER`;
    case 'hour_of_day':
      return `(${hour} % 24)::INTEGER`;
    case 'shop':
      return 's.shop_id';
    case 'product':
      return 'l.product_no';
    default:
      return `s.${dimension}`;
  }
}

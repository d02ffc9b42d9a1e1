import type { OutColumn } from '../contracts/analysis.ts';
import { REQUIREMENTS, type MeasureId, type MetricDefinition } from '../contracts/define-metric.ts';
import type { DimensionId } from '../contracts/metric.ts';
import type { Param } from './bind-params.ts';
import { completeRows, ORDER_OUTPUTS } from './compile-orders.ts';
import { measureType } from './metric-sources.ts';
import { measuresOf } from './plan-metric.ts';
import { asksBuyerType, memberText, PRODUCT_KEY, productsOf, scopedOrders, type OrderScope } from './order-scope.ts';
import type { CompiledSelect } from './metric-scope.ts';
import { traceRecords } from './trace-records.ts';

/** What is traced: a metric over orders, and the days from which a buyer counts as new. */
export type TraceScope = OrderScope & {
  metric: MetricDefinition;
  newFrom: string | null;
  newWithin: DimensionId | null;
};

/** Each measure again, summed over the traced orders themselves. */
const MEASURE_SQL: Readonly<Record<MeasureId, string>> = {
  orders: 'count(*)',
  payable_amount: 'coalesce(sum(r.payable_amount), 0)',
  payable_orders: 'count(r.payable_amount)',
  paid_amount: 'coalesce(sum(r.paid_amount), 0)',
  paid_amount_orders: 'count(r.paid_amount)',
  refund_base_amount: 'coalesce(sum(r.refund_base_amount), 0)',
  refunded_amount: 'coalesce(sum(r.refunded_amount), 0)',
  refund_orders: 'count(r.refund_base_amount)',
  refunded_orders: 'count(*) FILTER (WHERE r.refunded_amount > 0)',
  receivable_amount: 'coalesce(sum(r.receivable_amount), 0)',
  receivable_orders: 'count(r.receivable_amount)',
  item_base_amount: 'coalesce(sum(r.item_base_amount), 0)',
  item_qty: 'coalesce(sum(r.traced_qty), 0)',
  item_orders: 'count(r.item_base_amount)',
  stage_orders: 'count(r.is_cancelled)',
  cancelled_orders: 'count(*) FILTER (WHERE r.is_cancelled)',
  buyer_amount: 'coalesce(sum(r.paid_amount) FILTER (WHERE r.customer_key IS NOT NULL), 0)',
  buyer_orders: 'count(r.customer_key)',
  buyers: 'count(DISTINCT r.customer_key)',
  new_buyers: 'count(DISTINCT r.customer_key) FILTER (WHERE r.is_new)',
  window_buyers: 'count(DISTINCT r.customer_key)',
  repeat_buyers: 'count(DISTINCT r.customer_key) FILTER (WHERE r.day > r.first_visit)',
};

/** What one order adds to a measure; over all rows it makes the measure. */
const ROW_SQL: Partial<Record<MeasureId, string>> = {
  orders: '1',
  payable_amount: 'r.payable_amount',
  paid_amount: 'r.paid_amount',
  refund_base_amount: 'r.refund_base_amount',
  refunded_amount: 'r.refunded_amount',
  refunded_orders: '(r.refunded_amount > 0)::INTEGER',
  receivable_amount: 'r.receivable_amount',
  item_base_amount: 'r.item_base_amount',
  item_qty: 'r.traced_qty',
  cancelled_orders: 'r.is_cancelled::INTEGER',
  buyer_amount: 'CASE WHEN r.customer_key IS NOT NULL THEN r.paid_amount END',
  buyers: '(r.customer_key IS NOT NULL AND r.visit = 1)::INTEGER',
  new_buyers: '(r.customer_key IS NOT NULL AND r.is_new AND r.visit = 1)::INTEGER',
  repeat_buyers: '(r.customer_key IS NOT NULL AND r.day > r.first_visit AND r.visit_kind = 1)::INTEGER',
};

/** What an order must state to be part of the number. */
const STATED: Readonly<Record<keyof typeof REQUIREMENTS, string>> = {
  payable: 'r.payable_amount IS NOT NULL',
  paid_amount: 'r.paid_amount IS NOT NULL',
  refund: 'r.refund_base_amount IS NOT NULL',
  receivable: 'r.receivable_amount IS NOT NULL',
  items: 'r.item_base_amount IS NOT NULL',
  stage: 'r.is_cancelled IS NOT NULL',
  buyer: 'r.customer_key IS NOT NULL',
};

function records(scope: TraceScope): { ctes: string; params: Param[] } {
  const measures = measuresOf(scope.metric);
  const asks = (...ids: MeasureId[]) => ids.some((id) => measures.includes(id));
  const { ctes, params } = scopedOrders(scope, asksBuyerType(scope) || asks('new_buyers'));
  const products = productsOf(scope);
  if (products !== null) params.push({ name: 'products', type: 'VARCHAR[]', value: products });
  if (scope.newFrom !== null) params.push({ name: 'new_from', type: 'DATE', value: scope.newFrom });
  const since = scope.newFrom === null ? 'true' : 'x.first_day >= $new_from';
  const needs = {
    byProduct: products !== null,
    stage: asks('cancelled_orders', 'stage_orders'),
    buyers: asks('buyers', 'new_buyers', 'repeat_buyers', 'window_buyers'),
    isNew: asks('new_buyers') ? `${since} AND ${newWithin(scope.newWithin)}` : null,
  };
  return { ctes: `${ctes}, ${traceRecords(PRODUCT_KEY, needs)}`, params };
}

/** Whether a buyer's first day falls into the same day, week or month as the order. */
function newWithin(dimension: DimensionId | null): string {
  if (dimension === 'day') return 'x.first_day = x.day';
  return dimension === 'week' || dimension === 'month'
    ? `date_trunc('${dimension}', x.first_day) = date_trunc('${dimension}', x.day)`
    : 'true';
}

function sums(metric: MetricDefinition): { columns: string[]; outputs: OutColumn[] } {
  const measures = measuresOf(metric);
  const known = [...new Set(metric.requires.map((id) => REQUIREMENTS[id].known))];
  return {
    columns: [
      ...measures.map((id) => `(${MEASURE_SQL[id]})::${measureType(id)} AS ${id}`),
      'count(*)::BIGINT AS present',
      ...known.map((id) => `(${MEASURE_SQL[id]})::BIGINT AS known_${id}`),
    ],
    outputs: [
      ...measures.map((id) => ({ name: id, type: measureType(id) })),
      { name: 'present', type: 'BIGINT' },
      ...known.map((id) => ({ name: `known_${id}`, type: 'BIGINT' }) as const),
    ],
  };
}

const stated = ({ requires }: MetricDefinition) => requires.map((id) => STATED[id]).join(' AND ') || 'true';

/** The number again, from exactly the traced orders, and how many they are. */
export function compileRecomputed(scope: TraceScope): CompiledSelect {
  const { ctes, params } = records(scope);
  const { columns, outputs } = sums(scope.metric);
  return {
    sql: `WITH ${ctes}\nSELECT ${columns.join(',\n  ')},\n  count(*) FILTER (WHERE ${stated(scope.metric)})::BIGINT AS listed\nFROM records r`,
    params,
    outputs: [...outputs, { name: 'listed', type: 'BIGINT' }],
  };
}

/** The parts of the number, by one dimension; at most 400, in the dimension's order. */
export function compileParts(scope: TraceScope, dimension: Exclude<DimensionId, 'product'>): CompiledSelect {
  const { ctes, params } = records(scope);
  const { columns, outputs } = sums(scope.metric);
  const label = memberText(dimension).replaceAll('c.', 'r.');
  return {
    sql: `WITH ${ctes}
SELECT ${dimension === 'shop' ? 'coalesce(r.shop_name, r.shop_id)' : label} AS label,
  ${dimension === 'shop' ? 'any_value(r.platform)' : 'NULL::VARCHAR'} AS platform,
  ${columns.join(',\n  ')}
FROM records r
WHERE ${stated(scope.metric)}
GROUP BY ${dimension === 'shop' ? 'r.shop_id, r.shop_name' : 'label'}
ORDER BY label, ${dimension === 'shop' ? 'r.shop_id' : 'present'}
LIMIT 400`,
    params,
    outputs: [{ name: 'label', type: 'VARCHAR' }, { name: 'platform', type: 'VARCHAR' }, ...outputs],
  };
}

/** The files that the traced orders come from. */
export function compileFiles(scope: TraceScope): CompiledSelect {
  const { ctes, params } = records(scope);
  return {
    sql: `WITH ${ctes}
SELECT r.src_file_id AS import_id,
  coalesce(any_value(f.file_name), '') AS file_name,
  coalesce(any_value(f.sheet), '') AS sheet,
  count(*)::BIGINT AS row_count
FROM records r
LEFT JOIN source_file f ON f.src_file_id = r.src_file_id
WHERE ${stated(scope.metric)}
GROUP BY r.src_file_id
ORDER BY row_count DESC, import_id`,
    params,
    outputs: [
      { name: 'import_id', type: 'VARCHAR' },
      { name: 'file_name', type: 'VARCHAR' },
      { name: 'sheet', type: 'VARCHAR' },
      { name: 'row_count', type: 'BIGINT' },
    ],
  };
}

/** A window into the traced orders, the largest contributions first. */
export function compileTracedRows(scope: TraceScope, window: { offset: number; limit: number }): CompiledSelect {
  const { ctes, params } = records(scope);
  const part = (ids: readonly MeasureId[]) => ids.map((id) => `coalesce(${ROW_SQL[id] ?? '0'}, 0)`).join(' + ');
  const { plus, minus = [] } = scope.metric.calculate;
  const contribution = `(${part(plus)}${minus.length > 0 ? ` - (${part(minus)})` : ''})::DECIMAL(18,4)`;
  return {
    sql: `WITH ${ctes}, keys AS (
  SELECT r.shop_id, r.order_id, r.shop_name, r.clock, ${contribution} AS contribution
  FROM records r
  WHERE ${stated(scope.metric)}
  ORDER BY contribution DESC, r.clock DESC NULLS LAST, r.order_id, r.shop_id
  LIMIT $limit OFFSET $offset
), page AS (
  SELECT o.*, k.shop_name, k.contribution,
    row_number() OVER (ORDER BY k.contribution DESC, k.clock DESC NULLS LAST, k.order_id, k.shop_id) AS place
  FROM orders o
  JOIN keys k ON k.order_id = o.order_id AND k.shop_id = o.shop_id
)${completeRows(['contribution'])}`,
    params: [
      ...params,
      { name: 'limit', type: 'INTEGER', value: window.limit },
      { name: 'offset', type: 'INTEGER', value: window.offset },
    ],
    outputs: [...ORDER_OUTPUTS, { name: 'contribution', type: 'DECIMAL(18,4)' }],
  };
}

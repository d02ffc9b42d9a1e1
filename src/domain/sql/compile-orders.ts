import { lineOf, placeOf } from './lineage.ts';
import type { OutColumn } from '../contracts/analysis.ts';
import { AppError } from '../contracts/errors.ts';
import type { OrderQuery, OrderSort } from '../contracts/rows.ts';
import type { Param } from './bind-params.ts';
import type { CompiledSelect } from './metric-scope.ts';
import { asksBuyerType, PRODUCT_KEY, productsOf, scopedOrders, type OrderScope } from './order-scope.ts';
import { readFilters, readRange } from './read-query.ts';

/** Columns of an order row, in the names of `OrderRow`, snake case. */
export const ORDER_OUTPUTS = [
  { name: 'shop_id', type: 'VARCHAR' },
  { name: 'shop_name', type: 'VARCHAR' },
  { name: 'platform', type: 'VARCHAR' },
  { name: 'order_id', type: 'VARCHAR' },
  { name: 'created_at', type: 'TIMESTAMP' },
  { name: 'paid_at', type: 'TIMESTAMP' },
  { name: 'status', type: 'VARCHAR' },
  { name: 'status_raw', type: 'VARCHAR' },
  { name: 'province', type: 'VARCHAR' },
  { name: 'titles', type: 'VARCHAR' },
  { name: 'item_qty', type: 'DECIMAL(18,3)' },
  { name: 'currency', type: 'VARCHAR' },
  { name: 'payable_amount', type: 'DECIMAL(18,4)' },
  { name: 'buyer_paid_amount', type: 'DECIMAL(18,4)' },
  { name: 'refunded_amount', type: 'DECIMAL(18,4)' },
  { name: 'file_name', type: 'VARCHAR' },
  { name: 'sheet', type: 'VARCHAR' },
  { name: 'src_row', type: 'BIGINT' },
] as const satisfies readonly OutColumn[];

/** Sort keys by what they are called in a question; the list is closed, so a key may stand in the text. */
const SORTS: Readonly<Record<OrderSort, string>> = {
  paid_at: 'c.paid_at',
  created_at: 'c.created_at',
  buyer_paid_amount: 'c.buyer_paid_amount',
  refunded_amount: 'c.refunded_amount',
  order_id: 'c.order_id',
  status: 'c.status',
};

/** A page of orders (CTE `page`, with `place`) completed with titles, shop and the file they come from. */
export function completeRows(extra: readonly string[] = []): string {
  return `, titles AS (
  SELECT l.shop_id, l.order_id, string_agg(DISTINCT l.title, '；' ORDER BY l.title) AS titles
  FROM order_lines l
  SEMI JOIN page p ON p.order_id = l.order_id AND p.shop_id = l.shop_id
  GROUP BY l.shop_id, l.order_id
)
SELECT
  p.shop_id,
  coalesce(p.shop_name, p.shop_id) AS shop_name,
  p.platform,
  p.order_id,
  p.created_at,
  p.paid_at,
  coalesce(p.status, 'unknown') AS status,
  p.status_raw,
  p.province,
  t.titles,
  p.item_qty,
  p.currency,
  p.payable_amount,
  p.buyer_paid_amount,
  p.refunded_amount,
  coalesce(f.file_name, '') AS file_name,
  ${placeOf('f', 'p.src_row')} AS sheet,
  ${lineOf('p.src_row')} AS src_row${extra.map((column) => `,\n  p.${column}`).join('')}
FROM page p
LEFT JOIN titles t ON t.order_id = p.order_id AND t.shop_id = p.shop_id
LEFT JOIN source_file f ON f.src_file_id = p.src_file_id
ORDER BY p.place`;
}

/** Orders that hold one of the asked products. */
function productCondition(scope: OrderScope, params: Param[]): string[] {
  const products = productsOf(scope);
  if (products === null) return [];
  params.push({ name: 'products', type: 'VARCHAR[]', value: products });
  return [
    `(EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = c.order_id AND l.shop_id = c.shop_id AND list_contains($products, ${PRODUCT_KEY}))
    OR (list_contains($products, '（无商品明细）')
      AND NOT EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = c.order_id AND l.shop_id = c.shop_id)))`,
  ];
}

function searchCondition(search: string | undefined, params: Param[]): string[] {
  const text = (search ?? '').trim();
  if (text === '') return [];
  params.push({ name: 'search', type: 'VARCHAR', value: text });
  const matches = ['l.title', 'l.sku_text', 'l.merchant_product_code', 'l.merchant_sku_code', 'l.product_id'].map(
    (column) => `contains(lower(${column}), lower($search))`,
  );
  return [
    `(contains(lower(c.order_id), lower($search))
    OR (c.shop_id, c.order_id) IN (SELECT (l.shop_id, l.order_id) FROM order_lines l WHERE ${matches.join(' OR ')}))`,
  ];
}

function window(name: string, value: unknown, most: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new AppError('PARAM_INVALID', { name, reason: '0, 1, 2 …' });
  return Math.min(number, most);
}

/**
 * A window into the orders, and how many there are in all.
 * @throws PARAM_INVALID, DIMENSION_UNKNOWN.
 */
export function compileOrders(query: OrderQuery): { page: CompiledSelect; total: CompiledSelect } {
  const range = readRange(query.from, query.to);
  const scope: OrderScope = {
    basis: query.basis === 'paid_at' ? 'paid' : 'placed',
    filters: readFilters(query.filters),
    group: {},
    range: { ...(range.from === null ? {} : { from: range.from }), ...(range.to === null ? {} : { to: range.to }) },
    currency: null,
  };
  const { ctes, params } = scopedOrders(scope, asksBuyerType(scope));
  const conditions = [...productCondition(scope, params), ...searchCondition(query.search, params)];
  const where = conditions.length > 0 ? `\n  WHERE ${conditions.join('\n    AND ')}` : '';
  if (!Object.hasOwn(SORTS, query.sort))
    throw new AppError('PARAM_INVALID', { name: 'sort', reason: Object.keys(SORTS).join(', ') });
  const order = (key: string, rows: string) =>
    `${key} ${query.descending ? 'DESC' : 'ASC'} NULLS LAST, ${rows}.order_id, ${rows}.shop_id`;
  const page: Param[] = [
    { name: 'limit', type: 'INTEGER', value: window('limit', query.limit, 10_000) },
    { name: 'offset', type: 'INTEGER', value: window('offset', query.offset, 2 ** 31 - 1) },
  ];
  return {
    total: {
      sql: `WITH ${ctes}\nSELECT count(*) AS total FROM scoped c${where}`,
      params,
      outputs: [{ name: 'total', type: 'BIGINT' }],
    },
    page: {
      // Narrow rows are sorted; only the page itself is read whole.
      sql: `WITH ${ctes}, keys AS (
  SELECT c.shop_id, c.order_id, c.shop_name, ${SORTS[query.sort]} AS sort_key
  FROM scoped c${where}
  ORDER BY ${order('sort_key', 'c')}
  LIMIT $limit OFFSET $offset
), page AS (
  SELECT o.*, k.shop_name, row_number() OVER (ORDER BY ${order('k.sort_key', 'k')}) AS place
  FROM orders o
  JOIN keys k ON k.order_id = o.order_id AND k.shop_id = o.shop_id
)${completeRows()}`,
      params: [...params, ...page],
      outputs: [...ORDER_OUTPUTS],
    },
  };
}

import type { DayRange } from '../contracts/import.ts';
import type { DimensionId } from '../contracts/metric.ts';
import type { Param } from './bind-params.ts';
import type { Basis } from './metric-sources.ts';
import type { CheckedQuery, FilterId } from './read-query.ts';

/** Which orders are meant, said of the orders themselves and not of any mart. */
export type OrderScope = {
  basis: Basis;
  filters: CheckedQuery['filters'];
  /** One member of each dimension, as answers name them. */
  group: Readonly<Partial<Record<DimensionId, string | number | null>>>;
  range: Partial<DayRange> | null;
  currency: string | null;
};

/** How a line names its product; the same choice as the product mart makes. */
export const PRODUCT_KEY =
  "coalesce(l.product_id, l.merchant_product_code, l.sku_id, l.merchant_sku_code, l.title, '（无商品明细）')";

/** A member of each dimension as text, read from an order with its clock. */
const MEMBERS: Readonly<Record<Exclude<DimensionId, 'product'>, string>> = {
  hour: "strftime(c.clock, '%Y-%m-%d %H:00')",
  day: "strftime(c.day, '%Y-%m-%d')",
  week: "strftime(date_trunc('week', c.day), '%Y-%m-%d')",
  month: "strftime(c.day, '%Y-%m')",
  weekday: 'isodow(c.day)::VARCHAR',
  hour_of_day: 'hour(c.clock)::VARCHAR',
  platform: 'c.platform',
  shop: 'c.shop_id',
  province: 'c.province',
  status: "coalesce(c.status, 'unknown')",
  buyer_type: 'c.buyer_type',
};

/** The text of a dimension's member for orders `c`, by which they can be grouped. */
export function memberText(dimension: Exclude<DimensionId, 'product'>): string {
  return MEMBERS[dimension];
}

function filterConditions({ filters }: OrderScope, params: Param[]): string[] {
  return Object.entries(filters).flatMap(([id, members]) => {
    if (!isMember(id)) return [];
    // '07' and 7 are the same hour.
    const texts = id === 'weekday' || id === 'hour_of_day' ? members.map((member) => String(Number(member))) : members;
    params.push({ name: `f_${id}`, type: 'VARCHAR[]', value: texts });
    return [`list_contains($f_${id}, coalesce(${MEMBERS[id]}, ''))`];
  });
}

function groupConditions({ group }: OrderScope, params: Param[]): string[] {
  return Object.entries(group).flatMap(([id, member]) => {
    if (!isMember(id)) return [];
    params.push({ name: `m_${id}`, type: 'VARCHAR', value: member === null ? null : String(member) });
    return [`${MEMBERS[id]} IS NOT DISTINCT FROM $m_${id}`];
  });
}

const isMember = (id: string): id is Exclude<DimensionId, 'product'> => Object.hasOwn(MEMBERS, id);

function rangeConditions({ range, currency }: OrderScope, params: Param[]): string[] {
  const conditions: string[] = [];
  if (range?.from !== undefined) {
    conditions.push('c.day >= $from');
    params.push({ name: 'from', type: 'DATE', value: range.from });
  }
  if (range?.to !== undefined) {
    conditions.push('c.day < $to');
    params.push({ name: 'to', type: 'DATE', value: range.to });
  }
  if (currency !== null) {
    conditions.push("coalesce(c.currency, '') = $currency");
    params.push({ name: 'currency', type: 'VARCHAR', value: currency });
  }
  return conditions;
}

/** Products that a scope names, or null when it names none. */
export function productsOf(scope: OrderScope): readonly string[] | null {
  const inGroup = scope.group.product;
  const filtered = scope.filters['product' satisfies FilterId];
  if (inGroup === undefined) return filtered ?? null;
  const product = String(inGroup ?? '');
  return filtered === undefined || filtered.includes(product) ? [product] : [];
}

/** Business day of an order by a clock, where `s` is its shop. */
const businessDay = (clock: string) => `(${clock} - to_hours(coalesce(s.day_cut_hour, 0)))::DATE`;
const PAID_CLOCK = 'coalesce(o.paid_at, o.created_at)';
const PLACED_CLOCK = 'coalesce(o.created_at, o.paid_at)';

/** First paying day of each buyer, and the kind of buyer that an order had because of it; only where it is asked. */
const FIRST_DAYS = `first_days AS (
  SELECT o.customer_key, min(${businessDay(PAID_CLOCK)}) AS first_day
  FROM orders o
  LEFT JOIN shop s ON s.shop_id = o.shop_id
  WHERE o.is_paid AND o.customer_key IS NOT NULL
  GROUP BY o.customer_key
), `;
const BUYER_COLUMNS = `,
    d.first_day,
    CASE
      WHEN o.customer_key IS NULL THEN 'unknown'
      WHEN ${businessDay(`(CASE WHEN o.is_paid THEN ${PAID_CLOCK} ELSE ${PLACED_CLOCK} END)`)} > d.first_day THEN 'returning'
      ELSE 'new'
    END AS buyer_type`;

/** Whether a scope tells new from returning buyers, which takes a look at the whole history. */
export function asksBuyerType({ filters, group }: OrderScope): boolean {
  return filters.buyer_type !== undefined || group.buyer_type !== undefined;
}

/**
 * CTEs that end in `scoped`: the orders of a scope (products aside) with their `clock` and business `day`, and with the
 * buyer's `first_day` and `buyer_type` where `withBuyers`. Read from orders alone.
 */
export function scopedOrders(scope: OrderScope, withBuyers: boolean): { ctes: string; params: Param[] } {
  const params: Param[] = [];
  const conditions = [
    ...(scope.basis === 'paid' ? ['c.is_paid'] : []),
    ...filterConditions(scope, params),
    ...groupConditions(scope, params),
    ...rangeConditions(scope, params),
  ];
  const clock = scope.basis === 'paid' ? PAID_CLOCK : PLACED_CLOCK;
  return {
    params,
    ctes: `${withBuyers ? FIRST_DAYS : ''}clocked AS (
  SELECT
    o.*,
    s.shop_name,
    ${clock} AS clock,
    ${businessDay(clock)} AS day${withBuyers ? BUYER_COLUMNS : ''}
  FROM orders o
  LEFT JOIN shop s ON s.shop_id = o.shop_id${withBuyers ? '\n  LEFT JOIN first_days d ON d.customer_key = o.customer_key' : ''}
), scoped AS (
  SELECT c.* FROM clocked c${conditions.length > 0 ? `\n  WHERE ${conditions.join('\n    AND ')}` : ''}
)`,
  };
}

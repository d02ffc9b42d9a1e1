import type { Text } from './text.ts';

/** Groupings every metric answers for; which of them apply is in the catalogue. */
export const DIMENSIONS = {
  hour: { 'zh-CN': '小时', en: 'Hour' },
  day: { 'zh-CN': '日', en: 'Day' },
  week: { 'zh-CN': '周', en: 'Week' },
  month: { 'zh-CN': '月', en: 'Month' },
  weekday: { 'zh-CN': '星期', en: 'Weekday' },
  hour_of_day: { 'zh-CN': '时段', en: 'Hour of day' },
  platform: { 'zh-CN': '平台', en: 'Platform' },
  shop: { 'zh-CN': '店铺', en: 'Shop' },
  province: { 'zh-CN': '省份', en: 'Province' },
  product: { 'zh-CN': '商品', en: 'Product' },
  status: { 'zh-CN': '订单状态', en: 'Order status' },
  buyer_type: { 'zh-CN': '新老客', en: 'New or returning' },
} as const satisfies Record<string, Text>;
export type DimensionId = keyof typeof DIMENSIONS;

/** Dimensions that can be narrowed; the values are the ids that answers return. */
export type Filters = Readonly<
  Partial<Record<Exclude<DimensionId, 'hour' | 'day' | 'week' | 'month'>, readonly string[]>>
>;

export const COMPARISONS = {
  previous_period: { 'zh-CN': '较上一个同长周期', en: 'vs previous period' },
  same_weekday: { 'zh-CN': '较前推整周', en: 'vs same weekdays before' },
  year_ago: { 'zh-CN': '较去年同日', en: 'vs year ago' },
  same_event: { 'zh-CN': '较去年同活动日', en: 'vs same event last year' },
} as const satisfies Record<string, Text>;
export type Comparison = keyof typeof COMPARISONS;

export type MetricQuery = {
  metric: string;
  by?: readonly DimensionId[];
  filters?: Filters;
  /** Shop-local days, half-open; absent means as far as the data reaches. */
  from?: string;
  to?: string;
  compare?: Comparison;
  /** Money is never added across currencies; absent means the currency of most orders. */
  currency?: string;
  limit?: number;
  /** For metrics that look back (复购率): days before the end of each period, or `range` for the asked range itself. */
  windowDays?: number | 'range';
};

export type MetricUnit =
  'money' | 'count' | 'ratio' | 'money_per_buyer' | 'money_per_order' | 'money_per_item' | 'items_per_order';

/**
 * One group: a member of each dimension by its id, and the value; null says "cannot be said", never 0.
 * Ids: hour `YYYY-MM-DD HH:00`, day and week (its Monday) `YYYY-MM-DD`, month `YYYY-MM`, weekday 1 (Monday) … 7,
 * hour_of_day 0 … 23, shop and product by id, buyer_type new | returning | unknown. Groups by shop or product also
 * carry `shop_label`, `product_label`.
 */
export type MetricRow = Readonly<Record<string, string | number | null>> & {
  readonly value: number | null;
  readonly previous?: number | null;
};

export type MetricAnswer = {
  metric: string;
  rows: MetricRow[];
  unit: MetricUnit;
  currency: string | null;
  /** Money in other currencies that is not part of the value. */
  otherCurrencies: { currency: string; value: number }[];
  from: string;
  to: string;
  comparison: { kind: Comparison; from: string; to: string; label: Text } | null;
  /** Latest event in the data in scope, wall clock; null without data. */
  dataAsOf: string | null;
  timeBasis: 'created_at' | 'paid_at';
  /** Why the value is missing, wholly or for the named platforms. */
  notComputable: { platforms: string[]; reason: Text }[];
  /** Days at the end of the range whose refunds are still coming in. */
  immatureDays: number;
  /** What a reader must know beside the value: depth of history, orders left out. */
  notes?: Text[];
  /** The days a look-back metric really covers. */
  window?: { from: string; to: string; days: number };
  millis: number;
};

import type { MetricQuery } from '../../src/domain/contracts/metric.ts';

/** One question of the dashboard in both languages: the app's and the raw tables'. */
export type Question = {
  name: string;
  ask: MetricQuery;
  /** Columns named as the dimensions, then `value` and, where it compares, `previous`. */
  sql: string;
};

const YEAR = { from: '2025-01-01', to: '2026-01-01' };
const QUARTER = { from: '2025-10-01', to: '2026-01-01' };

const paidIn = ({ from, to }: { from: string; to: string }) =>
  `is_paid AND paid_at >= TIMESTAMP '${from}' AND paid_at < TIMESTAMP '${to}'`;
const paid = 'sum(buyer_paid_amount)::DOUBLE';

/** What the overview shows, and what its drill-downs ask. */
export const QUESTIONS: readonly Question[] = [
  {
    name: 'Paid amount, one year',
    ask: { metric: 'pay_amount', ...YEAR },
    sql: `SELECT ${paid} AS value FROM orders WHERE ${paidIn(YEAR)}`,
  },
  {
    name: 'Paid amount by day, one year',
    ask: { metric: 'pay_amount', by: ['day'], ...YEAR },
    sql: `SELECT strftime(paid_at, '%Y-%m-%d') AS day, ${paid} AS value FROM orders WHERE ${paidIn(YEAR)} GROUP BY ALL ORDER BY day`,
  },
  {
    name: 'Paid amount by platform, one year',
    ask: { metric: 'pay_amount', by: ['platform'], ...YEAR },
    sql: `SELECT platform, ${paid} AS value FROM orders WHERE ${paidIn(YEAR)} GROUP BY ALL ORDER BY value DESC`,
  },
  {
    name: 'Paid amount by province, one year',
    ask: { metric: 'pay_amount', by: ['province'], ...YEAR },
    sql: `SELECT province, ${paid} AS value FROM orders WHERE ${paidIn(YEAR)} GROUP BY ALL ORDER BY value DESC`,
  },
  {
    name: 'Top 20 products, one quarter',
    ask: { metric: 'pay_amount', by: ['product'], limit: 20, ...QUARTER },
    sql: `SELECT l.product_id AS product, sum(l.paid_amount)::DOUBLE AS value FROM order_lines l JOIN orders o ON o.order_id = l.order_id
WHERE ${paidIn(QUARTER)} GROUP BY ALL ORDER BY value DESC, product LIMIT 20`,
  },
  {
    name: 'Paid amount by weekday × hour, one year',
    ask: { metric: 'pay_amount', by: ['weekday', 'hour_of_day'], ...YEAR },
    sql: `SELECT isodow(paid_at) AS weekday, hour(paid_at) AS hour_of_day, ${paid} AS value FROM orders WHERE ${paidIn(YEAR)} GROUP BY ALL ORDER BY ALL`,
  },
  {
    name: 'Distinct buyers, one year',
    ask: { metric: 'buyers_paid', ...YEAR },
    sql: `SELECT count(DISTINCT buyer) AS value FROM orders WHERE ${paidIn(YEAR)}`,
  },
  {
    name: 'New buyer share, one quarter',
    ask: { metric: 'new_buyer_share', ...QUARTER },
    sql: `WITH firsts AS (SELECT buyer, min(paid_at) AS first_at FROM orders WHERE is_paid GROUP BY buyer)
SELECT count(DISTINCT o.buyer) FILTER (WHERE f.first_at >= TIMESTAMP '${QUARTER.from}') / count(DISTINCT o.buyer)::DOUBLE AS value
FROM orders o JOIN firsts f ON f.buyer = o.buyer WHERE ${paidIn(QUARTER)}`,
  },
  {
    name: 'Repurchase rate, 365 days',
    ask: { metric: 'repurchase_rate', ...QUARTER },
    sql: `SELECT count(*) FILTER (WHERE days > 1) / count(*)::DOUBLE AS value
FROM (SELECT buyer, count(DISTINCT paid_at::DATE) AS days FROM orders WHERE ${paidIn(YEAR)} GROUP BY buyer)`,
  },
  {
    // This layout shows refunds of whole orders only, so that a refund rate cannot be said; its stages can.
    name: 'Cancellation rate by shop, one year',
    ask: { metric: 'cancel_rate', by: ['shop'], ...YEAR },
    sql: `SELECT shop_id AS shop, count(*) FILTER (WHERE is_cancelled) / count(*)::DOUBLE AS value
FROM orders WHERE ${paidIn(YEAR)} GROUP BY ALL ORDER BY value DESC`,
  },
  {
    name: 'Paid amount, one quarter against the one before',
    ask: { metric: 'pay_amount', compare: 'previous_period', ...QUARTER },
    sql: `SELECT (${paid.replace('::DOUBLE', '')} FILTER (WHERE paid_at >= TIMESTAMP '${QUARTER.from}'))::DOUBLE AS value,
  (${paid.replace('::DOUBLE', '')} FILTER (WHERE paid_at < TIMESTAMP '${QUARTER.from}'))::DOUBLE AS previous
FROM orders WHERE ${paidIn({ from: '2025-07-01', to: QUARTER.to })}`,
  },
  {
    name: 'Placed amount by month × platform, two years',
    ask: { metric: 'gmv_placed', by: ['month', 'platform'], from: '2024-01-01', to: '2026-01-01' },
    sql: `SELECT strftime(created_at, '%Y-%m') AS month, platform, sum(payable_amount)::DOUBLE AS value FROM orders
WHERE created_at >= TIMESTAMP '2024-01-01' AND created_at < TIMESTAMP '2026-01-01' GROUP BY ALL ORDER BY ALL`,
  },
];

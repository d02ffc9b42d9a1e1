import { defineAnalysis } from '../contracts/analysis.ts';
import { AppError } from '../contracts/errors.ts';
import { rfmSegment, type RfmSegment } from '../kernels/rfm-segment.ts';

/** Answer: `{ asOf, currency, buyers, segments: { segment, buyers, amount, orders }[] }`, largest amount first. */
export default defineAnalysis({
  id: 'rfm-summary',
  title: { 'zh-CN': 'RFM 分群', en: 'RFM segments' },
  about: {
    'zh-CN': '按最近一次付款离现在多久、在几个不同日子付过款，把买家分成六群，各有多少人、贡献多少净额。',
    en: 'Buyers in six groups by how recently and on how many days they paid, with the number of people and the net amount of each.',
  },
  inputs: ['orders', 'shop'],
  params: { as_of: 'DATE', platform: 'VARCHAR', shop: 'VARCHAR', currency: 'VARCHAR' },
  sql: `
    WITH main_currency AS (
      SELECT currency
      FROM orders
      WHERE is_paid AND customer_key IS NOT NULL
      GROUP BY currency
      ORDER BY count(*) DESC, currency
      LIMIT 1
    ), visits AS (
      SELECT
        o.customer_key,
        o.currency,
        (coalesce(o.paid_at, o.created_at) - to_hours(coalesce(s.day_cut_hour, 0)))::DATE AS day,
        coalesce(o.buyer_paid_amount, 0) - coalesce(o.refunded_amount, 0) AS net_amount
      FROM orders o
      LEFT JOIN shop s ON s.shop_id = o.shop_id
      WHERE o.is_paid
        AND o.customer_key IS NOT NULL
        AND o.currency = coalesce($currency, (SELECT currency FROM main_currency))
        AND ($platform IS NULL OR o.platform = $platform)
        AND ($shop IS NULL OR o.shop_id = $shop)
    ), buyers AS (
      SELECT
        customer_key,
        any_value(currency) AS currency,
        max(day) AS last_day,
        count(DISTINCT day)::INTEGER AS paying_days,
        count(*) AS orders,
        sum(net_amount) AS net_amount
      FROM visits
      WHERE $as_of IS NULL OR day < $as_of
      GROUP BY customer_key
    ), scored AS (
      SELECT *, ntile(5) OVER (ORDER BY last_day, customer_key) AS recency
      FROM buyers
    )
    SELECT
      recency::INTEGER AS recency,
      least(paying_days, 5)::INTEGER AS paying_days,
      count(*)::INTEGER AS buyers,
      sum(orders)::INTEGER AS orders,
      sum(net_amount)::DECIMAL(18,4) AS amount,
      any_value(currency) AS currency,
      coalesce($as_of, (SELECT max(last_day) + 1 FROM buyers))::DATE AS as_of
    FROM scored
    GROUP BY 1, 2
    ORDER BY 1, 2`,
  out: [
    { name: 'recency', type: 'INTEGER' },
    { name: 'paying_days', type: 'INTEGER' },
    { name: 'buyers', type: 'INTEGER' },
    { name: 'orders', type: 'INTEGER' },
    { name: 'amount', type: 'DECIMAL(18,4)' },
    { name: 'currency', type: 'VARCHAR' },
    { name: 'as_of', type: 'DATE' },
  ],
  compute({ recency, paying_days, buyers, orders, amount, currency, as_of }) {
    if (buyers.length === 0) throw new AppError('BUYERS_UNKNOWN', {});
    const segments = new Map<RfmSegment, { buyers: number; orders: number; amount: number }>();
    recency.forEach((score, row) => {
      const segment = rfmSegment(score, paying_days[row] ?? 1);
      const sums = segments.get(segment) ?? { buyers: 0, orders: 0, amount: 0 };
      segments.set(segment, {
        buyers: sums.buyers + (buyers[row] ?? 0),
        orders: sums.orders + (orders[row] ?? 0),
        amount: Math.round((sums.amount + (amount[row] ?? 0)) * 10_000) / 10_000,
      });
    });
    return {
      asOf: as_of[0] ?? null,
      currency: currency[0] ?? null,
      buyers: buyers.reduce((sum, each) => sum + each, 0),
      segments: [...segments]
        .map(([segment, sums]) => ({ segment, ...sums }))
        .toSorted((a, b) => b.amount - a.amount || a.segment.localeCompare(b.segment)),
    };
  },
});

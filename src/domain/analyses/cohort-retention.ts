import { defineAnalysis } from '../contracts/analysis.ts';
import { AppError } from '../contracts/errors.ts';
import { retentionTable } from '../kernels/retention-table.ts';

const monthNumber = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const monthText = (number: number) => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;

/** Answer: `{ months: { cohort, size, retained }[], lastMonthIsRunning }`; `retained[k]` is the share active k months later. */
export default defineAnalysis({
  id: 'cohort-retention',
  title: { 'zh-CN': '首购月留存', en: 'Retention by first month' },
  about: {
    'zh-CN': '同一个月第一次付款的买家，之后每个月还有多少人再付款。最后一个月还没过完，会偏低。',
    en: 'Of the buyers who first paid in the same month, how many pay again in each month after. The last month is still running and reads low.',
  },
  inputs: ['orders', 'shop'],
  params: { from: 'DATE', to: 'DATE', platform: 'VARCHAR', shop: 'VARCHAR' },
  sql: `
    WITH visits AS (
      SELECT DISTINCT
        o.customer_key,
        (coalesce(o.paid_at, o.created_at) - to_hours(coalesce(s.day_cut_hour, 0)))::DATE AS day
      FROM orders o
      LEFT JOIN shop s ON s.shop_id = o.shop_id
      WHERE o.is_paid
        AND o.customer_key IS NOT NULL
        AND ($platform IS NULL OR o.platform = $platform)
        AND ($shop IS NULL OR o.shop_id = $shop)
    ), seen AS (
      SELECT customer_key, day, min(day) OVER (PARTITION BY customer_key) AS first_day, max(day) OVER () AS last_day
      FROM visits
      WHERE day IS NOT NULL AND ($to IS NULL OR day < $to)
    )
    SELECT
      strftime(first_day, '%Y-%m') AS cohort,
      date_diff('month', date_trunc('month', first_day), date_trunc('month', day))::INTEGER AS age,
      count(DISTINCT customer_key)::INTEGER AS buyers,
      strftime(any_value(last_day), '%Y-%m') AS last_month
    FROM seen
    WHERE $from IS NULL OR first_day >= $from
    GROUP BY cohort, age
    ORDER BY cohort, age`,
  out: [
    { name: 'cohort', type: 'VARCHAR' },
    { name: 'age', type: 'INTEGER' },
    { name: 'buyers', type: 'INTEGER' },
    { name: 'last_month', type: 'VARCHAR' },
  ],
  compute({ cohort, age, buyers, last_month }) {
    const [first] = cohort;
    const [last] = last_month;
    if (!first || !last) throw new AppError('BUYERS_UNKNOWN', {});
    const origin = monthNumber(first);
    const cells = cohort.map((month, row) => ({
      cohort: monthNumber(month ?? first) - origin,
      age: age[row] ?? 0,
      buyers: buyers[row] ?? 0,
    }));
    const rows = retentionTable(cells, monthNumber(last) - origin + 1);
    return {
      months: rows.map((row) => ({ ...row, cohort: monthText(origin + row.cohort) })),
      lastMonthIsRunning: last,
    };
  },
});

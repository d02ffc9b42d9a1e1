import type { DimensionId } from '../contracts/metric.ts';
import { counts, fromWhere, groupOutputs, named, scopeOf, type CompiledSelect, type Scope } from './metric-scope.ts';
import { bucketOf } from './metric-sources.ts';
import type { MetricPlan } from './plan-metric.ts';
import { quoteIdent } from './quote-ident.ts';

const PERIODS: readonly DimensionId[] = ['day', 'week', 'month'];
/** Longer than any data reaches: a buyer without another visit. */
const NEVER = "DATE '9999-12-31'";

/** The day after the last day of a period that begins on a day. */
const PERIOD_END: Partial<Record<DimensionId, string>> = {
  day: '(d.day + 1)',
  week: "(date_trunc('week', d.day)::DATE + 7)",
  month: "(date_trunc('month', d.day) + INTERVAL 1 MONTH)::DATE",
};

const SUMS = counts(['window_buyers', 'repeat_buyers', 'present', 'known_buyer_orders']);
const list = (parts: readonly string[]) => parts.map((part) => `${part},\n  `).join('');

/** Buyers with visits on at least two business days of one window, and all buyers of the window. */
function compileWindow(plan: MetricPlan, scope: Scope): string {
  const { source, basis, by } = plan;
  const day = source.day(basis);
  const groups = by.map((dimension) => `${bucketOf(dimension, day, source.hour(basis))} AS ${quoteIdent(dimension)}`);
  return `SELECT ${list(by.map((dimension) => `v.${quoteIdent(dimension)}`))}count(v.buyer_no) AS window_buyers,
  count(*) FILTER (WHERE v.buyer_no IS NOT NULL AND v.last_visit > v.first_visit) AS repeat_buyers,
  coalesce(sum(v.visits), 0)::BIGINT AS present,
  coalesce(sum(v.visits) FILTER (WHERE v.buyer_no IS NOT NULL), 0)::BIGINT AS known_buyer_orders
FROM (
  SELECT ${list(groups)}m.buyer_no,
    min(${day}) AS first_visit,
    max(${day}) AS last_visit,
    count(*) AS visits
  ${fromWhere({ plan, by: plan.by }, scope)}
  GROUP BY ALL
) v${by.length > 0 ? '\nGROUP BY ALL' : ''}`;
}

/**
 * The same at the end of every period. A visit keeps its buyer counted until the next visit or until the window has
 * passed; a visit with one before it keeps them counted as a repeat buyer until the earlier one leaves the window. So
 * each visit is an interval, and the value of any day is a running sum of their starts and ends.
 */
function compileRolling(plan: MetricPlan, scope: Scope, period: DimensionId): string {
  const { source, basis } = plan;
  const day = source.day(basis);
  const others = plan.by.filter((dimension) => dimension !== period);
  const names = others.map(quoteIdent);
  const groups = others.map(
    (dimension) => `${bucketOf(dimension, day, source.hour(basis))} AS ${quoteIdent(dimension)}`,
  );
  const same = others.map((dimension) => `c.${quoteIdent(dimension)} IS NOT DISTINCT FROM x.${quoteIdent(dimension)}`);
  return `WITH visits AS (
  SELECT DISTINCT ${list(groups)}m.buyer_no, ${day} AS visit
  ${fromWhere({ plan, by: plan.by }, scope)} AND m.buyer_no IS NOT NULL
), linked AS (
  SELECT ${list(names)}visit,
    lag(visit) OVER chain + $window AS repeats_until,
    coalesce(lead(visit) OVER chain, ${NEVER}) AS next_visit
  FROM visits
  WINDOW chain AS (PARTITION BY ${list(names)}buyer_no ORDER BY visit)
), changes AS (
  SELECT ${list(names)}visit + 1 AS turn, 1 AS buyers, (repeats_until > visit)::INTEGER AS repeats FROM linked
  UNION ALL
  SELECT ${list(names)}least(next_visit, visit + $window) + 1 AS turn, -1 AS buyers, 0 AS repeats FROM linked
  UNION ALL
  SELECT ${list(names)}least(next_visit, repeats_until) + 1 AS turn, 0 AS buyers, -1 AS repeats FROM linked WHERE repeats_until > visit
), net AS (
  SELECT ${list(names)}turn, sum(buyers) AS buyers, sum(repeats) AS repeats FROM changes GROUP BY ALL
), periods AS (
  SELECT DISTINCT ${bucketOf(period, 'd.day', '')} AS period, least(${PERIOD_END[period] ?? 'd.day'}, $to) AS period_end
  FROM (SELECT unnest(generate_series($from, $to - INTERVAL 1 DAY, INTERVAL 1 DAY))::DATE AS day) d
), members AS (
  SELECT ${names.length > 0 ? `DISTINCT ${names.join(', ')}` : '1 AS everyone'} FROM net
)
SELECT p.period AS ${quoteIdent(period)},
  ${list(names.map((name) => `x.${name}`))}coalesce(sum(c.buyers), 0)::BIGINT AS window_buyers,
  coalesce(sum(c.repeats), 0)::BIGINT AS repeat_buyers,
  coalesce(sum(c.buyers), 0)::BIGINT AS present,
  coalesce(sum(c.buyers), 0)::BIGINT AS known_buyer_orders
FROM periods p
CROSS JOIN ${names.length > 0 ? 'members' : '(SELECT 1 AS everyone)'} x
LEFT JOIN net c ON c.turn <= p.period_end${same.map((each) => ` AND ${each}`).join('')}
GROUP BY ALL`;
}

/** The SQL of a look-back metric: repeat buyers in a window that ends with the range or with each period of it. */
export function compileRepeat(plan: MetricPlan): CompiledSelect {
  const scope = scopeOf(plan);
  const period = plan.by.find((dimension) => PERIODS.includes(dimension));
  const day = plan.source.day(plan.basis);
  const { range, lookBack } = plan;
  if (range !== null) {
    scope.conditions.push(`${day} < $to`);
    scope.params.push({ name: 'to', type: 'DATE', value: range.to });
    if (lookBack === null) scope.conditions.push(`${day} >= $from`);
    else if (period === undefined) scope.conditions.push(`${day} >= $to - $window`);
    scope.params.push(
      { name: 'from', type: 'DATE', value: range.from },
      { name: 'window', type: 'INTEGER', value: lookBack },
    );
  }
  const inner =
    period !== undefined && range !== null && lookBack !== null
      ? compileRolling(plan, scope, period)
      : compileWindow(plan, scope);
  return {
    sql: named({ plan, by: plan.by }, inner, SUMS),
    params: scope.params,
    outputs: [...groupOutputs(plan.by), ...SUMS],
  };
}

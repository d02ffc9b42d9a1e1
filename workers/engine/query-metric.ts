import { compareRange, type ComparedRange } from '../../src/domain/calendar/comparison.ts';
import { addDays, daysBetween } from '../../src/domain/calendar/day.ts';
import type { MetricDefinition } from '../../src/domain/contracts/define-metric.ts';
import type { DayRange } from '../../src/domain/contracts/import.ts';
import type { MetricAnswer, MetricQuery, MetricRow } from '../../src/domain/contracts/metric.ts';
import { isMoney, planTotal } from '../../src/domain/sql/plan-metric.ts';
import { isOutsideData, narrowed, withPrevious } from './compare-rows.ts';
import { readCoverage } from './coverage.ts';
import type { Asking } from './db-port.ts';
import { fillGaps } from './fill-gaps.ts';
import { readGroups, sortRows } from './metric-rows.ts';
import { prepareQuery, type MetricAsking, type PreparedQuery } from './prepare-query.ts';
import { dataAsOf, type Extent } from './read-extents.ts';

/** Money in the currencies that the value leaves out. */
async function readOtherCurrencies(
  asking: Asking,
  { plan, extents, checked }: PreparedQuery,
): Promise<MetricAnswer['otherCurrencies']> {
  if (!isMoney(plan.metric) || plan.metric.unit === 'ratio' || checked.currency !== null) return [];
  const found: MetricAnswer['otherCurrencies'] = [];
  for (const currency of new Set(extents.map((extent) => extent.currency))) {
    if (currency === plan.currency) continue;
    const [total] = await readGroups(asking, planTotal(plan, currency));
    if (total && total.present > 0 && total.value !== null) found.push({ currency, value: total.value });
  }
  return found;
}

/** Days at the end of a range whose refunds still come in: the last `matureDays` before the data ends. */
function immatureDays(metric: MetricDefinition, range: DayRange, asOf: string | null): number {
  if (metric.matureDays === undefined || asOf === null) return 0;
  const end = addDays(asOf.slice(0, 10), 1);
  const begin = addDays(end, -metric.matureDays);
  const from = range.from > begin ? range.from : begin;
  const to = range.to < end ? range.to : end;
  return from < to ? daysBetween(from, to) : 0;
}

async function readRows(asking: Asking, prepared: PreparedQuery, compared: ComparedRange | null): Promise<MetricRow[]> {
  const { plan, range, data } = prepared;
  const read = await readGroups(asking, plan);
  const known =
    plan.by.length === 0 && isOutsideData(range, data) ? read.map((group) => ({ ...group, value: null })) : read;
  const groups = fillGaps(plan, known, prepared);
  if (compared === null) return groups.map(({ members, value }) => ({ ...members, value }));
  const before = await readGroups(asking, { ...narrowed(plan, groups), range: compared });
  return withPrevious(prepared, compared, { now: groups, before });
}

function withShopNames(rows: readonly MetricRow[], extents: readonly Extent[]): MetricRow[] {
  const names = new Map(extents.map(({ shopId, shopName }) => [shopId, shopName]));
  return rows.map((row) =>
    'shop' in row ? { ...row, shop_label: names.get(String(row['shop'])) ?? String(row['shop'] ?? '') } : row,
  );
}

/**
 * A number, or a table of numbers, with everything that must be said beside it.
 * @throws METRIC_UNKNOWN, DIMENSION_UNKNOWN, PARAM_INVALID.
 */
export async function queryMetric(asking: MetricAsking, query: MetricQuery): Promise<MetricAnswer> {
  const begun = performance.now();
  const prepared = await prepareQuery(asking, query);
  const { checked, plan, range, extents } = prepared;
  const { metric } = plan;
  const compared = checked.compare === null ? null : compareRange(range, checked.compare);
  const rows = sortRows(plan.by, withShopNames(await readRows(asking, prepared, compared), extents));
  const coverage = await readCoverage(asking, prepared, compared);
  const asOf = dataAsOf(extents);
  return {
    metric: metric.id,
    rows: plan.limit === null ? rows : rows.slice(0, plan.limit),
    unit: metric.unit,
    currency: isMoney(metric) ? plan.currency : null,
    otherCurrencies: await readOtherCurrencies(asking, prepared),
    from: range.from,
    to: range.to,
    comparison:
      compared === null ? null : { kind: compared.kind, from: compared.from, to: compared.to, label: compared.label },
    dataAsOf: asOf,
    timeBasis: metric.timeBasis,
    notComputable: coverage.notComputable,
    immatureDays: immatureDays(metric, range, asOf),
    notes: coverage.notes,
    ...(plan.lookBack === null
      ? {}
      : { window: { from: addDays(range.to, -plan.lookBack), to: range.to, days: plan.lookBack } }),
    millis: performance.now() - begun,
  };
}

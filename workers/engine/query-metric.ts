import { compareRange, type ComparedRange } from '../../src/domain/calendar/comparison.ts';
import { addDays, daysBetween } from '../../src/domain/calendar/day.ts';
import type { MetricDefinition } from '../../src/domain/contracts/define-metric.ts';
import type { DayRange } from '../../src/domain/contracts/import.ts';
import type { MetricAnswer, MetricQuery, MetricRow } from '../../src/domain/contracts/metric.ts';
import { isMoney, planTotal, type MetricPlan } from '../../src/domain/sql/plan-metric.ts';
import { isOutsideData, narrowed, narrows, withPrevious } from './compare-rows.ts';
import { coveragePlans, readCoverage, type CoveragePlans } from './coverage.ts';
import type { Asking } from './db-port.ts';
import { fillGaps } from './fill-gaps.ts';
import { sortRows } from './metric-rows.ts';
import { prepareQuery, type MetricAsking, type PreparedQuery } from './prepare-query.ts';
import { dataAsOf, readExtents, type Extent } from './read-extents.ts';
import { readPlans, type ReadGroups } from './read-plans.ts';

/** A question with everything that it asks of the engine, so that several can be asked together. */
type Question = {
  prepared: PreparedQuery;
  compared: ComparedRange | null;
  /** The compared days; null when nothing is compared, or when only the groups of the answer are asked for again. */
  before: MetricPlan | null;
  coverage: CoveragePlans;
  /** The whole in each currency that the value leaves out. */
  others: { currency: string; plan: MetricPlan }[];
};

function otherCurrencies({ plan, extents, checked }: PreparedQuery): Question['others'] {
  if (!isMoney(plan.metric) || plan.metric.unit === 'ratio' || checked.currency !== null) return [];
  return [...new Set(extents.map((extent) => extent.currency))]
    .filter((currency) => currency !== plan.currency)
    .map((currency) => ({ currency, plan: planTotal(plan, currency) }));
}

async function prepare(asking: MetricAsking, query: MetricQuery): Promise<Question> {
  const prepared = await prepareQuery(asking, query);
  const { plan, range, checked } = prepared;
  const compared = checked.compare === null ? null : compareRange(range, checked.compare);
  return {
    prepared,
    compared,
    before: compared === null || narrows(plan) ? null : { ...plan, limit: null, range: compared },
    coverage: coveragePlans(prepared),
    others: otherCurrencies(prepared),
  };
}

const plansOf = ({ prepared, before, coverage, others }: Question): MetricPlan[] => [
  prepared.plan,
  ...(before === null ? [] : [before]),
  ...[...coverage, ...others].map(({ plan }) => plan),
];

/** Days at the end of a range whose refunds still come in: the last `matureDays` before the data ends. */
function immatureDays(metric: MetricDefinition, range: DayRange, asOf: string | null): number {
  if (metric.matureDays === undefined || asOf === null) return 0;
  const end = addDays(asOf.slice(0, 10), 1);
  const begin = addDays(end, -metric.matureDays);
  const from = range.from > begin ? range.from : begin;
  const to = range.to < end ? range.to : end;
  return from < to ? daysBetween(from, to) : 0;
}

async function readRows(
  asking: Asking,
  read: ReadGroups,
  { prepared, compared, before }: Question,
): Promise<MetricRow[]> {
  const { plan, range, data } = prepared;
  const found = await read(plan);
  const known =
    plan.by.length === 0 && isOutsideData(range, data) ? found.map((group) => ({ ...group, value: null })) : found;
  const groups = fillGaps(plan, known, prepared);
  if (compared === null) return groups.map(({ members, value }) => ({ ...members, value }));
  const again = before ?? { ...narrowed(plan, groups), range: compared };
  const earlier = await (before === null ? readPlans(asking, [again]) : read)(again);
  return withPrevious(prepared, compared, { now: groups, before: earlier });
}

async function readOtherCurrencies(read: ReadGroups, others: Question['others']) {
  const found: MetricAnswer['otherCurrencies'] = [];
  for (const { currency, plan } of others) {
    const [total] = await read(plan);
    if (total && total.present > 0 && total.value !== null) found.push({ currency, value: total.value });
  }
  return found;
}

function withShopNames(rows: readonly MetricRow[], extents: readonly Extent[]): MetricRow[] {
  const names = new Map(extents.map(({ shopId, shopName }) => [shopId, shopName]));
  return rows.map((row) =>
    'shop' in row ? { ...row, shop_label: names.get(String(row['shop'])) ?? String(row['shop'] ?? '') } : row,
  );
}

async function answer(asking: Asking, read: ReadGroups, question: Question): Promise<Omit<MetricAnswer, 'millis'>> {
  const { prepared, compared } = question;
  const { plan, range, extents } = prepared;
  const { metric } = plan;
  const rows = sortRows(plan.by, withShopNames(await readRows(asking, read, question), extents));
  const coverage = await readCoverage(read, { prepared, compared, plans: question.coverage });
  const asOf = dataAsOf(extents);
  return {
    metric: metric.id,
    rows: plan.limit === null ? rows : rows.slice(0, plan.limit),
    unit: metric.unit,
    currency: isMoney(metric) ? plan.currency : null,
    otherCurrencies: await readOtherCurrencies(read, question.others),
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
  };
}

/**
 * Answers several questions with as few statements as can: those over the same rows of the same mart share one. Each
 * comes out as it would alone, or with the error it would have met alone, in the order of the questions.
 */
export async function queryMetrics(
  asking: MetricAsking,
  queries: readonly MetricQuery[],
): Promise<PromiseSettledResult<MetricAnswer>[]> {
  const begun = performance.now();
  const extents = asking.extents ?? (await readExtents(asking));
  const questions = await Promise.allSettled(queries.map((query) => prepare({ ...asking, extents }, query)));
  const read = readPlans(
    asking,
    questions.flatMap((one) => (one.status === 'fulfilled' ? plansOf(one.value) : [])),
  );
  return Promise.allSettled(
    questions.map(async (one): Promise<MetricAnswer> => {
      if (one.status === 'rejected') throw one.reason;
      return { ...(await answer(asking, read, one.value)), millis: performance.now() - begun };
    }),
  );
}

/**
 * A number, or a table of numbers, with everything that must be said beside it.
 * @throws METRIC_UNKNOWN, DIMENSION_UNKNOWN, PARAM_INVALID.
 */
export async function queryMetric(asking: MetricAsking, query: MetricQuery): Promise<MetricAnswer> {
  const [only] = await queryMetrics(asking, [query]);
  if (only?.status !== 'fulfilled') throw only?.reason;
  return only.value;
}

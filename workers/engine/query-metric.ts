import { compareRange, type ComparedRange } from '../../src/domain/calendar/comparison.ts';
import { timeMembers } from '../../src/domain/calendar/buckets.ts';
import { addDays, daysBetween } from '../../src/domain/calendar/day.ts';
import type { MetricDefinition } from '../../src/domain/contracts/define-metric.ts';
import { AppError } from '../../src/domain/contracts/errors.ts';
import type { DayRange } from '../../src/domain/contracts/import.ts';
import type { DimensionId, MetricAnswer, MetricQuery, MetricRow } from '../../src/domain/contracts/metric.ts';
import { isMoney, planMetric, type MetricPlan } from '../../src/domain/sql/plan-metric.ts';
import { readMetricQuery, type CheckedQuery } from '../../src/domain/sql/read-query.ts';
import { readCoverage } from './coverage.ts';
import type { DbPort } from './db-port.ts';
import { fillGaps } from './fill-gaps.ts';
import { groupKey, readGroups, sortRows, type MetricGroup } from './metric-rows.ts';
import { dataAsOf, dataRange, extentsInScope, mainCurrency, readExtents, type Extent } from './read-extents.ts';

/** Metrics by id, as the registry collects them. */
export type Metrics = ReadonlyMap<string, MetricDefinition>;

/** A question with all that was looked up for it. */
export type PreparedQuery = {
  checked: CheckedQuery;
  plan: MetricPlan;
  /** The days the answer is about; the data's own where nothing was asked. */
  range: DayRange;
  data: DayRange;
  extents: Extent[];
};

const NO_DATA: DayRange = { from: '1970-01-01', to: '1970-01-01' };

/** Checks a question and chooses how it is answered. @throws METRIC_UNKNOWN, DIMENSION_UNKNOWN, PARAM_INVALID. */
export async function prepareQuery(
  db: DbPort,
  metrics: Metrics,
  query: MetricQuery,
  signal?: AbortSignal,
): Promise<PreparedQuery> {
  const checked = readMetricQuery(query);
  const metric = metrics.get(checked.metric);
  if (!metric) throw new AppError('METRIC_UNKNOWN', { metric: checked.metric });
  const all = await readExtents(db, signal);
  const extents = extentsInScope(all, checked.filters);
  const data = dataRange(all) ?? NO_DATA;
  const from = checked.from ?? (checked.to !== null && checked.to < data.from ? checked.to : data.from);
  const range = { from, to: checked.to ?? (data.to < from ? from : data.to) };
  const isOpen = checked.from === null && checked.to === null && metric.rollingDays === undefined;
  const currency = checked.currency ?? (isMoney(metric) ? mainCurrency(extents) : null);
  return {
    checked,
    plan: planMetric(metric, checked, { currency, range: isOpen ? null : range }),
    range,
    data,
    extents,
  };
}

/** Whether a range lies wholly before or after the days that hold data, so that nothing can be said of it. */
function isOutsideData(range: DayRange, data: DayRange): boolean {
  return range.to <= data.from || range.from >= data.to;
}

/** Members of the compared range by the members they stand opposite. */
function oppositeMembers(
  by: readonly DimensionId[],
  range: DayRange,
  compared: ComparedRange,
): Map<DimensionId, Map<unknown, unknown>> {
  const found = new Map<DimensionId, Map<unknown, unknown>>();
  for (const dimension of by) {
    const here = timeMembers(dimension, range);
    const there = timeMembers(dimension, compared);
    if (here === null || there === null || dimension === 'weekday' || dimension === 'hour_of_day') continue;
    const isExact = dimension === 'day' || dimension === 'hour';
    found.set(
      dimension,
      new Map(
        here.map((each, index) => {
          const text = String(each);
          return [each, isExact ? `${compared.opposite(text.slice(0, 10))}${text.slice(10)}` : there[index]];
        }),
      ),
    );
  }
  return found;
}

/** A plan narrowed to the groups that are shown, so that a long tail is not read twice. */
function narrowed(plan: MetricPlan, groups: readonly MetricGroup[]): MetricPlan {
  const [only] = plan.by;
  const id = only === 'product' || only === 'shop' || only === 'province' ? only : undefined;
  if (plan.limit === null || plan.by.length !== 1 || id === undefined) return { ...plan, limit: null };
  return {
    ...plan,
    limit: null,
    filters: { ...plan.filters, [id]: groups.map(({ members }) => String(members[id] ?? '')) },
  };
}

/** Sets each row beside its opposite; groups that only the compared range has stand with 0 where that is sure. */
function withPrevious(
  prepared: PreparedQuery,
  groups: readonly MetricGroup[],
  before: readonly MetricGroup[],
  compared: ComparedRange,
): MetricRow[] {
  const { plan, range, data } = prepared;
  const opposite = oppositeMembers(plan.by, range, compared);
  const previous = new Map(before.map((group) => [groupKey(plan.by, group.members), group]));
  const used = new Set<string>();
  const isUnknown = isOutsideData(compared, data);
  const empty = isUnknown || plan.metric.calculate.per !== undefined ? null : 0;
  const rows = groups.map(({ members, value }): MetricRow => {
    const there = Object.fromEntries(
      Object.entries(members).map(([name, cell]) => {
        const map = [...opposite].find(([dimension]) => dimension === name)?.[1];
        return [name, map ? toCell(map.get(cell)) : cell];
      }),
    );
    const key = groupKey(plan.by, there);
    const found = previous.get(key);
    used.add(key);
    return { ...members, value, previous: found && !isUnknown ? found.value : empty };
  });
  if (opposite.size > 0 || plan.limit !== null) return rows;
  const gone = plan.metric.calculate.per === undefined ? 0 : null;
  return [
    ...rows,
    ...[...previous]
      .filter(([key]) => !used.has(key))
      .map(([, { members, value }]): MetricRow => ({ ...members, value: gone, previous: value })),
  ];
}

function toCell(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** Money in the currencies that the value leaves out. */
async function readOtherCurrencies(
  db: DbPort,
  { plan, extents, checked }: PreparedQuery,
  signal?: AbortSignal,
): Promise<MetricAnswer['otherCurrencies']> {
  if (!isMoney(plan.metric) || plan.metric.unit === 'ratio' || checked.currency !== null) return [];
  const found: MetricAnswer['otherCurrencies'] = [];
  for (const currency of new Set(extents.map((extent) => extent.currency))) {
    if (currency === plan.currency) continue;
    const [total] = await readGroups(db, { ...plan, currency, by: [], limit: null }, signal);
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

async function readRows(
  db: DbPort,
  prepared: PreparedQuery,
  compared: ComparedRange | null,
  signal?: AbortSignal,
): Promise<MetricRow[]> {
  const { plan, range, data } = prepared;
  const read = await readGroups(db, plan, signal);
  const known =
    plan.by.length === 0 && isOutsideData(range, data) ? read.map((group) => ({ ...group, value: null })) : read;
  const groups = fillGaps(plan, known, range, data);
  if (compared === null) return groups.map(({ members, value }) => ({ ...members, value }));
  const before = await readGroups(db, { ...narrowed(plan, groups), range: compared }, signal);
  return withPrevious(prepared, groups, before, compared);
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
export async function queryMetric(
  db: DbPort,
  metrics: Metrics,
  query: MetricQuery,
  signal?: AbortSignal,
): Promise<MetricAnswer> {
  const begun = performance.now();
  const prepared = await prepareQuery(db, metrics, query, signal);
  const { checked, plan, range, extents } = prepared;
  const { metric } = plan;
  const compared = checked.compare === null ? null : compareRange(range, checked.compare);
  const rows = sortRows(plan.by, withShopNames(await readRows(db, prepared, compared, signal), extents));
  const coverage = await readCoverage(db, prepared, compared, signal);
  const asOf = dataAsOf(extents);
  return {
    metric: metric.id,
    rows: plan.limit === null ? rows : rows.slice(0, plan.limit),
    unit: metric.unit,
    currency: isMoney(metric) ? plan.currency : null,
    otherCurrencies: await readOtherCurrencies(db, prepared, signal),
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

import type { MetricDefinition } from '../../src/domain/contracts/define-metric.ts';
import { AppError } from '../../src/domain/contracts/errors.ts';
import type { DayRange } from '../../src/domain/contracts/import.ts';
import type { MetricQuery } from '../../src/domain/contracts/metric.ts';
import { isMoney, planMetric, type MetricPlan } from '../../src/domain/sql/plan-metric.ts';
import { readMetricQuery, type CheckedQuery } from '../../src/domain/sql/read-query.ts';
import type { Asking } from './db-port.ts';
import { dataRange, extentsInScope, mainCurrency, readExtents, type Extent } from './read-extents.ts';

/** Metrics by id, as the registry collects them. */
export type Metrics = ReadonlyMap<string, MetricDefinition>;

/** Where a metric is asked. */
export type MetricAsking = Asking & {
  readonly metrics: Metrics;
  /** The reach of the data where it was read since the last change; else it is read again for each question. */
  readonly extents?: readonly Extent[] | undefined;
};

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
export async function prepareQuery(asking: MetricAsking, query: MetricQuery): Promise<PreparedQuery> {
  const checked = readMetricQuery(query);
  const metric = asking.metrics.get(checked.metric);
  if (!metric) throw new AppError('METRIC_UNKNOWN', { metric: checked.metric });
  const all = asking.extents ?? (await readExtents(asking));
  const extents = extentsInScope(all, checked.filters);
  const data = dataRange(all) ?? NO_DATA;
  const range = rangeOf(checked, data);
  const isOpen = checked.from === null && checked.to === null && metric.rollingDays === undefined;
  const currency = checked.currency ?? (isMoney(metric) ? mainCurrency(extents) : null);
  const isOneCurrency = extents.every((extent) => extent.currency === currency && extent.statesCurrency);
  const plan = planMetric(metric, checked, { currency, isOneCurrency, range: isOpen ? null : range });
  return { checked, plan, range, data, extents };
}

/** The asked days, as far as the data reaches where an end was left open. */
function rangeOf({ from, to }: CheckedQuery, data: DayRange): DayRange {
  if (from !== null) return { from, to: to ?? (data.to < from ? from : data.to) };
  return { from: to !== null && to < data.from ? to : data.from, to: to ?? data.to };
}

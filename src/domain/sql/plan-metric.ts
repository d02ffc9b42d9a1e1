import { addDays } from '../calendar/day.ts';
import type { DayRange } from '../contracts/import.ts';
import { MEASURES, REQUIREMENTS, type MeasureId, type MetricDefinition } from '../contracts/define-metric.ts';
import { AppError } from '../contracts/errors.ts';
import type { DimensionId } from '../contracts/metric.ts';
import { SOURCES, type Basis, type MetricSource } from './metric-sources.ts';
import type { CheckedQuery, FilterId } from './read-query.ts';

/** Everything that decides the SQL of one metric over one range; no value of it is text to be pasted. */
export type MetricPlan = {
  metric: MetricDefinition;
  source: MetricSource;
  basis: Basis;
  by: readonly DimensionId[];
  filters: Readonly<Partial<Record<FilterId, readonly string[]>>>;
  currency: string | null;
  /** Whether all that the filters leave is in that currency, so that nothing has to be held against it. */
  isOneCurrency: boolean;
  /** Null when nothing narrows the days: then rows without a day count too. */
  range: DayRange | null;
  /** Counts buyers who come back instead of summing measures. */
  isRepeat: boolean;
  /** Days that a look-back metric looks back; null looks at the range. */
  lookBack: number | null;
  measures: readonly MeasureId[];
  /** Coverage measure of each requirement. */
  known: readonly MeasureId[];
  limit: number | null;
};

type PlanContext = { currency: string | null; isOneCurrency: boolean; range: DayRange | null };

/** The measures a metric is made of. */
export function measuresOf(metric: MetricDefinition): MeasureId[] {
  const { plus, minus = [], per } = metric.calculate;
  return [...new Set([...plus, ...minus, ...(per === undefined ? [] : [per])])];
}

/** Whether money is part of it, so that it must stay within one currency. */
export function isMoney(metric: MetricDefinition): boolean {
  return measuresOf(metric).some((measure) => MEASURES[measure] === 'amount');
}

function chooseSource(
  metric: MetricDefinition,
  asked: readonly DimensionId[],
  measures: readonly MeasureId[],
): MetricSource {
  const source = SOURCES.find(
    ({ dimensions, measures: offered }) =>
      asked.every((dimension) => dimensions.has(dimension)) && measures.every((measure) => offered.has(measure)),
  );
  if (!source) throw new AppError('PARAM_INVALID', { name: 'by', reason: `${metric.id} × ${asked.join(' × ')}` });
  return source;
}

function filterIds(filters: MetricPlan['filters']): FilterId[] {
  return Object.keys(filters).filter((id): id is FilterId => id in filters);
}

/**
 * Chooses the smallest mart that answers, and what to ask of it.
 * @throws PARAM_INVALID when the metric has no meaning by one of the dimensions.
 */
export function planMetric(metric: MetricDefinition, query: CheckedQuery, context: PlanContext): MetricPlan {
  const asked = [...new Set([...query.by, ...filterIds(query.filters)])];
  const foreign = asked.find((dimension) => !metric.dimensions.includes(dimension));
  if (foreign) throw new AppError('PARAM_INVALID', { name: 'by', reason: `${metric.id} × ${foreign}` });
  const measures = measuresOf(metric);
  const known = [...new Set(metric.requires.map((id) => REQUIREMENTS[id].known))];
  const lookBack =
    metric.rollingDays === undefined || query.windowDays === 'range' ? null : (query.windowDays ?? metric.rollingDays);
  return {
    metric,
    source: chooseSource(metric, asked, [...measures, ...known]),
    basis: metric.timeBasis === 'paid_at' ? 'paid' : 'placed',
    by: query.by,
    filters: query.filters,
    currency: context.currency,
    isOneCurrency: context.isOneCurrency,
    range: context.range,
    isRepeat: metric.rollingDays !== undefined,
    lookBack,
    measures,
    known,
    limit: query.limit,
  };
}

/** How many orders of each platform state what one requirement needs: the same scope, asked of the smallest mart. */
export function planCoverage(plan: MetricPlan, known: MeasureId): MetricPlan {
  const { lookBack, range } = plan;
  return {
    ...plan,
    by: ['platform'],
    source: chooseSource(plan.metric, ['platform', ...filterIds(plan.filters)], [known]),
    measures: [known],
    known: [known],
    isRepeat: false,
    range: range === null || lookBack === null ? range : { from: addDays(range.to, -lookBack), to: range.to },
    limit: null,
  };
}

/** The whole of a plan's scope in another currency, asked of the smallest mart. */
export function planTotal(plan: MetricPlan, currency: string): MetricPlan {
  const source = plan.isRepeat
    ? plan.source
    : chooseSource(plan.metric, filterIds(plan.filters), [...plan.measures, ...plan.known]);
  return { ...plan, source, currency, isOneCurrency: false, by: [], limit: null };
}

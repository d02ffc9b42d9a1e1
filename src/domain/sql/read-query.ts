import { dayNumber } from '../calendar/day.ts';
import { AppError } from '../contracts/errors.ts';
import {
  COMPARISONS,
  DIMENSIONS,
  type Comparison,
  type DimensionId,
  type Filters,
  type MetricQuery,
} from '../contracts/metric.ts';

/** Dimensions that can be narrowed to members. */
export type FilterId = keyof Filters;
const TIME_LINE: readonly string[] = ['hour', 'day', 'week', 'month'];

/** A question after its shape was checked; nothing in it was looked up yet. */
export type CheckedQuery = {
  metric: string;
  by: DimensionId[];
  filters: Partial<Record<FilterId, readonly string[]>>;
  from: string | null;
  to: string | null;
  compare: Comparison | null;
  currency: string | null;
  limit: number | null;
  windowDays: number | 'range' | null;
};

const isDimension = (id: string): id is DimensionId => Object.hasOwn(DIMENSIONS, id);
const isFilter = (id: string): id is FilterId => isDimension(id) && !TIME_LINE.includes(id);
const isComparison = (id: string): id is Comparison => Object.hasOwn(COMPARISONS, id);

/** A text of what a script sent; an object becomes a text that no member equals. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '{}';
}

/** One member or several, as texts; scripts also send numbers (`weekday: 1`). */
function texts(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return list.map(textOf);
}

/** A dimension by its id. @throws DIMENSION_UNKNOWN. */
export function readDimension(id: string): DimensionId {
  if (!isDimension(id))
    throw new AppError('DIMENSION_UNKNOWN', { dimension: id, known: Object.keys(DIMENSIONS).join(', ') });
  return id;
}

/** Filters with at least one member each. @throws DIMENSION_UNKNOWN, PARAM_INVALID. */
export function readFilters(filters: Readonly<Record<string, unknown>> | undefined): CheckedQuery['filters'] {
  const checked: CheckedQuery['filters'] = {};
  for (const [id, value] of Object.entries(filters ?? {})) {
    const dimension = readDimension(id);
    if (!isFilter(dimension)) throw new AppError('PARAM_INVALID', { name: `filters.${id}`, reason: 'from … to' });
    const members = texts(value);
    if (members.length === 0) continue;
    if (
      (dimension === 'weekday' || dimension === 'hour_of_day') &&
      members.some((member) => !/^\d{1,2}$/.test(member))
    ) {
      throw new AppError('PARAM_INVALID', {
        name: `filters.${id}`,
        reason: dimension === 'weekday' ? '1 … 7' : '0 … 23',
      });
    }
    checked[dimension] = members;
  }
  return checked;
}

/** A day, or null when it is not given; a longer ISO text is read by its day. @throws PARAM_INVALID. */
export function readDay(name: string, value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  const day = textOf(value).slice(0, 10);
  if (dayNumber(day) === null) throw new AppError('PARAM_INVALID', { name, reason: 'YYYY-MM-DD' });
  return day;
}

/** A half-open range of days. @throws PARAM_INVALID when it ends before it begins. */
export function readRange(from: unknown, to: unknown): { from: string | null; to: string | null } {
  const range = { from: readDay('from', from), to: readDay('to', to) };
  if (range.from !== null && range.to !== null && range.from > range.to)
    throw new AppError('PARAM_INVALID', { name: 'to', reason: 'from ≤ to' });
  return range;
}

function positive(name: string, value: unknown): number | null {
  if (value === undefined || value === null) return null;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new AppError('PARAM_INVALID', { name, reason: '1, 2, 3 …' });
  return number;
}

function comparison(value: unknown): Comparison | null {
  if (value === undefined || value === null || value === '') return null;
  const id = textOf(value);
  if (!isComparison(id))
    throw new AppError('PARAM_INVALID', { name: 'compare', reason: Object.keys(COMPARISONS).join(', ') });
  return id;
}

/**
 * A question as pages and scripts ask it, checked; `by` and members may be single values.
 * @throws DIMENSION_UNKNOWN, PARAM_INVALID.
 */
export function readMetricQuery(query: MetricQuery): CheckedQuery {
  return {
    metric: query.metric,
    by: [...new Set(texts(query.by).map(readDimension))],
    filters: readFilters(query.filters),
    ...readRange(query.from, query.to),
    compare: comparison(query.compare),
    currency: query.currency === undefined || query.currency === '' ? null : query.currency.toUpperCase(),
    limit: positive('limit', query.limit),
    windowDays: query.windowDays === 'range' ? 'range' : positive('windowDays', query.windowDays),
  };
}

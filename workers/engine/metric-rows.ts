import { hourText } from '../../src/domain/calendar/buckets.ts';
import { REQUIREMENTS, type MetricDefinition } from '../../src/domain/contracts/define-metric.ts';
import type { DimensionId, MetricRow } from '../../src/domain/contracts/metric.ts';
import type { MetricPlan } from '../../src/domain/sql/plan-metric.ts';
import { placeOf, type PlanSet } from '../../src/domain/sql/plan-set.ts';
import { cellAt, numberAt, type Cells } from './db-port.ts';

/** One group as it came from the engine: its members, its value, and whether orders stand behind it. */
export type MetricGroup = {
  members: Record<string, string | number | null>;
  value: number | null;
  present: number;
  known: number;
};

/** Money and quantities have at most four decimals: adding them up as doubles must not show more. */
export const round4 = (value: number) => Math.round(value * 10_000) / 10_000;

function member(dimension: DimensionId, cell: string | number | null): string | number | null {
  if (dimension === 'hour') return typeof cell === 'number' ? hourText(cell) : cell;
  return dimension === 'month' && typeof cell === 'string' ? cell.slice(0, 7) : cell;
}

/**
 * The value of a metric from its measures, `present` orders and, for each requirement, `known_…` orders.
 * A sum is 0 where there are no orders.
 * @returns null where orders exist but none states what the metric needs, or where the denominator is 0.
 */
export function valueOf(metric: MetricDefinition, columns: Cells, row: number): number | null {
  const at = (name: string) => numberAt(columns, name, row) ?? 0;
  if (at('present') > 0 && metric.requires.some((id) => at(`known_${REQUIREMENTS[id].known}`) === 0)) return null;
  const { plus, minus = [], per } = metric.calculate;
  const total = plus.reduce((sum, id) => sum + at(id), 0) - minus.reduce((sum, id) => sum + at(id), 0);
  if (per === undefined) return round4(total);
  return at(per) === 0 ? null : total / at(per);
}

function membersAt(plan: MetricPlan, columns: Cells, row: number): MetricGroup['members'] {
  const members: MetricGroup['members'] = {};
  for (const dimension of plan.by) {
    members[dimension] = member(dimension, cellAt(columns, dimension, row));
    if (dimension === 'product') members['product_label'] = cellAt(columns, 'product_label', row);
  }
  return members;
}

/** A group of no orders at all. */
function nothing(plan: MetricPlan): MetricGroup {
  return { members: {}, value: valueOf(plan.metric, {}, 0), present: 0, known: 0 };
}

/** The groups of one plan out of the answer to its set. A plan without dimensions has one, whatever the data. */
export function groupsOf(set: PlanSet, plan: MetricPlan, columns: Cells): MetricGroup[] {
  const place = placeOf(set, plan);
  const isHere = (row: number) =>
    (columns['part'] === undefined || numberAt(columns, 'part', row) === place.part) &&
    (columns['level'] === undefined || numberAt(columns, 'level', row) === place.level);
  const rows = Array.from({ length: columns['present']?.length ?? 0 }, (_, row) => row).filter(isHere);
  if (rows.length === 0 && plan.by.length === 0) return [nothing(plan)];
  return rows.map((row) => ({
    members: membersAt(plan, columns, row),
    value: valueOf(plan.metric, columns, row),
    present: numberAt(columns, 'present', row) ?? 0,
    known: Math.min(
      ...plan.known.map((measure) => numberAt(columns, `known_${measure}`, row) ?? 0),
      Number.POSITIVE_INFINITY,
    ),
  }));
}

/** A group's identity among the groups of one answer. */
export function groupKey(by: readonly DimensionId[], members: MetricGroup['members']): string {
  return JSON.stringify(by.map((dimension) => members[dimension] ?? null));
}

const isTime = (dimension: DimensionId) =>
  ['hour', 'day', 'week', 'month', 'weekday', 'hour_of_day'].includes(dimension);

type Cell = string | number | null | undefined;

/** Nothing stands last. */
function compareCells(a: Cell, b: Cell): number {
  const isEmpty = (cell: Cell) => cell === null || cell === undefined;
  if (isEmpty(a) || isEmpty(b)) return Number(isEmpty(a)) - Number(isEmpty(b));
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}

/** Time runs forward; other groups stand from the largest to the smallest. */
export function sortRows(by: readonly DimensionId[], rows: readonly MetricRow[]): MetricRow[] {
  const times = by.filter(isTime);
  const others = by.filter((dimension) => !isTime(dimension));
  const order = times.length > 0 ? [...times, ...others] : others;
  return rows.toSorted((a, b) => {
    if (times.length === 0) {
      const larger = (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY);
      if (larger !== 0 && !Number.isNaN(larger)) return larger;
    }
    return order.map((dimension) => compareCells(a[dimension], b[dimension])).find((sign) => sign !== 0) ?? 0;
  });
}

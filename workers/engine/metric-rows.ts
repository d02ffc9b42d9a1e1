import { hourText } from '../../src/domain/calendar/buckets.ts';
import { REQUIREMENTS, type MetricDefinition } from '../../src/domain/contracts/define-metric.ts';
import type { DimensionId, MetricRow } from '../../src/domain/contracts/metric.ts';
import { bindParams } from '../../src/domain/sql/bind-params.ts';
import { compileSelect } from '../../src/domain/sql/compile-select.ts';
import type { MetricPlan } from '../../src/domain/sql/plan-metric.ts';
import { cellAt, numberAt, type DbPort } from './db-port.ts';

/** Columns of an answer, read by name. */
export type Cells = Readonly<Record<string, ArrayLike<unknown>>>;

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

/** Asks the engine for the groups of a plan. */
export async function readGroups(db: DbPort, plan: MetricPlan, signal?: AbortSignal): Promise<MetricGroup[]> {
  const { sql, params, outputs } = compileSelect(plan);
  const columns: Cells = await db.query(bindParams(sql, params), outputs, signal);
  return Array.from({ length: columns['present']?.length ?? 0 }, (_, row) => ({
    members: Object.fromEntries(
      plan.by.flatMap((dimension) => [
        [dimension, member(dimension, cellAt(columns, dimension, row))],
        ...(dimension === 'product' ? [['product_label', cellAt(columns, 'product_label', row)]] : []),
      ]),
    ),
    value: valueOf(plan.metric, columns, row),
    present: Number(cellAt(columns, 'present', row) ?? 0),
    known: Math.min(
      ...plan.known.map((measure) => Number(cellAt(columns, `known_${measure}`, row) ?? 0)),
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

function compareCells(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
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

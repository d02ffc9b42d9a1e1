import { timeMembers } from '../../src/domain/calendar/buckets.ts';
import type { ComparedRange } from '../../src/domain/calendar/comparison.ts';
import type { DayRange } from '../../src/domain/contracts/import.ts';
import type { DimensionId, MetricRow } from '../../src/domain/contracts/metric.ts';
import type { MetricPlan } from '../../src/domain/sql/plan-metric.ts';
import { groupKey, type MetricGroup } from './metric-rows.ts';
import type { PreparedQuery } from './prepare-query.ts';

/** Whether a range lies wholly before or after the days that hold data, so that nothing can be said of it. */
export function isOutsideData(range: DayRange, data: DayRange): boolean {
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

const NARROWED: readonly DimensionId[] = ['product', 'shop', 'province'];

/** Whether only the members that a list shows are asked for again, so that a long tail is not read twice. */
export function narrows({ by, limit }: MetricPlan): boolean {
  return limit !== null && by.length === 1 && by.every((dimension) => NARROWED.includes(dimension));
}

/** A plan narrowed to the groups that are shown. */
export function narrowed(plan: MetricPlan, groups: readonly MetricGroup[]): MetricPlan {
  const [only] = plan.by;
  if (only === undefined || !narrows(plan)) return { ...plan, limit: null };
  const members = groups.map((group) => String(group.members[only] ?? ''));
  return { ...plan, limit: null, filters: { ...plan.filters, [only]: members } };
}

/** The groups of a range and of the one it is compared with. */
export type ComparedGroups = { now: readonly MetricGroup[]; before: readonly MetricGroup[] };

/** Sets each row beside its opposite; groups that only the compared range has stand with 0 where that is sure. */
export function withPrevious(
  { plan, range, data }: PreparedQuery,
  compared: ComparedRange,
  groups: ComparedGroups,
): MetricRow[] {
  const opposite = oppositeMembers(plan.by, range, compared);
  const previous = new Map(groups.before.map((group) => [groupKey(plan.by, group.members), group]));
  const used = new Set<string>();
  const isUnknown = isOutsideData(compared, data);
  const empty = isUnknown || plan.metric.calculate.per !== undefined ? null : 0;
  const rows = groups.now.map(({ members, value }): MetricRow => {
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

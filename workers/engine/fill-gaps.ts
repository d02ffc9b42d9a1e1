import { isOutside, timeMembers } from '../../src/domain/calendar/buckets.ts';
import type { DayRange } from '../../src/domain/contracts/import.ts';
import type { DimensionId } from '../../src/domain/contracts/metric.ts';
import type { MetricPlan } from '../../src/domain/sql/plan-metric.ts';
import { groupKey, type MetricGroup } from './metric-rows.ts';

/** The days that are asked for, and those that hold data. */
type Reach = { range: DayRange; data: DayRange };

/** More rows than any chart draws; beyond it gaps stay gaps. */
const MAX_ROWS = 50_000;

function combinations(
  by: readonly DimensionId[],
  lists: readonly (readonly (string | number)[])[],
): MetricGroup['members'][] {
  return lists.reduce<MetricGroup['members'][]>(
    (found, list, index) => found.flatMap((members) => list.map((each) => ({ ...members, [by[index] ?? '']: each }))),
    [{}],
  );
}

/**
 * Adds the time members without orders: 0 for sums and counts within the days that hold data, null for ratios and for
 * days before the first or after the last order, which cannot be said.
 */
export function fillGaps(plan: MetricPlan, groups: readonly MetricGroup[], { range, data }: Reach): MetricGroup[] {
  const times = plan.by.filter((dimension) => timeMembers(dimension, range) !== null);
  if (times.length === 0) return [...groups];
  const others = plan.by.filter((dimension) => !times.includes(dimension));
  const lists = times.map((dimension) => timeMembers(dimension, range) ?? []);
  const seen = new Map(groups.map((group) => [groupKey(plan.by, group.members), group]));
  const rests = [...new Map(groups.map(({ members }) => [groupKey(others, members), rest(members, times)])).values()];
  if (others.length === 0) rests.splice(0, rests.length, {});
  if (lists.reduce((product, list) => product * list.length, rests.length) > MAX_ROWS) return [...groups];
  const missing = combinations(times, lists).flatMap((time) =>
    rests
      .map((members) => ({ ...members, ...time }))
      .filter((members) => !seen.has(groupKey(plan.by, members)))
      .map((members): MetricGroup => {
        const outside = times.some((dimension) => isOutside(dimension, time[dimension] ?? 0, data));
        const value = outside || plan.metric.calculate.per !== undefined ? null : 0;
        return { members, value, present: 0, known: 0 };
      }),
  );
  return [...groups, ...missing];
}

function rest(members: MetricGroup['members'], times: readonly DimensionId[]): MetricGroup['members'] {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !times.some((time) => time === name)));
}

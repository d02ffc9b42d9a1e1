import type { DayRange } from '../contracts/import.ts';
import type { DimensionId } from '../contracts/metric.ts';
import { cutsGroups } from './metric-scope.ts';
import type { MetricPlan } from './plan-metric.ts';

/**
 * Plans that one statement answers: the same rows of one mart, held apart by the days they look at (`ranges`, of which no
 * two share a day) and by how they group them (`groupings`).
 */
export type PlanSet = {
  readonly plans: readonly MetricPlan[];
  readonly ranges: readonly (DayRange | null)[];
  readonly groupings: readonly (readonly DimensionId[])[];
};

const same = (a: DayRange | null, b: DayRange | null) => a?.from === b?.from && a?.to === b?.to;
const apart = (a: DayRange | null, b: DayRange | null) =>
  a !== null && b !== null && (a.to <= b.from || b.to <= a.from);
const sameGroups = (a: readonly DimensionId[], b: readonly DimensionId[]) =>
  a.length === b.length && a.every((dimension) => b.includes(dimension));

/** Whether a plan needs a statement of its own: it ranks its groups, or what it counts depends on its own days. */
function isLone(plan: MetricPlan): boolean {
  return plan.isRepeat || plan.measures.includes('new_buyers') || cutsGroups(plan);
}

/** Plans with equal keys read the same rows, but for their days. Distinct counts cost too much to be made in passing. */
function scopeKey(plan: MetricPlan): string {
  const { source, basis, filters, currency, isOneCurrency, by, measures } = plan;
  const members = Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const held = isOneCurrency ? null : currency;
  const own = by.includes('product') ? by : null;
  return JSON.stringify([source.id, basis, members, held, measures.includes('buyers'), own]);
}

function joined(set: PlanSet, plan: MetricPlan): PlanSet {
  return {
    plans: [...set.plans, plan],
    ranges: set.ranges.some((range) => same(range, plan.range)) ? set.ranges : [...set.ranges, plan.range],
    groupings: set.groupings.some((by) => sameGroups(by, plan.by)) ? set.groupings : [...set.groupings, plan.by],
  };
}

/** Whether a plan's days are those of a set's, or touch none of them: a row then belongs to one range. */
function fits(set: PlanSet, plan: MetricPlan): boolean {
  return set.ranges.every((range) => same(range, plan.range) || apart(range, plan.range));
}

/** A plan on its own. */
function setOf(plan: MetricPlan): PlanSet {
  return { plans: [plan], ranges: [plan.range], groupings: [plan.by] };
}

/** As few statements as answer all plans, in the order in which the first of each was asked. */
export function mergePlans(plans: readonly MetricPlan[]): PlanSet[] {
  const sets: { key: string | null; set: PlanSet }[] = [];
  for (const plan of plans) {
    const key = isLone(plan) ? null : scopeKey(plan);
    const home = key === null ? undefined : sets.find((each) => each.key === key && fits(each.set, plan));
    if (home) home.set = joined(home.set, plan);
    else sets.push({ key, set: setOf(plan) });
  }
  return sets.map(({ set }) => set);
}

/** Every dimension that a set groups by, once. */
export function dimensionsOf({ groupings }: PlanSet): DimensionId[] {
  return [...new Set(groupings.flat())];
}

/** Where the rows of a plan stand in the answer of its set: `part` by its days, `level` by its groups. */
export function placeOf(set: PlanSet, plan: MetricPlan): { part: number; level: number } {
  const dimensions = dimensionsOf(set);
  return {
    part: set.ranges.findIndex((range) => same(range, plan.range)),
    // As GROUPING(…) says it: one bit for each dimension, the first the highest, set where it is not grouped by.
    level: dimensions.reduce((bits, dimension) => bits * 2 + (plan.by.includes(dimension) ? 0 : 1), 0),
  };
}

import { compileSet } from '../../src/domain/sql/compile-select.ts';
import type { MetricPlan } from '../../src/domain/sql/plan-metric.ts';
import { mergePlans } from '../../src/domain/sql/plan-set.ts';
import { askCells, type Asking } from './db-port.ts';
import { groupsOf, type MetricGroup } from './metric-rows.ts';

/** The groups of a plan that was asked; rejects where its statement failed. */
export type ReadGroups = (plan: MetricPlan) => Promise<MetricGroup[]>;

/** Asks the engine for all plans at once, in as few statements as answer them; each answer comes as soon as it can. */
export function readPlans(asking: Asking, plans: readonly MetricPlan[]): ReadGroups {
  const answers = new Map<MetricPlan, Promise<MetricGroup[]>>();
  for (const set of mergePlans(plans)) {
    const columns = askCells(asking, compileSet(set));
    for (const plan of set.plans) {
      const groups = columns.then((cells) => groupsOf(set, plan, cells));
      groups.catch(() => undefined); // told to whoever reads it
      answers.set(plan, groups);
    }
  }
  return (plan) => answers.get(plan) ?? Promise.reject(new Error('the plan was not asked'));
}

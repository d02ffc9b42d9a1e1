import type { OutColumn } from '../contracts/analysis.ts';
import type { DayRange } from '../contracts/import.ts';
import type { Param } from './bind-params.ts';
import { compileRepeat } from './compile-repeat.ts';
import { counts, fromWhere, groupOutputs, named, scopeOf, type CompiledSelect } from './metric-scope.ts';
import { bucketOf, measureType } from './metric-sources.ts';
import type { MetricPlan } from './plan-metric.ts';
import { dimensionsOf, type PlanSet } from './plan-set.ts';
import { quoteIdent } from './quote-ident.ts';

function newBuyers(plan: MetricPlan): string {
  const day = plan.source.day(plan.basis);
  const same = plan.by
    .filter((dimension) => dimension === 'day' || dimension === 'week' || dimension === 'month')
    .map((dimension) => `${bucketOf(dimension, 'm.first_day', '')} = ${bucketOf(dimension, day, '')}`);
  const conditions = [...(plan.range === null ? ['true'] : ['m.first_day >= $from']), ...same];
  return `count(DISTINCT m.buyer_no) FILTER (WHERE ${conditions.join(' AND ')})`;
}

const nameOf = (end: 'from' | 'to', part: number) => (part === 0 ? end : `${end}_${part}`);
const within = (day: string, part: number) => `${day} >= $${nameOf('from', part)} AND ${day} < $${nameOf('to', part)}`;

/** Conditions that keep the days of all ranges; the outermost days come first, by which blocks are skipped. */
function dayConditions(day: string, ranges: readonly DayRange[]): { conditions: string[]; params: Param[] } {
  const params = ranges.flatMap(({ from, to }, part): Param[] => [
    { name: nameOf('from', part), type: 'DATE', value: from },
    { name: nameOf('to', part), type: 'DATE', value: to },
  ]);
  if (ranges.length < 2) return { conditions: ranges.map((_, part) => within(day, part)), params };
  const first = ranges.map(({ from }) => from).toSorted()[0] ?? '';
  const end =
    ranges
      .map(({ to }) => to)
      .toSorted()
      .at(-1) ?? '';
  return {
    conditions: [
      `${day} >= $first_day`,
      `${day} < $end_day`,
      `(${ranges.map((_, part) => `(${within(day, part)})`).join(' OR ')})`,
    ],
    params: [
      ...params,
      { name: 'first_day', type: 'DATE', value: first },
      { name: 'end_day', type: 'DATE', value: end },
    ],
  };
}

/** Which range a day is in. */
function partOf(day: string, ranges: readonly DayRange[]): string {
  const cases = ranges.slice(1).map((_, at) => `WHEN ${within(day, at + 1)} THEN ${at + 1}`);
  return `(CASE ${cases.join(' ')} ELSE 0 END)::INTEGER`;
}

function groupBy({ groupings }: PlanSet, bucket: ReadonlyMap<string, string>, part: string | null): string {
  const own = part === null ? [] : [part];
  if (groupings.length < 2) return own.length + (groupings[0]?.length ?? 0) > 0 ? '\nGROUP BY ALL' : '';
  const sets = groupings.map((by) => `(${[...own, ...by.map((dimension) => bucket.get(dimension) ?? '')].join(', ')})`);
  return `\nGROUP BY GROUPING SETS (${sets.join(', ')})`;
}

/** What tells the plans of a set apart: nothing where all look at the same days, nothing where all group alike. */
function places(
  set: PlanSet,
  bucket: ReadonlyMap<string, string>,
  part: string | null,
): { columns: string[]; outputs: OutColumn[] } {
  const level = set.groupings.length > 1 ? `GROUPING(${[...bucket.values()].join(', ')})` : null;
  return {
    columns: [...(part === null ? [] : [`${part} AS part`]), ...(level === null ? [] : [`${level}::INTEGER AS level`])],
    outputs: [
      ...(part === null ? [] : [{ name: 'part', type: 'INTEGER' } as const]),
      ...(level === null ? [] : [{ name: 'level', type: 'INTEGER' } as const]),
    ],
  };
}

/**
 * The SQL of a set of plans: one row for each group with the measures of all plans, `present` rows and, for each
 * requirement, `known_…` rows; `part` and `level` as `placeOf` counts them, where there is more than one.
 * Identifiers come from the catalogue, values from parameters.
 */
export function compileSet(set: PlanSet): CompiledSelect {
  const [plan] = set.plans;
  if (!plan) throw new Error('a set of plans is empty');
  if (plan.isRepeat) return compileRepeat(plan);
  const { source, basis } = plan;
  const day = source.day(basis);
  const scope = scopeOf(plan);
  const ranges = set.ranges.filter((range) => range !== null);
  const days = dayConditions(day, ranges);
  scope.conditions.push(...days.conditions);
  scope.params.push(...days.params);
  const by = dimensionsOf(set);
  const bucket = new Map(by.map((dimension) => [dimension, bucketOf(dimension, day, source.hour(basis))]));
  const place = places(set, bucket, ranges.length > 1 ? partOf(day, ranges) : null);
  const sums = sumsOf(set);
  const columns = [
    ...place.columns,
    ...[...bucket].map(([dimension, expression]) => `${expression} AS ${quoteIdent(dimension)}`),
    ...sums.map(({ expression, name, type }) => `(${expression})::${type} AS ${name}`),
  ];
  const inner = `SELECT ${columns.join(',\n  ')}
${fromWhere({ plan, by }, scope)}${groupBy(set, bucket, ranges.length > 1 ? partOf(day, ranges) : null)}`;
  const outputs = [...place.outputs, ...sums.map(({ name, type }) => ({ name, type }))];
  return { sql: named({ plan, by }, inner, outputs), params: scope.params, outputs: [...groupOutputs(by), ...outputs] };
}

/** What every row of a set carries besides its group. */
function sumsOf({ plans }: PlanSet): (OutColumn & { expression: string })[] {
  const [plan] = plans;
  if (!plan) return [];
  const { source } = plan;
  const measures = [...new Set(plans.flatMap((each) => each.measures))];
  const known = [...new Set(plans.flatMap((each) => each.known))];
  return [
    ...measures.map((id) => ({
      name: id,
      type: measureType(id),
      expression: id === 'new_buyers' ? newBuyers(plan) : source.sum(id),
    })),
    ...counts(['present']).map((column) => ({ ...column, expression: source.present })),
    ...known.map((id) => ({ name: `known_${id}`, type: 'BIGINT', expression: source.known(id) }) as const),
  ];
}

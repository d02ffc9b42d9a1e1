import { compileRepeat } from './compile-repeat.ts';
import { counts, fromWhere, groupOutputs, named, scopeOf, type CompiledSelect } from './metric-scope.ts';
import { bucketOf, measureType } from './metric-sources.ts';
import type { MetricPlan } from './plan-metric.ts';
import { quoteIdent } from './quote-ident.ts';

function newBuyers(plan: MetricPlan): string {
  const day = plan.source.day(plan.basis);
  const same = plan.by
    .filter((dimension) => dimension === 'day' || dimension === 'week' || dimension === 'month')
    .map((dimension) => `${bucketOf(dimension, 'm.first_day', '')} = ${bucketOf(dimension, day, '')}`);
  const conditions = [...(plan.range === null ? ['true'] : ['m.first_day >= $from']), ...same];
  return `count(DISTINCT m.buyer_no) FILTER (WHERE ${conditions.join(' AND ')})`;
}

/**
 * The SQL of a plan: one row for each group with its measures, `present` rows and, for each requirement, `known_…` rows.
 * Identifiers come from the catalogue, values from parameters.
 */
export function compileSelect(plan: MetricPlan): CompiledSelect {
  if (plan.isRepeat) return compileRepeat(plan);
  const { source, basis, range, by } = plan;
  const scope = scopeOf(plan);
  const day = source.day(basis);
  if (range !== null) {
    scope.conditions.push(`${day} >= $from`, `${day} < $to`);
    scope.params.push({ name: 'from', type: 'DATE', value: range.from }, { name: 'to', type: 'DATE', value: range.to });
  }
  const groups = by.map((dimension) => `${bucketOf(dimension, day, source.hour(basis))} AS ${quoteIdent(dimension)}`);
  const measures = plan.measures.map(
    (id) => `(${id === 'new_buyers' ? newBuyers(plan) : source.sum(id)})::${measureType(id)} AS ${id}`,
  );
  const known = plan.known.map((id) => `(${source.known(id)})::BIGINT AS known_${id}`);
  const inner = `SELECT ${[...groups, ...measures, `(${source.present})::BIGINT AS present`, ...known].join(',\n  ')}
${fromWhere(plan, scope)}${by.length > 0 ? '\nGROUP BY ALL' : ''}`;
  const sums = [
    ...plan.measures.map((id) => ({ name: id, type: measureType(id) })),
    ...counts(['present', ...plan.known.map((id) => `known_${id}`)]),
  ];
  return { sql: named(plan, inner, sums), params: scope.params, outputs: [...groupOutputs(by), ...sums] };
}

import type { OutColumn } from '../contracts/analysis.ts';
import type { DimensionId } from '../contracts/metric.ts';
import type { Param } from './bind-params.ts';
import { bucketOf, DIMENSION_COLUMNS } from './metric-sources.ts';
import type { MetricPlan } from './plan-metric.ts';
import { quoteIdent } from './quote-ident.ts';
import type { FilterId } from './read-query.ts';

/** A question as text with named parameters, and the columns of its answer. */
export type CompiledSelect = { sql: string; params: Param[]; outputs: OutColumn[] };

const SLICE_FILTERS: readonly FilterId[] = ['platform', 'shop', 'province', 'status', 'buyer_type'];

/** Conditions on the slice, the line and the clock, with the values they bind. */
export type Scope = { conditions: string[]; sliceConditions: string[]; params: Param[] };

function filterCondition(plan: MetricPlan, id: FilterId): string {
  const param = `$f_${id}`;
  if (id === 'product')
    return `l.product_no IN (SELECT product_no FROM mart_product WHERE list_contains(${param}, product_key))`;
  if (id === 'weekday' || id === 'hour_of_day') {
    return `list_contains(${param}::INTEGER[], ${bucketOf(id, plan.source.day(plan.basis), plan.source.hour(plan.basis))})`;
  }
  return `list_contains(${param}, coalesce(s.${id === 'shop' ? 'shop_id' : id}, ''))`;
}

/** Filters and currency of a plan; the range is left to the caller. */
export function scopeOf(plan: MetricPlan): Scope {
  const scope: Scope = { conditions: [plan.source.rows(plan.basis)], sliceConditions: [], params: [] };
  for (const [id, members] of Object.entries(plan.filters)) {
    if (!isFilterOf(plan, id)) continue;
    const target = SLICE_FILTERS.includes(id) ? scope.sliceConditions : scope.conditions;
    target.push(filterCondition(plan, id));
    scope.params.push({ name: `f_${id}`, type: 'VARCHAR[]', value: members });
  }
  if (plan.currency !== null && !plan.isOneCurrency) {
    scope.sliceConditions.push("coalesce(s.currency, '') = $currency");
    scope.params.push({ name: 'currency', type: 'VARCHAR', value: plan.currency });
  }
  return scope;
}

function isFilterOf(plan: MetricPlan, id: string): id is FilterId {
  return id in plan.filters;
}

/** FROM and WHERE of a scope: slices are joined when a group names them, else only held against the allowed ones. */
export function fromWhere({ plan, by }: { plan: MetricPlan; by: readonly DimensionId[] }, scope: Scope): string {
  const joins = by.some((dimension) => DIMENSION_COLUMNS[dimension].of === 'slice');
  const conditions = [...scope.conditions];
  if (joins) conditions.push(...scope.sliceConditions);
  else if (scope.sliceConditions.length > 0) {
    conditions.push(`m.slice_no IN (SELECT s.slice_no FROM mart_slice s WHERE ${scope.sliceConditions.join(' AND ')})`);
  }
  return `FROM ${plan.source.from}${joins ? ' JOIN mart_slice s ON s.slice_no = m.slice_no' : ''}\nWHERE ${conditions.join('\n  AND ')}`;
}

/** Columns that name a group, as the engine hands them over. */
export function groupOutputs(by: readonly DimensionId[]): OutColumn[] {
  return by.flatMap((dimension): OutColumn[] => [
    { name: dimension, type: DIMENSION_COLUMNS[dimension].type },
    ...(dimension === 'product' ? [{ name: 'product_label', type: 'VARCHAR' } as const] : []),
  ]);
}

/** The value by which the largest groups are kept; `value` itself is worked out from the measures. */
function rank(plan: MetricPlan): string {
  const { plus, minus = [], per } = plan.metric.calculate;
  const total = [plus.join(' + '), ...minus].join(' - ');
  return per === undefined ? total : `(${total})::DOUBLE / nullif(${per}, 0)`;
}

/** Whether only the largest groups leave the engine: where nothing but one list of members is asked for. */
export function cutsGroups({ by, limit }: MetricPlan): boolean {
  const [only, ...others] = by;
  return limit !== null && only !== undefined && others.length === 0 && DIMENSION_COLUMNS[only].of !== 'time';
}

function cut(plan: MetricPlan): string {
  const [only] = plan.by;
  if (only === undefined || !cutsGroups(plan)) return '';
  return `\nORDER BY ${rank(plan)} DESC NULLS LAST, ${quoteIdent(only)} LIMIT ${plan.limit ?? 0}`;
}

/** Integer columns of an answer. */
export function counts(names: readonly string[]): OutColumn[] {
  return names.map((name) => ({ name, type: 'BIGINT' }));
}

/** The grouped rows with products named, cut to the largest; `columns` are those besides the groups. */
export function named(
  { plan, by }: { plan: MetricPlan; by: readonly DimensionId[] },
  inner: string,
  columns: readonly OutColumn[],
): string {
  const hasProduct = by.includes('product');
  if (!hasProduct && !cutsGroups(plan)) return inner;
  const selected = [
    ...by.map((dimension) =>
      dimension === 'product' ? 'p.product_key AS product, p.product_label' : `g.${quoteIdent(dimension)}`,
    ),
    ...columns.map(({ name }) => `g.${name}`),
  ];
  return `SELECT ${selected.join(', ')}
FROM (${inner}) g${hasProduct ? ' JOIN mart_product p ON p.product_no = g.product' : ''}${cut(plan)}`;
}

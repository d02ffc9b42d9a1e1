import { addDays, daysBetween, nextMonth } from '../../src/domain/calendar/day.ts';
import { AppError } from '../../src/domain/contracts/errors.ts';
import type { DimensionId, MetricQuery, MetricRow } from '../../src/domain/contracts/metric.ts';
import type { NumberTrace, TraceRow } from '../../src/domain/contracts/rows.ts';
import {
  compileFiles,
  compileParts,
  compileRecomputed,
  compileTracedRows,
  type TraceScope,
} from '../../src/domain/sql/compile-trace.ts';
import type { CompiledSelect } from '../../src/domain/sql/metric-scope.ts';
import { askCells, numberAt, textAt, type Cells } from './db-port.ts';
import { groupKey, valueOf } from './metric-rows.ts';
import { orderRowAt } from './query-orders.ts';
import { prepareQuery, type MetricAsking, type PreparedQuery } from './prepare-query.ts';
import { queryMetric } from './query-metric.ts';

const PERIODS = ['day', 'week', 'month'] as const;
/** A window of rows beyond this is read in several calls. */
const MAX_ROWS = 5_000;

/** Which group is traced (its dimensions by id), and which of its rows are read. */
export type TraceTarget = { group: Partial<MetricRow>; window: { offset: number; limit: number } };

function withoutComparison(query: MetricQuery): MetricQuery {
  const asked = { ...query };
  delete asked.compare;
  delete asked.limit;
  return asked;
}

/** The day after a period that an answer names. */
function periodEnd(dimension: (typeof PERIODS)[number], member: string): string {
  if (dimension === 'day') return addDays(member, 1);
  return dimension === 'week' ? addDays(member, 7) : nextMonth(`${member}-01`);
}

function membersOf(prepared: PreparedQuery, group: Partial<MetricRow>): TraceScope['group'] {
  const members: Partial<Record<DimensionId, string | number | null>> = {};
  for (const dimension of prepared.checked.by) {
    const member = group[dimension];
    if (member !== undefined) members[dimension] = member;
  }
  return members;
}

/** The orders behind one group: those of its members, or of the window that ends with its period. */
function scopeOf(prepared: PreparedQuery, group: TraceScope['group']): TraceScope {
  const { plan, checked, range } = prepared;
  const period = PERIODS.find((dimension) => group[dimension] !== undefined);
  const base = {
    metric: plan.metric,
    basis: plan.basis,
    filters: checked.filters,
    group,
    range: plan.range,
    currency: plan.currency,
    newFrom: plan.range?.from ?? null,
    newWithin: period ?? null,
  };
  if (plan.lookBack === null) return base;
  const end = period === undefined ? range.to : periodEnd(period, String(group[period]));
  const to = end < range.to ? end : range.to;
  const rest = Object.fromEntries(Object.entries(group).filter(([id]) => id !== period));
  return { ...base, group: rest, range: { from: addDays(to, -plan.lookBack), to } };
}

/** How the number falls into parts worth reading: by shop, else by month, day or hour. */
function partsBy({ extents, range, data }: PreparedQuery, scope: TraceScope): Exclude<DimensionId, 'product'> {
  const isFree = (...dimensions: DimensionId[]) =>
    dimensions.every((dimension) => scope.group[dimension] === undefined);
  if (new Set(extents.map(({ shopId }) => shopId)).size > 1 && isFree('shop')) return 'shop';
  const { from, to } = { from: range.from < data.from ? data.from : range.from, to: range.to, ...scope.range };
  const days = daysBetween(from, to);
  if (days > 45 && isFree('month', 'week', 'day', 'hour')) return 'month';
  return days > 1 && isFree('day', 'hour') ? 'day' : 'hour_of_day';
}

const isEqual = (a: number | null, b: number | null) =>
  a === null || b === null ? a === b : Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

function checkWindow(window: { offset: number; limit: number }): { offset: number; limit: number } {
  const isWhole = (value: number) => Number.isInteger(value) && value >= 0;
  if (!isWhole(window.offset) || !isWhole(window.limit))
    throw new AppError('PARAM_INVALID', { name: 'window', reason: '0, 1, 2 …' });
  return { offset: window.offset, limit: Math.min(window.limit, MAX_ROWS) };
}

/**
 * How the number of one group was made: its parts, the files, and the orders with what each adds, the largest first.
 * `recomputed` is worked out again from the orders and lines themselves, without the marts.
 * @throws METRIC_UNKNOWN, DIMENSION_UNKNOWN, PARAM_INVALID.
 */
export async function traceNumber(asking: MetricAsking, query: MetricQuery, target: TraceTarget): Promise<NumberTrace> {
  const asked: MetricQuery = withoutComparison(query);
  const prepared = await prepareQuery(asking, asked);
  const { metric } = prepared.plan;
  const members = membersOf(prepared, target.group);
  const scope = scopeOf(prepared, members);
  const ask = (select: CompiledSelect) => askCells(asking, select);

  const answer = await queryMetric(asking, asked);
  const key = groupKey(prepared.plan.by, members);
  const value = answer.rows.find((row) => groupKey(prepared.plan.by, row) === key)?.value ?? null;
  const sums = await ask(compileRecomputed(scope));
  const isSaid = value !== null || (numberAt(sums, 'present', 0) ?? 0) > 0;
  const recomputed = isSaid ? valueOf(metric, sums, 0) : null;
  const parts = await ask(compileParts(scope, partsBy(prepared, scope)));
  const files = await ask(compileFiles(scope));
  const rows = await ask(compileTracedRows(scope, checkWindow(target.window)));
  return {
    metric: metric.id,
    formula: metric.formula,
    definition: metric.definition,
    value,
    recomputed,
    equal: isEqual(value, recomputed),
    groups: readParts(metric, parts),
    files: readFiles(files),
    rows: Array.from({ length: lengthOf(rows, 'order_id') }, (_, row): TraceRow => ({
      ...orderRowAt(rows, row),
      contribution: numberAt(rows, 'contribution', row) ?? 0,
    })),
    total: numberAt(sums, 'listed', 0) ?? 0,
  };
}

const lengthOf = (columns: Cells, name: string) => columns[name]?.length ?? 0;

function readParts(metric: PreparedQuery['plan']['metric'], columns: Cells): NumberTrace['groups'] {
  return Array.from({ length: lengthOf(columns, 'label') }, (_, row) => ({
    label: textAt(columns, 'label', row) ?? '—',
    platform: textAt(columns, 'platform', row),
    value: valueOf(metric, columns, row),
    orders: numberAt(columns, 'present', row) ?? 0,
  }));
}

function readFiles(columns: Cells): NumberTrace['files'] {
  return Array.from({ length: lengthOf(columns, 'import_id') }, (_, row) => ({
    importId: textAt(columns, 'import_id', row) ?? '',
    fileName: textAt(columns, 'file_name', row) ?? '',
    sheet: textAt(columns, 'sheet', row) ?? '',
    rows: numberAt(columns, 'row_count', row) ?? 0,
  }));
}

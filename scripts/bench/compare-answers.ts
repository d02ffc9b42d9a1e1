import type { MetricQuery } from '../../src/domain/contracts/metric.ts';

type Row = Readonly<Record<string, unknown>>;

/** Sums of decimals that cross as doubles differ in their last digits only. */
const TOLERANCE = 1e-9;

function numberOf(cell: unknown): number | null {
  if (cell === null || cell === undefined) return null;
  const number = Number(cell);
  if (Number.isNaN(number)) throw new Error('an answer holds no number');
  return number;
}

function isNear(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= Math.max(1e-6, Math.abs(a) * TOLERANCE);
}

/**
 * What the two answers to one question disagree on; empty when they are equal. The app also names steps of time without
 * orders, as 0 or nothing.
 */
export function findDifferences(query: MetricQuery, ours: readonly Row[], theirs: readonly Row[]): string[] {
  const key = (row: Row) => (query.by ?? []).map((dimension) => String(row[dimension])).join(' × ');
  const expected = new Map(theirs.map((row) => [key(row), row]));
  const wrong: string[] = [];
  for (const row of ours) {
    const other = expected.get(key(row));
    expected.delete(key(row));
    for (const name of query.compare === undefined ? ['value'] : ['value', 'previous']) {
      const [mine, stated] = [numberOf(row[name]), other === undefined ? null : numberOf(other[name])];
      const isGap = other === undefined && (mine === 0 || mine === null);
      if (!isGap && !isNear(mine, stated))
        wrong.push(`${key(row) || 'total'} ${name}: ${String(mine)}, natively ${String(stated)}`);
    }
  }
  return [...wrong, ...[...expected.keys()].map((missing) => `${missing || 'total'}: missing`)];
}

import type { ColumnsOf, OutColumn } from '../../src/domain/contracts/analysis.ts';
import type { BoundStatement } from '../../src/domain/sql/bind-params.ts';

/** What questions need of a database: a bound statement in, typed columns out. The engine in the worker and in Node both do. */
export type DbPort = {
  query<const O extends readonly OutColumn[]>(
    statement: BoundStatement,
    outputs: O,
    signal?: AbortSignal,
  ): Promise<ColumnsOf<O>>;
};

/** A cell of a column whose kind is known only at run time; NaN is null. */
export function cellAt(
  columns: Readonly<Record<string, ArrayLike<unknown>>>,
  name: string,
  row: number,
): string | number | null {
  const cell = columns[name]?.[row];
  if (typeof cell === 'number') return Number.isNaN(cell) ? null : cell;
  return typeof cell === 'string' ? cell : null;
}

/** A text cell. */
export function textAt(
  columns: Readonly<Record<string, ArrayLike<unknown>>>,
  name: string,
  row: number,
): string | null {
  const cell = columns[name]?.[row];
  return typeof cell === 'string' ? cell : null;
}

/** A number cell; null stays null. */
export function numberAt(
  columns: Readonly<Record<string, ArrayLike<unknown>>>,
  name: string,
  row: number,
): number | null {
  const cell = columns[name]?.[row];
  return typeof cell === 'number' && !Number.isNaN(cell) ? cell : null;
}

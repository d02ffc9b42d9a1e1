import type { ColumnsOf, OutColumn } from '../../src/domain/contracts/analysis.ts';
import { bindParams, type BoundStatement } from '../../src/domain/sql/bind-params.ts';
import type { CompiledSelect } from '../../src/domain/sql/metric-scope.ts';

/** What questions need of a database: a bound statement in, typed columns out. The engine in the worker and in Node both do. */
export type DbPort = {
  query<const O extends readonly OutColumn[]>(
    statement: BoundStatement,
    outputs: O,
    signal?: AbortSignal,
  ): Promise<ColumnsOf<O>>;
};

/** Where a question is asked, and how it can be stopped. */
export type Asking = { readonly db: DbPort; readonly signal?: AbortSignal | undefined };

/** Columns of an answer, read by name. */
export type Cells = Readonly<Record<string, ArrayLike<unknown>>>;

/** The columns of a compiled question. */
export async function askCells({ db, signal }: Asking, { sql, params, outputs }: CompiledSelect): Promise<Cells> {
  return db.query(bindParams(sql, params), outputs, signal);
}

/** A cell of a column whose kind is known only at run time; NaN is null. */
export function cellAt(columns: Cells, name: string, row: number): string | number | null {
  const cell = columns[name]?.[row];
  if (typeof cell === 'number') return Number.isNaN(cell) ? null : cell;
  return typeof cell === 'string' ? cell : null;
}

/** A text cell. */
export function textAt(columns: Cells, name: string, row: number): string | null {
  const cell = columns[name]?.[row];
  return typeof cell === 'string' ? cell : null;
}

/** A number cell; null stays null. */
export function numberAt(columns: Cells, name: string, row: number): number | null {
  const cell = columns[name]?.[row];
  return typeof cell === 'number' && !Number.isNaN(cell) ? cell : null;
}

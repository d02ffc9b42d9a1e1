import type { Text } from './text.ts';

/** The closed list of column types a model, question or mart may declare. */
export type SqlType =
  'VARCHAR' | 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'DATE' | 'TIMESTAMP' | 'DECIMAL(18,4)' | 'DECIMAL(18,3)';

export type OutColumn = { readonly name: string; readonly type: SqlType };

/** Text columns come as arrays with nulls; everything numeric as Float64Array with NaN for null; dates as epoch days text. */
export type ColumnValues<T extends SqlType> = T extends 'VARCHAR' | 'DATE' | 'TIMESTAMP'
  ? (string | null)[]
  : T extends 'BOOLEAN'
    ? (boolean | null)[]
    : Float64Array;

export type ColumnsOf<O extends readonly OutColumn[]> = {
  [K in O[number] as K['name']]: ColumnValues<K['type']>;
};

export type ParamType = 'VARCHAR' | 'INTEGER' | 'DOUBLE' | 'DATE' | 'BOOLEAN';

export type AnalysisDefinition = {
  readonly id: string;
  readonly title: Text;
  readonly about: Text;
  readonly inputs: readonly string[];
  readonly params: Readonly<Record<string, ParamType>>;
  readonly sql: string;
  readonly out: readonly OutColumn[];
  /** A method, so that a definition may name the columns of its own `out`: the engine decodes exactly those. */
  compute(
    columns: Record<string, ColumnValues<SqlType>>,
    params: Readonly<Record<string, string | number | boolean>>,
  ): unknown;
};

type TypedAnalysis<O extends readonly OutColumn[]> = Omit<AnalysisDefinition, 'out' | 'compute'> & {
  readonly out: O;
  compute(columns: ColumnsOf<O>, params: Readonly<Record<string, string | number | boolean>>): unknown;
};

/**
 * An analysis: its question (SQL over declared inputs, `$param` bound by name, a parameter not given is NULL) and what
 * is made of the answer. The columns that `compute` receives follow `out`.
 */
export function defineAnalysis<const O extends readonly OutColumn[]>(analysis: TypedAnalysis<O>): AnalysisDefinition {
  return analysis;
}

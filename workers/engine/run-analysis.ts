import { dayNumber } from '../../src/domain/calendar/day.ts';
import type { AnalysisDefinition, ParamType } from '../../src/domain/contracts/analysis.ts';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { bindParams, type Param } from '../../src/domain/sql/bind-params.ts';
import type { Asking } from './db-port.ts';

/** Where an analysis is asked. */
export type AnalysisAsking = Asking & { readonly analyses: ReadonlyMap<string, AnalysisDefinition> };

type Values = Readonly<Record<string, string | number | boolean>>;

function fits(type: ParamType, value: unknown): boolean {
  switch (type) {
    case 'VARCHAR':
      return typeof value === 'string';
    case 'BOOLEAN':
      return typeof value === 'boolean';
    case 'INTEGER':
      return Number.isInteger(value);
    case 'DOUBLE':
      return typeof value === 'number' && Number.isFinite(value);
    case 'DATE':
      return typeof value === 'string' && dayNumber(value) !== null;
  }
}

/** The parameters of an analysis, each typed; one that is not given is NULL. @throws PARAM_INVALID. */
function readParams({ params }: AnalysisDefinition, values: Values): Param[] {
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(params, name));
  if (unknown !== undefined)
    throw new AppError('PARAM_INVALID', { name: unknown, reason: Object.keys(params).join(', ') });
  return Object.entries(params).map(([name, type]) => {
    const value = values[name] ?? null;
    if (value !== null && !fits(type, value))
      throw new AppError('PARAM_INVALID', { name, reason: type === 'DATE' ? 'YYYY-MM-DD' : type });
    return { name, type, value };
  });
}

/**
 * Runs an analysis: its question, then its kernel.
 * @throws ANALYSIS_UNKNOWN, PARAM_INVALID, and what the analysis itself throws where the data cannot say.
 */
export async function runAnalysis(asking: AnalysisAsking, id: string, params: Values = {}): Promise<unknown> {
  const analysis = asking.analyses.get(id);
  if (!analysis) throw new AppError('ANALYSIS_UNKNOWN', { analysis: id });
  const columns = await asking.db.query(
    bindParams(analysis.sql, readParams(analysis, params)),
    analysis.out,
    asking.signal,
  );
  return analysis.compute(columns, params);
}

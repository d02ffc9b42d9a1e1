import type { SqlModel } from './parse-model.ts';
import { quoteIdent } from './quote-ident.ts';

/** `CREATE TABLE` of a model that imports fill, from its header. A temporary one replaces its predecessor. */
export function compileTable(model: SqlModel, lifetime: 'kept' | 'temporary'): string {
  const columns = model.columns.map(({ name, type }) => `${quoteIdent(name)} ${type}`);
  const create = lifetime === 'kept' ? 'CREATE TABLE IF NOT EXISTS' : 'CREATE OR REPLACE TEMP TABLE';
  return `${create} ${quoteIdent(model.name)} (${columns.join(', ')})`;
}

/** The view or table of a model that is built from its SELECT. */
export function compileBuild(model: SqlModel): string {
  return `CREATE OR REPLACE ${model.kind === 'view' ? 'VIEW' : 'TABLE'} ${quoteIdent(model.name)} AS ${model.body}`;
}

/** Takes a model's table or view away. */
export function compileDrop(model: SqlModel): string {
  return `DROP ${model.kind === 'view' ? 'VIEW' : 'TABLE'} IF EXISTS ${quoteIdent(model.name)}`;
}

/** One row of parameters, each under its own name. */
export function compileRow(names: readonly string[]): string {
  return `SELECT ${names.map((name) => `$${name} AS ${quoteIdent(name)}`).join(', ')}`;
}

/** `INSERT` of a SELECT whose columns bear the names of the table's. */
export function compileInsert(table: string, select: string): string {
  return `INSERT INTO ${quoteIdent(table)} BY NAME ${select}`;
}

import type { DataClass } from '../contracts/data-class.ts';
import type { SqlModel } from './parse-model.ts';
import { quoteIdent, quoteText } from './quote-ident.ts';

/** Where a model's table or view is, as SQL. */
export function nameOf({ name, dataClass }: Pick<SqlModel, 'name' | 'dataClass'>): string {
  return dataClass === 'business' ? quoteIdent(name) : `${quoteIdent(dataClass)}.${quoteIdent(name)}`;
}

/** `CREATE TABLE` of a model that imports fill, from its header. A temporary one replaces its predecessor. */
export function compileTable(model: SqlModel, lifetime: 'kept' | 'temporary'): string {
  const columns = model.columns.map(({ name, type }) => `${quoteIdent(name)} ${type}`);
  const create = lifetime === 'kept' ? 'CREATE TABLE IF NOT EXISTS' : 'CREATE OR REPLACE TEMP TABLE';
  return `${create} ${nameOf(model)} (${columns.join(', ')})`;
}

/** The view or table of a model that is built from its SELECT. */
export function compileBuild(model: SqlModel): string {
  return `CREATE OR REPLACE ${model.kind === 'view' ? 'VIEW' : 'TABLE'} ${quoteIdent(model.name)} AS ${model.body}`;
}

/** Opens a further database file under the name of its class, in no list of databases. */
export function compileAttach(path: string, name: DataClass): string {
  return `ATTACH ${quoteText(path)} AS ${quoteIdent(name)} (HIDDEN)`;
}

/** Folds the log of a class's database into its file. */
export function compileCheckpoint(name: DataClass): string {
  return `CHECKPOINT ${quoteIdent(name)}`;
}

/** Takes a model's table or view away. */
export function compileDrop(model: SqlModel): string {
  return `DROP ${model.kind === 'view' ? 'VIEW' : 'TABLE'} IF EXISTS ${nameOf(model)}`;
}

/** One row of parameters, each under its own name. */
export function compileRow(names: readonly string[]): string {
  return `SELECT ${names.map((name) => `$${name} AS ${quoteIdent(name)}`).join(', ')}`;
}

/** `INSERT` of a SELECT whose columns bear the names of the table's. */
export function compileInsert(table: string, select: string): string {
  return `INSERT INTO ${quoteIdent(table)} BY NAME ${select}`;
}

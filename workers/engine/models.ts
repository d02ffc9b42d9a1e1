import { orderModels, descendants } from '../../src/domain/sql/order-models.ts';
import { bindParams, type BindValue, type BoundStatement } from '../../src/domain/sql/bind-params.ts';
import type { SqlModel } from '../../src/domain/sql/parse-model.ts';
import { quoteIdent } from '../../src/domain/sql/quote-ident.ts';
import type { Database } from './db.ts';
import { MODELS } from './registry.ts';

/** Tables that live only inside one import. */
const STAGING = /^stg_/;

const built = () => orderModels([...MODELS.values()].filter(({ kind }) => kind === 'view' || kind === 'mart'));

/** `CREATE TABLE` of a model that imports fill, from its header. */
export function createTable(model: SqlModel, prefix = 'CREATE TABLE IF NOT EXISTS'): string {
  const columns = model.columns.map(({ name, type }) => `${quoteIdent(name)} ${type}`);
  return `${prefix} ${quoteIdent(model.name)} (${columns.join(', ')})`;
}

function build(model: SqlModel): string {
  const kind = model.kind === 'view' ? 'VIEW' : 'TABLE';
  return `CREATE OR REPLACE ${kind} ${quoteIdent(model.name)} AS ${model.body}`;
}

/** Brings an empty or older database to the models of this release; idempotent. */
export async function createModels(db: Database): Promise<void> {
  await db.write('CREATE SEQUENCE IF NOT EXISTS import_numbers');
  for (const model of MODELS.values()) {
    if (model.kind === 'table' && !STAGING.test(model.name)) await db.write(createTable(model));
  }
  for (const model of built()) await db.write(build(model));
}

/** Everything gone, as on the first day. */
export async function clearModels(db: Database): Promise<void> {
  for (const model of built().toReversed()) await db.write(`DROP ${model.kind === 'view' ? 'VIEW' : 'TABLE'} IF EXISTS ${quoteIdent(model.name)}`);
  for (const { name, kind } of MODELS.values()) if (kind === 'table') await db.write(`DROP TABLE IF EXISTS ${quoteIdent(name)}`);
  await db.write('DROP SEQUENCE IF EXISTS import_numbers');
  await createModels(db);
}

/** Rebuilds what reads the changed tables, in order. */
export async function buildModels(db: Database, changed: readonly string[], signal?: AbortSignal): Promise<void> {
  const buildable = [...MODELS.values()].filter(({ kind }) => kind !== 'step');
  for (const model of descendants(buildable, changed)) {
    if (model.kind === 'mart') await db.write(build(model), signal);
  }
}

/** A model's SELECT with its declared parameters bound; a parameter that is not given is NULL. */
export function bindModel(model: SqlModel, values: Readonly<Record<string, BindValue>>): BoundStatement {
  return bindParams(
    model.body,
    model.params.map(({ name, type }) => ({ name, type, value: values[name] ?? null })),
  );
}

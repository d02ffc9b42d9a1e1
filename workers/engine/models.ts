import { bindParams, type BindValue, type BoundStatement } from '../../src/domain/sql/bind-params.ts';
import { compileBuild, compileDrop, compileTable } from '../../src/domain/sql/compile-ddl.ts';
import { descendants, orderModels } from '../../src/domain/sql/order-models.ts';
import type { SqlModel } from '../../src/domain/sql/parse-model.ts';
import type { Database } from './db.ts';
import { MODELS } from './registry.ts';

/** Tables that live only inside one import. */
const STAGING = /^stg_/;

const filled = () => [...MODELS.values()].filter(({ kind, name }) => kind === 'table' && !STAGING.test(name));
const built = () => orderModels([...MODELS.values()].filter(({ kind }) => kind === 'view' || kind === 'mart'));

/** Brings an empty or older database to the models of this release; idempotent. */
export async function createModels(db: Database, onStep: () => void = () => undefined): Promise<void> {
  await db.write('CREATE SEQUENCE IF NOT EXISTS import_numbers');
  for (const model of filled()) await db.write(compileTable(model, 'kept'));
  for (const model of built()) {
    onStep();
    await db.write(compileBuild(model));
  }
}

/** Everything gone, as on the first day. */
export async function clearModels(db: Database): Promise<void> {
  for (const model of [...built().toReversed(), ...filled()]) await db.write(compileDrop(model));
  await db.write('DROP SEQUENCE IF EXISTS import_numbers');
  await createModels(db);
}

/** Rebuilds what reads the changed tables, in order. */
export async function buildModels(db: Database, changed: readonly string[], signal?: AbortSignal): Promise<void> {
  const buildable = [...MODELS.values()].filter(({ kind }) => kind !== 'step');
  for (const model of descendants(buildable, changed)) {
    if (model.kind === 'mart') await db.write(compileBuild(model), signal);
  }
}

/** A model's SELECT with its declared parameters bound; a parameter that is not given is NULL. */
export function bindModel(model: SqlModel, values: Readonly<Record<string, BindValue>>): BoundStatement {
  return bindParams(
    model.body,
    model.params.map(({ name, type }) => ({ name, type, value: values[name] ?? null })),
  );
}

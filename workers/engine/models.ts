import type { DataClass } from '../../src/domain/contracts/data-class.ts';
import { bindParams, type BindValue, type BoundStatement } from '../../src/domain/sql/bind-params.ts';
import { compileBuild, compileDrop, compileTable } from '../../src/domain/sql/compile-ddl.ts';
import { descendants, orderModels } from '../../src/domain/sql/order-models.ts';
import type { SqlModel } from '../../src/domain/sql/parse-model.ts';
import type { AttachedFile } from './attached-file.ts';
import type { Database } from './db.ts';
import { CLASS_TABLES, MODELS } from './registry.ts';
import { fileOfClass } from './seal.ts';

/** Tables that live only inside one import. */
const STAGING = /^stg_/;

const filled = () =>
  [...MODELS.values()].filter(
    ({ kind, name, dataClass }) => kind === 'table' && dataClass === 'business' && !STAGING.test(name),
  );
const built = () => orderModels([...MODELS.values()].filter(({ kind }) => kind === 'view' || kind === 'mart'));

/** This release's models: the engine's hash of them tells one release's marts from another's. */
const TEXTS = JSON.stringify(orderModels([...MODELS.values()].filter(({ kind }) => kind !== 'step')));
const WITH_TEXTS = [{ name: 'texts', type: 'VARCHAR', value: TEXTS }] as const;

/** Whether the marts in the database are those of this release, of the facts beside them. */
export async function areModelsBuilt(db: Database): Promise<boolean> {
  await db.write('CREATE TABLE IF NOT EXISTS built_models (fingerprint VARCHAR NOT NULL)');
  const rows = await db.writtenRows(
    bindParams('SELECT fingerprint = md5($texts) AS same FROM built_models', WITH_TEXTS),
  );
  return rows.length === 1 && rows[0]?.['same'] === true;
}

/** Notes that the marts are up to date, or that they are not. */
export async function markModels(db: Database, state: 'built' | 'stale'): Promise<void> {
  await db.build('DELETE FROM built_models');
  if (state === 'stale') return;
  await db.build(bindParams('INSERT INTO built_models VALUES (md5($texts))', WITH_TEXTS));
}

/** Brings an empty or older database to the models of this release; idempotent. */
export async function createModels(db: Database, onStep: () => void = () => undefined): Promise<void> {
  await db.write('CREATE SEQUENCE IF NOT EXISTS import_numbers');
  for (const model of filled()) await db.write(compileTable(model, 'kept'));
  for (const model of built()) {
    onStep();
    await db.write(compileBuild(model));
  }
}

/** The files that tables of other classes need, of the classes that are held. */
export function attachedFiles(held: ReadonlySet<DataClass>, pathOf = fileOfClass): AttachedFile[] {
  return [...CLASS_TABLES].flatMap(([name, models]) =>
    held.has(name) ? [{ name, path: pathOf(name), tables: models.map((model) => model.name) }] : [],
  );
}

/** Makes the tables of the other classes that are there; idempotent. */
export async function createClassTables(db: Database): Promise<void> {
  for (const name of db.attached)
    for (const model of CLASS_TABLES.get(name) ?? []) await db.writeTo(name, compileTable(model, 'kept'));
}

/** Everything gone, as on the first day: first what makes rows of other classes count. */
export async function clearModels(db: Database): Promise<void> {
  for (const model of [...built().toReversed(), ...filled()]) await db.write(compileDrop(model));
  await db.write('DROP SEQUENCE IF EXISTS import_numbers');
  for (const name of db.attached)
    for (const model of CLASS_TABLES.get(name) ?? []) await db.writeTo(name, compileDrop(model));
  await createClassTables(db);
  await createModels(db);
}

/** Rebuilds what reads the changed tables, in order. */
export async function buildModels(db: Database, changed: readonly string[], signal?: AbortSignal): Promise<void> {
  const buildable = [...MODELS.values()].filter(({ kind }) => kind !== 'step');
  for (const model of descendants(buildable, changed)) {
    if (model.kind === 'mart') await db.build(compileBuild(model), signal);
  }
}

/** A model's SELECT with its declared parameters bound; a parameter that is not given is NULL. */
export function bindModel(model: SqlModel, values: Readonly<Record<string, BindValue>>): BoundStatement {
  return bindParams(
    model.body,
    model.params.map(({ name, type }) => ({ name, type, value: values[name] ?? null })),
  );
}

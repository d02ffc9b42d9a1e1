import type { AnalysisDefinition } from '../../src/domain/contracts/analysis.ts';
import { DATA_CLASSES, type DataClass } from '../../src/domain/contracts/data-class.ts';
import type { MetricDefinition } from '../../src/domain/contracts/define-metric.ts';
import type { FormatDefinition } from '../../src/domain/contracts/format.ts';
import { parseModel, type SqlModel } from '../../src/domain/sql/parse-model.ts';

/** One file = one entry; the file name says nothing, the id in it does. @throws Error on an id that stands twice. */
function collect<T>(modules: Record<string, T>, idOf: (entry: T) => string): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const entry of Object.values(modules)) {
    const id = idOf(entry);
    if (found.has(id)) throw new Error(`${id} is declared twice`);
    found.set(id, entry);
  }
  return found;
}

/** Export layouts, by id. */
export const FORMATS: ReadonlyMap<string, FormatDefinition> = collect(
  import.meta.glob<FormatDefinition>('../../src/domain/formats/*.ts', { eager: true, import: 'default' }),
  (format) => format.id,
);

/** Defined numbers, by id. */
export const METRICS: ReadonlyMap<string, MetricDefinition> = collect(
  import.meta.glob<MetricDefinition>('../../src/domain/metrics/*.ts', { eager: true, import: 'default' }),
  (metric) => metric.id,
);

/** Questions with a kernel, by id. */
export const ANALYSES: ReadonlyMap<string, AnalysisDefinition> = collect(
  import.meta.glob<AnalysisDefinition>('../../src/domain/analyses/*.ts', { eager: true, import: 'default' }),
  (analysis) => analysis.id,
);

/** SQL models, by name. */
export const MODELS: ReadonlyMap<string, SqlModel> = collect(
  Object.fromEntries(
    Object.entries(
      import.meta.glob<string>('../../src/domain/models/**/*.sql', { eager: true, import: 'default', query: '?raw' }),
    ).map(([path, source]) => [path, parseModel(source)]),
  ),
  (model) => model.name,
);

/** Classes that have tables of their own beside the main database, each with them. */
export const CLASS_TABLES: ReadonlyMap<DataClass, readonly SqlModel[]> = new Map(
  DATA_CLASSES.filter((name) => name !== 'business')
    .map((name) => [name, [...MODELS.values()].filter(({ dataClass }) => dataClass === name)] as const)
    .filter(([, models]) => models.length > 0),
);

/** A model that must exist. */
export function modelNamed(name: string): SqlModel {
  const model = MODELS.get(name);
  if (!model) throw new Error(`no model is named ${name}`);
  return model;
}

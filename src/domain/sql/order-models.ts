import type { SqlModel } from './parse-model.ts';

/** Models so that each comes after its inputs. Inputs outside the list are taken as given. @throws Error on a cycle. */
export function orderModels(models: readonly SqlModel[]): SqlModel[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  const ordered: SqlModel[] = [];
  const state = new Map<string, 'open' | 'done'>();

  const visit = (model: SqlModel, path: readonly string[]): void => {
    if (state.get(model.name) === 'done') return;
    if (state.get(model.name) === 'open') throw new Error(`models form a cycle: ${[...path, model.name].join(' → ')}`);
    state.set(model.name, 'open');
    for (const input of model.inputs) {
      const parent = byName.get(input);
      if (parent) visit(parent, [...path, model.name]);
    }
    state.set(model.name, 'done');
    ordered.push(model);
  };

  for (const model of models) visit(model, []);
  return ordered;
}

/** The changed models and everything that reads them, in building order. */
export function descendants(models: readonly SqlModel[], changed: readonly string[]): SqlModel[] {
  const touched = new Set(changed);
  return orderModels(models).filter((model) => {
    if (model.inputs.some((input) => touched.has(input))) touched.add(model.name);
    return touched.has(model.name);
  });
}

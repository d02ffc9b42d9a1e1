import { describe, expect, it } from 'vitest';
import type { AnalysisDefinition, OutColumn } from '../../src/domain/contracts/analysis.ts';
import { orderModels } from '../../src/domain/sql/order-models.ts';
import { quoteIdent } from '../../src/domain/sql/quote-ident.ts';
import { MODELS } from '../metrics/open-shop.ts';
import { openDuckdb } from '../support/duckdb-wasm.ts';

const ANALYSES = Object.values(
  import.meta.glob<AnalysisDefinition>('../../src/domain/analyses/*.ts', { eager: true, import: 'default' }),
);

/** What the engine says of a SELECT when only the declared inputs exist. */
async function describeBody(
  inputs: readonly string[],
  params: Readonly<Record<string, string>>,
  body: string,
): Promise<OutColumn[]> {
  const db = await openDuckdb();
  for (const input of inputs) {
    const model = MODELS.find(({ name }) => name === input);
    if (!model) throw new Error(`${input} is not a model`);
    db.rows(
      `CREATE TABLE ${input} (${model.columns.map(({ name, type }) => `${quoteIdent(name)} ${type}`).join(', ')})`,
    );
  }
  const typed = body.replace(/\$([a-z_]+)/g, (whole, name: string) =>
    params[name] === undefined ? whole : `CAST(NULL AS ${params[name]})`,
  );
  return db
    .rows(`DESCRIBE ${typed}`)
    .map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) })) as OutColumn[]; // compared, not used
}

describe('every model is what its header says', () => {
  it.each(MODELS.filter(({ kind }) => kind !== 'table').map((model) => [model.name, model] as const))(
    '%s',
    async (_, model) => {
      const params = Object.fromEntries(model.params.map(({ name, type }) => [name, type]));
      expect(await describeBody(model.inputs, params, model.body)).toEqual(
        model.columns.map(({ name, type }) => ({ name, type })),
      );
    },
  );

  it('and they can be built one after another', () => {
    const order = orderModels(MODELS).map(({ name }) => name);
    for (const { name, inputs } of MODELS)
      for (const input of inputs) expect(order.indexOf(input)).toBeLessThan(order.indexOf(name));
  });
});

describe('every analysis asks what it declares', () => {
  it.each(ANALYSES.map((analysis) => [analysis.id, analysis] as const))('%s', async (_, analysis) => {
    expect(await describeBody(analysis.inputs, analysis.params, analysis.sql)).toEqual(analysis.out);
  });
});

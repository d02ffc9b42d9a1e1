import { expect, it } from 'vitest';
import { bindParams } from '../../src/domain/sql/bind-params.ts';
import { openDuckdb } from '../support/duckdb-wasm.ts';

it('binds typed values and lists without ever writing them into the text', async () => {
  const db = await openDuckdb();
  const statement = bindParams(
    `SELECT $day + INTERVAL 1 DAY AS next_day, list_contains($shops, 'b''; DROP') AS has, len($none) AS none, $blank = [''] AS blank, '$day' AS quoted, $amount AS amount -- $comment`,
    [
      { name: 'day', type: 'DATE', value: '2024-02-28' },
      { name: 'shops', type: 'VARCHAR[]', value: ['a', "b'; DROP"] },
      { name: 'none', type: 'VARCHAR[]', value: [] },
      { name: 'blank', type: 'VARCHAR[]', value: [''] },
      { name: 'amount', type: 'DOUBLE', value: 1.5 },
    ],
  );
  expect(statement.text).not.toContain('2024-02-28');
  expect(db.rows(statement)).toEqual([
    { next_day: '2024-02-29 00:00:00', has: true, none: 0, blank: true, quoted: '$day', amount: 1.5 },
  ]);
});

it('refuses a parameter without a value', () => {
  expect(() => bindParams('SELECT $x', [])).toThrow('$x has no value');
});

it('decodes money in units, negative and summed, and keeps null apart from zero', async () => {
  const db = await openDuckdb();
  expect(
    db.rows(`SELECT -6187.5::DECIMAL(18,4) AS loss, sum(x)::DECIMAL(18,4) AS total, NULL::DECIMAL(18,4) AS nothing, count(*) AS n,
             DATE '2024-02-29' AS day, TIMESTAMP '2024-02-29 23:59:59' AS at FROM (VALUES (0.1::DECIMAL(18,4)), (0.2)) t(x)`),
  ).toEqual([{ loss: -6187.5, total: 0.3, nothing: null, n: 2, day: '2024-02-29', at: '2024-02-29 23:59:59' }]);
});

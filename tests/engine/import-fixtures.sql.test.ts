import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openShop, type TestShop } from '../support/shop.ts';

type Row = Record<string, string | boolean | null>;
type Expected = {
  orders: Row[];
  order_lines: Row[];
  rows: Record<string, number>;
  issues: { line: number; code: string; column: string | null }[];
  control?: { column: string; stated: string; summed: string; tied: boolean }[];
};

const ROOT = fileURLToPath(new URL('../fixtures/formats/', import.meta.url));
const folders = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const numeric = (text: string) => /^-?\d+(\.\d+)?$/.test(text);
/** Expected cells are texts; amounts compare as numbers, all else as text. */
function sameCell(expected: string | boolean | null, actual: unknown): boolean {
  if (expected === null || typeof expected === 'boolean') return actual === expected;
  if (typeof actual === 'number') return numeric(expected) && Math.abs(Number(expected) - actual) < 1e-9;
  return String(actual) === expected;
}

function differences(expected: Row, actual: Record<string, unknown>, labels: Map<string, unknown>): string[] {
  return Object.entries(expected).flatMap(([name, cell]) => {
    if (name !== 'buyer')
      return sameCell(cell, actual[name]) ? [] : [`${name}: expected ${String(cell)}, got ${String(actual[name])}`];
    const token = actual.customer_key;
    if (cell === null || typeof cell === 'boolean') return token === null ? [] : [`buyer: expected none, got a token`];
    const known = labels.get(cell);
    labels.set(cell, token);
    return token !== null && (known === undefined || known === token) ? [] : [`buyer ${cell}: got ${String(token)}`];
  });
}

async function checkOrders(shop: TestShop, expected: Row[]) {
  const actual = await shop.rows('SELECT * FROM orders ORDER BY order_id');
  const labels = new Map<string, unknown>();
  const wrong = expected.flatMap((row) => {
    const found = actual.find((each) => each.order_id === row.order_id);
    return found
      ? differences(row, found, labels).map((text) => `${String(row.order_id)} ${text}`)
      : [`${String(row.order_id)} is missing`];
  });
  expect(wrong).toEqual([]);
  expect(actual.map((row) => row.order_id).sort()).toEqual(expected.map((row) => row.order_id).sort());
  expect(new Set(labels.values()).size).toBe(labels.size);
}

async function checkLines(shop: TestShop, expected: Row[]) {
  const actual = await shop.rows('SELECT * FROM order_lines ORDER BY order_id, line_id');
  const left = [...actual];
  const wrong = expected.flatMap((row) => {
    const at = left.findIndex((each) => differences(row, each, new Map()).length === 0);
    if (at >= 0) left.splice(at, 1);
    const near = left.find((each) => each.order_id === row.order_id);
    return at >= 0
      ? []
      : [`${String(row.order_id)}: ${near ? differences(row, near, new Map()).join('; ') : 'no such line'}`];
  });
  expect(wrong).toEqual([]);
  expect(left).toEqual([]);
}

describe.each(folders)('%s', (folder) => {
  it('becomes exactly the rows expected by hand', async () => {
    const path = `${ROOT}${folder}/`;
    const input = readdirSync(path).find((name) => name.startsWith('input.'));
    expect(input && existsSync(path + input)).toBe(true);
    const expected: Expected = JSON.parse(readFileSync(`${path}expected.json`, 'utf8'));
    const shop = await openShop();
    const reports = await shop.import(path + String(input));
    expect(reports).toHaveLength(1);
    const [report] = reports;
    expect(report).toMatchObject({
      status: 'imported',
      error: null,
      formatId: folder.split('-').slice(0, 2).join('-'),
    });
    expect.soft(report?.rows).toEqual(expected.rows);
    await checkOrders(shop, expected.orders);
    await checkLines(shop, expected.order_lines);
    const issues = await shop.rows(
      'SELECT src_row AS line, code, column_name AS "column" FROM import_issue ORDER BY ALL',
    );
    const key = (each: unknown) => JSON.stringify(each);
    expect(issues.map(key).sort()).toEqual(
      expected.issues.map(({ line, code, column }) => key({ line, code, column })).sort(),
    );
    if (expected.control) expect(report?.controlTotals).toMatchObject(expected.control);
  });

  it('changes nothing when it comes again, and leaves nothing when it is undone', async () => {
    const path = `${ROOT}${folder}/`;
    const input = path + String(readdirSync(path).find((name) => name.startsWith('input.')));
    const shop = await openShop();
    const content = () =>
      shop.rows(
        'SELECT (SELECT count(*) FROM order_versions) AS v, (SELECT count(*) FROM order_line_versions) AS l, (SELECT count(*) FROM source_file) AS f',
      );
    const [first] = await shop.import(input);
    const before = await content();
    const [again] = await shop.import(input);
    expect(again).toMatchObject({
      status: 'unchanged',
      rows: { read: first?.rows.read, kept: 0, duplicate: first?.rows.read },
    });
    expect(await content()).toEqual(before);
    await shop.undo(String(first?.importId));
    expect(await content()).toEqual([{ v: 0, l: 0, f: 0 }]);
    expect(await shop.rows('SELECT count(*) AS n FROM import_issue')).toEqual([{ n: 0 }]);
  });
});

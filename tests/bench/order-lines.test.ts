import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findDifferences } from '../../scripts/bench/compare-answers.ts';
import { HEADERS, writeLines } from '../../scripts/bench/order-lines.ts';
import { quantile } from '../../scripts/bench/samples.ts';
import { writeOrderFiles } from '../../scripts/bench/write-order-file.ts';
import jdOrder from '../../src/domain/formats/jd-order.ts';

it('writes exactly the asked lines, equal every time, under real headers', () => {
  const lines = [...writeLines({ seed: 3, lines: 500 })];
  expect(lines).toHaveLength(500);
  expect(new Set(lines.map((cells) => cells.length))).toEqual(new Set([30]));
  expect(lines).toEqual([...writeLines({ seed: 3, lines: 500 })]);
  expect(lines).not.toEqual([...writeLines({ seed: 4, lines: 500 })]);
  expect(HEADERS.filter((name) => !jdOrder.knownHeaders.includes(name))).toEqual([]);
  const orders = new Set(lines.map(([number]) => number));
  expect(500 / orders.size).toBeGreaterThan(1.4);
  expect(500 / orders.size).toBeLessThan(1.8);
});

it('repeats the money of an order on each of its lines, and the prices add up to it', () => {
  const orders = new Map<string, string[][]>();
  for (const cells of writeLines({ seed: 1, lines: 300 }))
    orders.set(cells[0] ?? '', [...(orders.get(cells[0] ?? '') ?? []), cells]);
  for (const lines of orders.values()) {
    expect(new Set(lines.map((cells) => cells.slice(7, 11).join()))).toHaveProperty('size', 1);
    const cents = lines.reduce((sum, cells) => sum + Math.round(Number(cells[6]) * 100) * Number(cells[3]), 0);
    // The last order may be cut where the file ends.
    if (lines[0]?.[0] !== [...orders.keys()].at(-1)) expect(Math.round(Number(lines[0]?.[7]) * 100)).toBe(cents);
  }
});

it('writes one text in two encodings', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const files = await writeOrderFiles(join(folder, 'orders'), { seed: 1, lines: 50 }, ['utf8', 'gb18030']);
    const text = (await readFile(files.utf8)).toString();
    expect(new TextDecoder('gb18030').decode(await readFile(files.gb18030))).toBe(text);
    expect(text.split('\r\n')).toHaveLength(52);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('finds answers that differ, are missing or too many, and passes steps of time without orders', () => {
  const query = { metric: 'pay_amount', by: ['day'] } as const;
  const native = [
    { day: 'a', value: 10 },
    { day: 'b', value: 0.5 },
  ];
  expect(
    findDifferences(
      query,
      [
        { day: 'a', value: 10 },
        { day: 'b', value: 0.5 },
        { day: 'c', value: 0 },
      ],
      native,
    ),
  ).toEqual([]);
  expect(
    findDifferences(
      query,
      [
        { day: 'a', value: 10.01 },
        { day: 'b', value: 0.5 },
      ],
      native,
    ),
  ).toHaveLength(1);
  expect(findDifferences(query, [{ day: 'a', value: 10 }], native)).toHaveLength(1);
  expect(findDifferences(query, [...native, { day: 'c', value: 1 }], native)).toHaveLength(1);
  expect(
    findDifferences(
      { metric: 'pay_amount', compare: 'year_ago' },
      [{ value: 1, previous: 2 }],
      [{ value: 1, previous: 3 }],
    ),
  ).toHaveLength(1);
});

it('interpolates quantiles', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([10, 20, 30], 0.95)).toBeCloseTo(29);
  expect(() => quantile([], 0.5)).toThrow(RangeError);
});

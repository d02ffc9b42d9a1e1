import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findDifferences } from '../../scripts/bench/compare-answers.ts';
import { buildTables, EMPTY_TABLES, Native } from '../../scripts/bench/native.ts';
import { QUESTIONS } from '../../scripts/bench/questions.ts';
import { writeOrderFiles } from '../../scripts/bench/write-order-file.ts';
import { writeWorkbook } from '../../scripts/bench/write-workbook.ts';
import { openShop } from '../support/shop.ts';

const PLAN = { seed: 2, lines: 1500 };

it('answers every question of the bench as the raw tables do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const native = await Native.open();
  try {
    const { utf8 } = await writeOrderFiles(join(folder, 'orders'), PLAN, ['utf8']);
    for (const sql of EMPTY_TABLES) await native.run(sql);
    await buildTables(native, utf8, '测试店');
    const shop = await openShop();
    const [report] = await shop.import(utf8, { shopName: '测试店' });
    expect(report).toMatchObject({ status: 'imported', formatId: 'jd-order', rows: { read: 1500, kept: 1500 } });
    for (const { name, ask, sql } of QUESTIONS) {
      const { rows } = await native.ask(sql);
      expect(rows.length, name).toBeGreaterThan(0);
      expect(findDifferences(ask, (await shop.metric(ask)).rows, rows), name).toEqual([]);
    }
  } finally {
    native.close();
    await rm(folder, { recursive: true });
  }
});

it('writes a workbook that the reader takes whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const path = join(folder, 'orders.xlsx');
    await writeWorkbook(path, PLAN);
    const shop = await openShop();
    const [report] = await shop.import(path, { shopName: '测试店' });
    expect(report).toMatchObject({
      status: 'imported',
      container: 'xlsx',
      formatId: 'jd-order',
      rows: { read: 1500, kept: 1500 },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

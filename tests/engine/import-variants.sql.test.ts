import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { utils, write, type BookType } from '@e965/xlsx';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import iconv from 'iconv-lite';
import { beforeEach, describe, expect, it } from 'vitest';
import { openShop, type TestShop } from '../support/shop.ts';

const fixture = (path: string) => readFileSync(fileURLToPath(new URL(`../fixtures/formats/${path}`, import.meta.url)));
/** Invented 拼多多 rows; one file in many dresses. */
const TEXT = fixture('pdd-order/input.csv')
  .toString('utf8')
  .replace(/^\ufeff/, '');
const CELLS = TEXT.trimEnd()
  .split(/\r?\n/)
  .map((line) => line.split(','));

const fileOf = (bytes: Uint8Array | string, name: string) =>
  new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name, { lastModified: 0 });

function workbook(bookType: BookType): Uint8Array {
  const sheet = utils.aoa_to_sheet(CELLS);
  const book = utils.book_new(sheet, '订单');
  return new Uint8Array(write(book, { bookType, type: 'array' }));
}

async function zipped(entries: Record<string, string>): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter());
  for (const [name, text] of Object.entries(entries)) await writer.add(name, new TextReader(text));
  return writer.close();
}

let shop: TestShop;
beforeEach(async () => {
  shop = await openShop();
});

const CONTENT = 'SELECT * EXCLUDE (src_file_id, src_row, exported_at) FROM orders ORDER BY order_id';
const LINES = 'SELECT * EXCLUDE (src_file_id, src_row) FROM order_lines ORDER BY order_id, line_id';

async function contentOf(file: File) {
  const fresh = await openShop();
  const [report] = await fresh.import(file);
  expect(report, file.name).toMatchObject({ status: 'imported', formatId: 'pdd-order' });
  return { rows: report?.rows, orders: await fresh.rows(CONTENT), lines: await fresh.rows(LINES) };
}

describe('one export in other dresses', () => {
  it('is the same orders whatever its encoding and container', async () => {
    const plain = await contentOf(fileOf(TEXT, 'orders_export.csv'));
    expect(plain.orders.length).toBeGreaterThan(5);
    const dressed: [string, Uint8Array | string][] = [
      ['gb18030.csv', iconv.encode(TEXT, 'gb18030')],
      ['utf16.csv', iconv.encode(TEXT, 'utf16-le', { addBOM: true })],
      ['utf8-bom.csv', `\ufeff${TEXT}`],
      ['tabs.txt', CELLS.map((row) => row.map((cell) => cell.replaceAll('\t', '')).join('\t')).join('\n')],
      ['orders.csv.gz', gzipSync(TEXT)],
      ['orders.zip', await zipped({ 'orders.csv': TEXT })],
      ['orders.xlsx', workbook('xlsx')],
      ['orders.xls', workbook('biff8')],
      ['named-csv-but.csv', workbook('xlsx')],
    ];
    for (const [name, bytes] of dressed) expect.soft(await contentOf(fileOf(bytes, name)), name).toEqual(plain);
  });
});

describe('a zip of several parts', () => {
  it('is one import, and every row is found in its part and line', async () => {
    const [header = '', ...rows] = TEXT.trimEnd().split(/\r?\n/);
    const half = Math.ceil(rows.length / 2);
    const part = (some: string[]) => `${[header, ...some].join('\n')}\n`;
    const reports = await shop.import(
      fileOf(await zipped({ 'a_1.csv': part(rows.slice(0, half)), 'a_2.csv': part(rows.slice(half)) }), 'parts.zip'),
    );
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({ status: 'imported', rows: { read: rows.length } });
    const whole = await shop.rows(CONTENT);
    const plain = await contentOf(fileOf(TEXT, 'whole.csv'));
    expect(whole).toEqual(plain.orders);
  });

  it('names the part in the list of refused rows', async () => {
    const [header = '', ...rows] = TEXT.trimEnd().split(/\r?\n/);
    const damaged = rows.find((row) => row.includes('E+')) ?? '';
    const fine = rows.filter((row) => row !== damaged).slice(0, 2);
    const part = (some: string[]) => `${[header, ...some].join('\n')}\n`;
    const [report] = await shop.import(
      fileOf(
        await zipped({ 'a_1.csv': part(fine.slice(0, 1)), 'a_2.csv': part([...fine.slice(1), damaged]) }),
        'parts.zip',
      ),
    );
    const refused = (await shop.rejected(String(report?.importId))).filter(({ severity }) => severity === 'refused');
    expect(refused).toMatchObject([{ line: 3, sheet: 'a_2.csv', code: 'id_damaged' }]);
  });
});

describe('a file that is nearly a known export', () => {
  it('names the column it lacks instead of guessing', async () => {
    const without = CELLS.map((row) =>
      row.filter((_, index) => CELLS[0]?.[index] !== '用户实付金额(元)').join(','),
    ).join('\n');
    const [report] = await shop.import(fileOf(without, 'orders.csv'));
    expect(report).toMatchObject({ status: 'needs_mapping' });
    expect(report?.notes.find(({ code }) => code === 'near_match')?.params.columns).toBe('用户实付金额(元)');
  });
});

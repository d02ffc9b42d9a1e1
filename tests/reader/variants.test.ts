import { expect, test } from 'vitest';
import { utils, write } from '@e965/xlsx';
import { encode, gzipOf, xlsxOf, zipOf } from '../support/reader-files.ts';
import { readBytes } from '../support/reader-read.ts';

// The machine may be busy with other things.

// Invented rows.
const TABLE = [
  ['订单编号', '买家昵称', '宝贝标题', '实付金额', '下单时间'],
  ['3549444001190535123', '某甲', '纯棉短袖T恤，红色', '128.50', '2024-06-18 00:03:21'],
  ['3549444001190535124', '某"乙"', '不锈钢\n保温杯', '0.10', '2024-06-18 23:59:59'],
  ['3549444001190535125', '', '长裤, 加厚; 黑', '99', '2024-06-19 08:00:00'],
];
const quote = (cell: string): string => (/[",\n\t;|]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const csv = (delimiter: string, end: string): string =>
  TABLE.map((row) => row.map(quote).join(delimiter) + end).join('');
const escape = (cell: string): string =>
  cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function old(bookType: 'xls' | 'xlsb' | 'ods' | 'xlsx'): Uint8Array<ArrayBuffer> {
  const sheet = utils.aoa_to_sheet(TABLE);
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '订单');
  const bytes: ArrayBuffer = write(book, { type: 'array', bookType });
  return new Uint8Array(bytes);
}

const inlineSheet = `<sheetData>${TABLE.map((row) => `<row>${row.map((cell) => `<c t="inlineStr"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`).join('')}</row>`).join('')}</sheetData>`;
const page = `<table>${TABLE.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell).replaceAll('\n', '<br>')}</td>`).join('')}</tr>`).join('')}</table>`;

const VARIANTS: Record<string, () => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>> = {
  'UTF-8, comma, LF': () => encode(csv(',', '\n'), 'utf-8'),
  'UTF-8 with mark, tab, CRLF': () => encode(`\ufeff${csv('\t', '\r\n')}`, 'utf-8'),
  'GB18030, comma': () => encode(csv(',', '\r\n'), 'gb18030'),
  'GBK, tab': () => encode(csv('\t', '\n'), 'gbk'),
  'GBK, semicolon': () => encode(csv(';', '\n'), 'gbk'),
  'UTF-16LE with mark': () => encode(`\ufeff${csv('\t', '\r\n')}`, 'utf-16le'),
  'UTF-16LE without mark': () => encode(csv('\t', '\r\n'), 'utf-16le'),
  'UTF-16BE with mark': () => encode(`\ufeff${csv(',', '\n')}`, 'utf-16be'),
  'UTF-32LE with mark': () => encode(`\ufeff${csv('|', '\n')}`, 'utf-32le'),
  'gz of GBK': () => gzipOf(encode(csv(',', '\n'), 'gbk')),
  'zip of GBK': () => zipOf({ 'a.csv': encode(csv(',', '\n'), 'gbk') }),
  xlsx: () => xlsxOf({ sheets: [{ name: '订单', xml: inlineSheet }] }),
  'xlsx by another writer': () => old('xlsx'),
  'zip of xlsx': async () => zipOf({ 'a.xlsx': await xlsxOf({ sheets: [{ name: '订单', xml: inlineSheet }] }) }),
  'xls (BIFF8)': () => old('xls'),
  xlsb: () => old('xlsb'),
  ods: () => old('ods'),
  'HTML named .xls in GBK': () => encode(`<html><meta charset=gb2312>${page}</html>`, 'gbk'),
};

test.each(Object.keys(VARIANTS))('one table, one content: %s', async (name) => {
  const bytes = await VARIANTS[name]?.();
  const { table } = await readBytes(bytes ?? '', 'orders.xls');
  expect([table.header, ...table.rows]).toEqual(TABLE);
  expect(table).toMatchObject({ rejected: [], blank: 0 });
});

test('xls (BIFF5) with a Chinese code page', async () => {
  // The library writes BIFF5 texts lossily: letters are written, then replaced by as many bytes of GBK, and the code page set.
  const book = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['AAAABBBB', 'CCCC'],
      ['DDDDEEFF', 'GG'],
    ]),
    'S',
  );
  const written: ArrayBuffer = write(book, { type: 'array', bookType: 'biff5' });
  const bytes = Buffer.from(written);
  for (const [letters, text] of [
    ['AAAABBBB', '订单编号'],
    ['CCCC', '标题'],
    ['DDDDEEFF', '短袖T恤Z'],
    ['GG', '红'],
  ] as const) {
    bytes.set(encode(text, 'gbk'), bytes.indexOf(letters));
  }
  bytes.writeUInt16LE(936, bytes.indexOf(Buffer.from([0x42, 0x00, 0x02, 0x00])) + 4);
  const { table } = await readBytes(new Uint8Array(bytes), 'orders.xls');
  expect([table.header, ...table.rows]).toEqual([
    ['订单编号', '标题'],
    ['短袖T恤Z', '红'],
  ]);
});

import { expect, test } from 'vitest';
import { encode, gzipOf, xlsxOf, zipOf } from '../support/reader-files.ts';
import { outcomeOf, readBytes } from '../support/reader-read.ts';

// The machine may be busy with other things.

const CSV = '订单编号,标题\n001,短袖\n002,长裤\n';
const ROWS = [
  ['001', '短袖'],
  ['002', '长裤'],
];

test.each([
  ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]],
  ['EXE', [0x4d, 0x5a, 0x90, 0x00, 3, 0, 0, 0]],
  ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 0x01, 0x00]],
  ['all NUL', Array.from({ length: 500 }, () => 0)],
  ['one byte', [7]],
])('%s is not a table, whatever its name', async (_, bytes) => {
  expect(await outcomeOf(Uint8Array.from(bytes), 'orders.csv')).toBe('FILE_NOT_A_TABLE');
});

test('noise is not a table', async () => {
  let state = 12345;
  const bytes = Uint8Array.from({ length: 50_000 }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state >> 16;
  });
  expect(await outcomeOf(bytes)).toBe('FILE_NOT_A_TABLE');
});

test('several files of a zip with one header are one table, in the order they stand in', async () => {
  const zip = await zipOf({
    'orders_1.csv': 'id,paid\n1,10\n',
    'notes.txt': 'read me\n',
    'orders_2.csv': encode('#第二部分\nid,paid\n2,20\n3,30\n', 'gbk'),
  });
  const { inspection, table } = await readBytes(zip, 'orders.zip');
  expect(inspection.tables).toHaveLength(1);
  expect(inspection.tables[0]?.name).toBe('orders_1.csv +1');
  expect(inspection.skipped).toEqual([{ name: 'notes.txt', reason: 'single_column' }]);
  expect(table).toMatchObject({
    rows: [
      ['1', '10'],
      ['2', '20'],
      ['3', '30'],
    ],
    lines: [2, 3, 4],
    rejected: [],
  });
});

test('files of a zip with different headers are different tables', async () => {
  const zip = await zipOf({ 'a/orders.csv': 'id,paid\n1,10\n', 'refunds.csv': 'id,refund\n1,5\n' });
  const { inspection, table } = await readBytes(zip, 'x.zip', { table: 1 });
  expect(inspection.tables.map(({ name }) => name)).toEqual(['orders.csv', 'refunds.csv']);
  expect(table.rows).toEqual([['1', '5']]);
});

test('workbooks in a zip are read; archives in it, and files that are no tables, are left aside', async () => {
  const book = await xlsxOf({
    sheets: [
      {
        name: '订单',
        xml: '<sheetData><row><c t="inlineStr"><is><t>id</t></is></c></row><row><c><v>7</v></c></row></sheetData>',
      },
    ],
  });
  const zip = await zipOf({
    'book.xlsx': book,
    'inner.zip': await zipOf({ 'x.csv': CSV }),
    'logo.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
    '__MACOSX/._x': 'x',
  });
  const { inspection, table } = await readBytes(zip, 'x.zip');
  expect(inspection.tables.map(({ name, container }) => `${name} ${container}`)).toEqual(['book.xlsx · 订单 xlsx']);
  expect(inspection.skipped).toEqual([
    { name: 'inner.zip', reason: 'nested_archive' },
    { name: 'logo.png', reason: 'not_a_table' },
  ]);
  expect(table.rows).toEqual([['7']]);
});

/** Names of entries are rewritten in place, as Chinese tools write them: GBK and no UTF-8 flag. */
function withGbkName(zip: Uint8Array<ArrayBuffer>, ascii: string, name: string): Uint8Array<ArrayBuffer> {
  const out = zip.slice();
  const wanted = new TextEncoder().encode(ascii);
  const bytes = encode(name, 'gbk');
  if (bytes.length !== wanted.length) throw new Error('names of different length');
  const view = new DataView(out.buffer);
  for (let at = 0; at + wanted.length <= out.length; at++) {
    if (!wanted.every((byte, i) => out[at + i] === byte)) continue;
    out.set(bytes, at);
    const header = view.getUint32(at - 30, true) === 0x04034b50 ? at - 30 + 6 : at - 46 + 8;
    view.setUint16(header, view.getUint16(header, true) & ~0x0800, true);
  }
  return out;
}

test('names of a zip in GBK are shown right; paths are names only', async () => {
  const { inspection } = await readBytes(
    withGbkName(await zipOf({ 'abcd.csv': CSV }), 'abcd.csv', '订单.csv'),
    'x.zip',
  );
  expect(inspection.tables[0]?.name).toBe('订单.csv');
  const { inspection: sly, table } = await readBytes(
    withGbkName(await zipOf({ 'aaaaaaevil.csv': CSV }), 'aaaaaaevil.csv', '../../evil.csv'),
    'x.zip',
  );
  expect(sly.tables[0]?.name).toBe('evil.csv');
  expect(table.rows).toEqual(ROWS);
});

test('a password, a cut, a changed byte: each is said', async () => {
  const zip = await zipOf({ 'a.csv': CSV.repeat(500) });
  expect(await outcomeOf(await zipOf({ 'a.csv': CSV }, '1234'), 'x.zip')).toBe('FILE_ENCRYPTED');
  expect(await outcomeOf(zip.slice(0, -30), 'x.zip')).toBe('FILE_DAMAGED');
  const changed = zip.slice();
  changed.set([(changed[60] ?? 0) ^ 0xff], 60);
  expect(await outcomeOf(changed, 'x.zip')).toBe('FILE_DAMAGED');
});

test('a bomb is refused before it is unpacked', async () => {
  const zeros = new Uint8Array(8_000_000);
  expect(await outcomeOf(await zipOf({ 'a.csv': zeros }), 'x.zip')).toBe('FILE_UNSAFE');
  expect(await outcomeOf(await gzipOf(`a,b\n${'1,2\n'.repeat(5_000_000)}`), 'x.csv.gz')).toBe('FILE_UNSAFE');
});

test('more entries than a person would ever pack', async () => {
  const files = Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`${i}.csv`, 'a\n1\n']));
  expect(await outcomeOf(await zipOf(files), 'x.zip')).toBe('FILE_TOO_LARGE');
});

test('gz: read to its end, or said to be cut', async () => {
  const gz = await gzipOf(CSV);
  const { inspection, table } = await readBytes(gz, 'x.csv.gz');
  expect(inspection.container).toBe('gzip');
  expect(table.rows).toEqual(ROWS);
  const long = await gzipOf(Array.from({ length: 20_000 }, (_, i) => `${i},${(i * 7919) % 10_007}\n`).join(''));
  expect(await outcomeOf(long.slice(0, long.length >> 1), 'x.csv.gz')).toBe('FILE_DAMAGED');
  expect(await outcomeOf(await gzipOf(gz), 'x.gz.gz')).toBe('FILE_NOT_A_TABLE');
});

test('pages with tables, in the encodings back offices write them', async () => {
  const page = `<html><head><meta charset="gb2312"><style>td{mso-number-format:"\\@"}</style></head><body><table>
    <tr><th colspan=2>报表</th></tr><tr><th>订单编号</th><th>标题</th></tr>
    <tr><td>001</td><td>短袖&amp;长裤<br>红色</td></tr><tr><td> 002 </td><td>&nbsp;</td></tr></table><script>alert(1)</script></body></html>`;
  for (const bytes of [encode(page, 'gbk'), encode(page, 'utf-8'), encode(`\ufeff${page}`, 'utf-16le')]) {
    const { inspection, table } = await readBytes(bytes, 'x.xls', { headerIndex: 1 });
    expect(inspection.container).toBe('html');
    expect(inspection.tables[0]?.head[0]).toEqual(['报表', '报表']);
    expect(table).toMatchObject({
      header: ['订单编号', '标题'],
      rows: [
        ['001', '短袖&长裤\n红色'],
        ['002', ''],
      ],
      lines: [3, 4],
    });
  }
});

test('SpreadsheetML 2003', async () => {
  const xml = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
    <Worksheet ss:Name="订单"><Table><Row><Cell><Data ss:Type="String">id</Data></Cell><Cell><Data ss:Type="String">day</Data></Cell><Cell><Data ss:Type="String">paid</Data></Cell></Row>
    <Row ss:Index="4"><Cell><Data ss:Type="String">007</Data><Comment><Data>note</Data></Comment></Cell><Cell ss:Index="3"><Data ss:Type="Number">12.50</Data></Cell></Row>
    <Row><Cell><Data ss:Type="Number">8</Data></Cell><Cell><Data ss:Type="DateTime">2024-02-29T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>`;
  const { inspection, table } = await readBytes(xml, 'x.xls');
  expect(inspection.tables[0]).toMatchObject({ name: '订单', container: 'html' });
  expect(table).toMatchObject({
    rows: [
      ['007', '', '12.50'],
      ['8', '2024-02-29', ''],
    ],
    lines: [4, 5],
  });
});

test('the hash of a file is that of its bytes', async () => {
  const { inspection } = await readBytes('abc\n');
  // sha256sum of "abc\n"
  expect(inspection.sha256).toBe('edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb');
});

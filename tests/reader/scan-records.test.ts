import { expect, test } from 'vitest';
import { encode } from '../support/reader-files.ts';
import { outcomeOf, readBytes } from '../support/reader-read.ts';

// The machine may be busy with other things.

const rejects = async (text: string): Promise<string[]> => {
  const { table } = await readBytes(text);
  return table.rejected.map(({ line, code, detail }) => `${line} ${code} ${detail}`.trim());
};

test.each([
  ['LF', 'a,b\n1,2\n3,4\n'],
  ['CRLF', 'a,b\r\n1,2\r\n3,4\r\n'],
  ['bare CR', 'a,b\r1,2\r3,4\r'],
  ['mixed', 'a,b\r\n1,2\r3,4'],
  ['no final line end', 'a,b\n1,2\n3,4'],
  ['Ctrl-Z at the end', 'a,b\n1,2\n3,4\u001a'],
  ['Ctrl-Z on its own line', 'a,b\r\n1,2\r\n3,4\r\n\u001a'],
  ['byte order mark', '\ufeffa,b\n1,2\n3,4\n'],
  ['trailing delimiters', 'a,b\n1,2,,\n3,4,\n'],
])('line ends: %s', async (_, text) => {
  const { table } = await readBytes(text);
  expect(table).toMatchObject({
    header: ['a', 'b'],
    rows: [
      ['1', '2'],
      ['3', '4'],
    ],
    rejected: [],
    lines: [2, 3],
  });
});

test('quotes: delimiters, line feeds and doubled quotes inside; blanks around; inches; formula cells', async () => {
  const { table } = await readBytes('id,x\n1,"a,b"\n2,"c\nd"\n3,"e""f"\n4, "g" \n5,5" tv\n6,="0123"\n7,""\n');
  expect(table.rows).toEqual([
    ['1', 'a,b'],
    ['2', 'c\nd'],
    ['3', 'e"f'],
    ['4', 'g'],
    ['5', '5" tv'],
    ['6', '="0123"'],
    ['7', ''],
  ]);
  expect(table.lines).toEqual([2, 3, 5, 6, 7, 8, 9]);
});

test('garbage behind a closing quote is refused, the lines below are kept', async () => {
  expect(await rejects('a,b\n1,"x\\" y"\n2,z\n')).toEqual(['2 bad_quotes']);
});

test('an unterminated quote costs its own line only', async () => {
  const { table } = await readBytes(`a,b\n1,x\n2,"never closed\n${'3,y\n'.repeat(2000)}`);
  expect(table.rejected).toEqual([{ line: 3, column: null, code: 'bad_quotes', detail: '' }]);
  expect(table.rows).toHaveLength(2001);
});

test('a quote that closes far below does not swallow what lies between', async () => {
  const { table } = await readBytes(`a,b\n1,"open\n${'2,y\n'.repeat(30_000)}3,"z"\n`);
  expect(table.rejected.map(({ line }) => line)).toEqual([2]);
  expect(table.rows).toHaveLength(30_001);
});

test('a stray quote that a later one closes costs its own line only', async () => {
  const { table } = await readBytes('a,b\n1,"open\n2,x\n3,y",q\n4,z\n');
  expect(table.rejected.map(({ line, code }) => `${line} ${code}`)).toEqual(['2 too_many_cells', '4 too_many_cells']);
  expect(table.rows).toEqual([
    ['2', 'x'],
    ['4', 'z'],
  ]);
});

test('too many and too few cells are refused with their counts', async () => {
  expect(await rejects('a,b,c\n1,2,3,4\n1,2\n#---\n1,2,3\n')).toEqual([
    '2 too_many_cells 4 ≠ 3',
    '3 too_few_cells 2 ≠ 3',
    '4 too_few_cells 1 ≠ 3',
  ]);
});

test('a total row that is too short is padded, for it is a total', async () => {
  const { table } = await readBytes('id,qty,paid\n1,2,3\n合计,2\nTotal\n总计：,9,9\nTotally else,1\n');
  expect(table.rows).toEqual([
    ['1', '2', '3'],
    ['合计', '2', ''],
    ['Total', '', ''],
    ['总计：', '9', '9'],
  ]);
  expect(table.rejected.map(({ line }) => line)).toEqual([6]);
});

test('blank lines and lines of delimiters are counted, not kept', async () => {
  const { table } = await readBytes('a,b\n\n1,2\n,\n   \n"",""\n3,4\n\n');
  expect(table).toMatchObject({
    rows: [
      ['1', '2'],
      ['3', '4'],
    ],
    blank: 5,
    rejected: [],
    lines: [3, 7],
  });
});

test('bad bytes refuse their record and name its column', async () => {
  const good = new TextEncoder().encode('编号,标题,金额\n1,短袖,2\n2,长裤,3\n3,鞋子,4\n');
  const bytes = new Uint8Array([
    ...good,
    ...new TextEncoder().encode('4,'),
    0xe9,
    0xe9,
    0x2c,
    0x35,
    0x0a,
    0x35,
    0x2c,
    0x61,
    0x2c,
    0x36,
    0x0a,
  ]);
  const { table } = await readBytes(bytes);
  expect(table.rejected).toEqual([{ line: 5, column: 2, code: 'bad_bytes', detail: '' }]);
  expect(table.rows.map(([id]) => id)).toEqual(['1', '2', '3', '5']);
});

test('a NUL refuses its record', async () => {
  expect(await rejects('a,b\n1,x\u0000y\n2,z\n')).toEqual(['2 bad_bytes']);
});

test('a cell over 64 KB and a line over 2 MB are refused, what follows is read', async () => {
  const many = Array.from({ length: 300 }, () => 'y'.repeat(10_000)).join(',');
  const { table } = await readBytes(`a,b\n1,${'x'.repeat(65_537)}\n2,ok\n${many}\n${'z'.repeat(9_000_000)}\n3,fine\n`);
  expect(table.rejected.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '2 cell_too_long',
    '4 line_too_long',
    '5 line_too_long',
  ]);
  expect(table.rows).toEqual([
    ['2', 'ok'],
    ['3', 'fine'],
  ]);
  expect(table.lines).toEqual([3, 6]);
});

test('records cut by the ends of chunks come out whole', async () => {
  const rows = Array.from({ length: 100_000 }, (_, i) => [`${i}`, `文字"${i}"\n第二行`, 'x'.repeat(i % 50)]);
  const { table } = await readBytes(
    `id,text,x\r\n${rows.map(([a, b, c]) => `${a},"${b?.replaceAll('"', '""')}",${c}\r\n`).join('')}`,
  );
  expect(table.batches).toBeGreaterThan(1);
  expect(table.rows).toEqual(rows);
  expect(table.lines.at(-1)).toBe(2 + 99_999 * 2);
});

test('a header further down: nothing above it is data or refused', async () => {
  const { table } = await readBytes('#title\n"unclosed\n\nid,paid\n1,2\n', 'f', { headerIndex: 2 });
  expect(table).toMatchObject({ header: ['id', 'paid'], rows: [['1', '2']], rejected: [], lines: [5] });
});

test('columns of blanks leave as tabs', async () => {
  const { table } = await readBytes(
    ' id  date      qty  paid\n 00001 19970101  1   11.77\n 00002 19970112  12  12.00\n 00003 19970112  5   77.00\n',
  );
  expect(table.text).toBe('00001\t19970101\t1\t11.77\n00002\t19970112\t12\t12.00\n00003\t19970112\t5\t77.00\n');
});

test('a user overrides what was found', async () => {
  const { table, inspection } = await readBytes('a;b,c\n1;2,3\n', 'f', { delimiter: ';', encoding: 'windows-1252' });
  expect(inspection.tables[0]).toMatchObject({ delimiter: ';', encoding: 'windows-1252', encodingUnsure: false });
  expect(table.rows).toEqual([['1', '2,3']]);
});

test('GBK that starts only behind a long stretch of ASCII is read as GBK', async () => {
  const head = `id,name\n${'1,plain\n'.repeat(600_000)}`;
  const { table } = await readBytes(new Uint8Array(Buffer.concat([Buffer.from(head), encode('2,订单\n', 'gbk')])));
  expect(table.rejected).toEqual([]);
  expect(table.rows.at(-1)).toEqual(['2', '订单']);
});

test.each([
  ['empty', '', 'FILE_EMPTY'],
  ['mark only', '\ufeff', 'FILE_EMPTY'],
  ['blank lines only', ' \n\n\r\n', 'FILE_EMPTY'],
  ['JSON', '[{"id":1},\n{"id":2}]', 'FILE_NOT_A_TABLE'],
  ['JSON lines', '{"id":1}\n{"id":2}\n', 'FILE_NOT_A_TABLE'],
  ['PDF', '%PDF-1.7\n1 0 obj\n', 'FILE_NOT_A_TABLE'],
  ['XML', '<?xml version="1.0"?><rss><item/></rss>', 'FILE_NOT_A_TABLE'],
  ['lines ended by U+2028', 'a,b\u20281,2\u20283,4', 'FILE_DAMAGED'],
  ['2,001 columns', `${'a,'.repeat(2000)}a\n`, 'FILE_TOO_LARGE'],
  ['a header cell of 1,001 characters', `a,${'b'.repeat(1001)}\n1,2\n`, 'FILE_TOO_LARGE'],
])('refused: %s', async (_, text, code) => {
  expect(await outcomeOf(text)).toBe(code);
});

test('2,000 columns and brackets at the start of a text are fine', async () => {
  expect(await outcomeOf(`${Array.from({ length: 2000 }, (_, i) => `c${i}`).join(',')}\n`)).toBe('read');
  expect(await outcomeOf('[Report] x,y\n1,2\n')).toBe('read');
});

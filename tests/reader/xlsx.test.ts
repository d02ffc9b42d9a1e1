import { expect, test } from 'vitest';
import { encode, xlsxOf } from '../support/reader-files.ts';
import { outcomeOf, readBytes } from '../support/reader-read.ts';

// The machine may be busy with other things.

const HEADER =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>v</t></is></c></row>';
const sheet = (rows: string, rest = ''): { name: string; xml: string } => ({
  name: 'S',
  xml: `<dimension ref="A1"/><sheetData>${HEADER}${rows}</sheetData>${rest}`,
});

/** The second column of the rows under the header. */
async function values(
  cells: readonly string[],
  parts: { strings?: string; styles?: string; workbookPr?: string } = {},
): Promise<(string | undefined)[]> {
  const rows = cells
    .map((cell, i) => [i + 2, `<c r="A${i + 2}"><v>${i}</v></c>${cell.replace('<c', `<c r="B${i + 2}"`)}`] as const)
    .map(([row, inner]) => `<row r="${row}">${inner}</row>`)
    .join('');
  return (await readBytes(await xlsxOf({ sheets: [sheet(rows)], ...parts }))).table.rows.map((row) => row[1]);
}

test('every type of cell as text', async () => {
  const strings = `<sst><si><t>短袖 &amp; &lt;长裤&gt; &#x4E2D;&#65;</t></si><si><r><t>红</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 色</t></r><rPh sb="0" eb="1"><t>hong</t></rPh></si><si><t/></si><si/><si><t><![CDATA[a<b]]></t></si><si><t>x_x000D_y</t></si></sst>`;
  expect(
    await values(
      [
        '<c t="s"><v>0</v></c>',
        '<c t="s"><v>1</v></c>',
        '<c t="s"><v>4</v></c>',
        '<c t="s"><v>5</v></c>',
        '<c t="s"><v>99</v></c>',
        '<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
        '<c t="str"><f>A1&amp;"x"</f><v>公式</v></c>',
        '<c><f>1+1</f><v>2</v></c>',
        '<c t="b"><v>1</v></c>',
        '<c t="b"><v>0</v></c>',
        '<c t="e"><v>#N/A</v></c>',
        '<c t="d"><v>2024-01-02T03:04:05</v></c>',
        '<c><v>3549444001190535123</v></c>',
        '<c><v>1.23E+18</v></c>',
        '<c><v>0.30000000000000004</v></c>',
        "<c t='inlineStr' s='0' ><is><t>single</t></is></c>",
      ],
      { strings },
    ),
  ).toEqual([
    '短袖 & <长裤> 中A',
    '红 色',
    'a<b',
    'x\ry',
    '#REF!',
    'ab',
    '公式',
    '2',
    'TRUE',
    'FALSE',
    '#N/A',
    '2024-01-02 03:04:05',
    '3549444001190535123',
    '1.23E+18',
    '0.3',
    'single',
  ]);
});

test('numbers under date styles are dates, in either epoch', async () => {
  const styles = `<styleSheet><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="176" applyNumberFormat="1"/><xf numFmtId="22"/></cellXfs></styleSheet>`;
  const cells = ['<c s="0"><v>45292</v></c>', '<c s="1"><v>45292</v></c>', '<c s="2"><v>45292.25</v></c>'];
  expect(await values(cells, { styles })).toEqual(['45292', '2024-01-01', '2024-01-01 06:00:00']);
  expect(await values(cells, { styles, workbookPr: '<workbookPr date1904="1"/>' })).toEqual([
    '45292',
    '2028-01-02',
    '2028-01-02 06:00:00',
  ]);
});

test('rows and cells without references, gaps, blank rows and line numbers', async () => {
  const rows =
    '<row><c><v>1</v></c><c><v>2</v></c></row><row r="7"><c r="B7"><v>4</v></c></row><row r="8" spans="1:2"/><row r="9"><c r="A9" s="1"/></row><row><c><v>5</v></c></row>';
  const { table } = await readBytes(await xlsxOf({ sheets: [sheet(rows)] }));
  expect(table).toMatchObject({
    rows: [
      ['1', '2'],
      ['', '4'],
      ['5', ''],
    ],
    lines: [2, 7, 10],
    blank: 1,
    rejected: [],
  });
});

test('tags with a prefix', async () => {
  const xml =
    '<?xml version="1.0"?><x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>';
  const { table } = await readBytes(
    await xlsxOf({ sheets: [{ name: 'S', xml }], strings: '<x:sst xmlns:x="m"><x:si><x:t>头</x:t></x:si></x:sst>' }),
  );
  expect(table).toMatchObject({ header: ['头'], rows: [['5']] });
});

test('merged cells of the head hold the text of their first one; the data below is left alone', async () => {
  const rows =
    '<row r="2"><c r="A2" t="inlineStr"><is><t>金额</t></is></c></row><row r="3"><c r="A3"><v>1</v></c><c r="B3"><v>2</v></c></row>';
  const { inspection } = await readBytes(
    await xlsxOf({ sheets: [sheet(rows, '<mergeCells><mergeCell ref="A2:B2"/></mergeCells>')] }),
  );
  expect(inspection.tables[0]?.head).toEqual([
    ['id', 'v'],
    ['金额', '金额'],
    ['1', '2'],
  ]);
});

test('hidden, empty and chart sheets are left aside with the reason', async () => {
  const filled = sheet('<row r="2"><c r="A2"><v>1</v></c></row>').xml;
  const { inspection } = await readBytes(
    await xlsxOf({
      sheets: [
        { name: '空', xml: '<sheetData/>' },
        { name: '藏', xml: filled, state: 'veryHidden' },
        { name: '图', xml: '<x/>', type: 'chartsheet' },
        { name: '订单 &amp; 退款', xml: filled },
      ],
    }),
  );
  expect(inspection.tables.map(({ name }) => name)).toEqual(['订单 & 退款']);
  expect(inspection.skipped).toEqual([
    { name: '图', reason: 'chart_sheet' },
    { name: '藏', reason: 'hidden_sheet' },
    { name: '空', reason: 'empty' },
  ]);
});

test('a row wider than the header is refused with its row number', async () => {
  const { table } = await readBytes(
    await xlsxOf({
      sheets: [
        sheet('<row r="5"><c r="A5"><v>1</v></c><c r="D5"><v>2</v></c></row><row r="6"><c r="A6"><v>3</v></c></row>'),
      ],
    }),
  );
  expect(table.rejected).toEqual([{ line: 5, column: 3, code: 'too_many_cells', detail: '4 ≠ 2' }]);
  expect(table.rows).toEqual([['3', '']]);
});

test('a DOCTYPE anywhere it could matter is refused', async () => {
  const evil = '<!DOCTYPE x [<!ENTITY e "boom">]>';
  expect(
    await outcomeOf(
      await xlsxOf({
        sheets: [sheet('<row r="2"><c r="A2" t="s"><v>0</v></c></row>')],
        strings: `${evil}<sst><si><t>&e;</t></si></sst>`,
      }),
    ),
  ).toBe('FILE_UNSAFE');
  expect(
    await outcomeOf(
      await xlsxOf({ sheets: [{ name: 'S', xml: `${evil}<worksheet><sheetData>${HEADER}</sheetData></worksheet>` }] }),
    ),
  ).toBe('FILE_UNSAFE');
  expect(await outcomeOf(await xlsxOf({ sheets: [sheet('')], styles: `${evil}<styleSheet/>` }))).toBe('FILE_UNSAFE');
});

test('a package without a workbook is damaged, a Word document is not a table', async () => {
  expect(
    await outcomeOf(await xlsxOf({ sheets: [], more: { 'xl/workbook.xml': '', 'word/document.xml': '<w/>' } })),
  ).toBe('FILE_NOT_A_TABLE');
});

test('a sheet of many chunks comes out whole, its strings found', async () => {
  const count = 60_000;
  const rows = Array.from(
    { length: count },
    (_, i) => `<row r="${i + 2}"><c r="A${i + 2}" t="s"><v>${i}</v></c><c r="B${i + 2}"><v>${i}.5</v></c></row>`,
  ).join('');
  const strings = `<sst>${Array.from({ length: count }, (_, i) => `<si><t>订单编号第${i}号</t></si>`).join('')}</sst>`;
  const { table } = await readBytes(await xlsxOf({ sheets: [sheet(rows)], strings }));
  expect(table.rows).toEqual(Array.from({ length: count }, (_, i) => [`订单编号第${i}号`, `${i}.5`]));
});

test('sheets share the strings, and each can be read as often as asked', async () => {
  const one = (index: number): string =>
    `<sheetData>${HEADER}<row r="2"><c r="A2" t="s"><v>${index}</v></c></row></sheetData>`;
  const bytes = await xlsxOf({
    sheets: [4, 0, 2].map((index, i) => ({ name: `S${i}`, xml: one(index) })),
    strings: `<sst>${[0, 1, 2, 3, 4].map((i) => `<si><t>第${i}</t></si>`).join('')}</sst>`,
  });
  for (const [table, text] of ['第4', '第0', '第2', '第2'].entries()) {
    const read = await readBytes(bytes, 'file', { table: Math.min(table, 2) });
    expect(read.table.rows).toEqual([[text, '']]);
  }
});

test('a sheet in UTF-16', async () => {
  const xml = `<worksheet><sheetData>${HEADER}<row r="2"><c r="B2" t="inlineStr"><is><t>短袖</t></is></c></row></sheetData></worksheet>`;
  const wide = encode(`\ufeff${xml}`, 'utf-16le');
  const { table } = await readBytes(await xlsxOf({ sheets: [{ name: 'S', xml: wide }] }));
  expect(table.rows).toEqual([['', '短袖']]);
});

test('odd rows: blank ones are counted, blanks behind the last column are dropped, long cells are refused', async () => {
  const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const { table } = await readBytes(
    await xlsxOf({
      sheets: [
        sheet(
          `<row r="2">${cell('A2', ' ')}${cell('B2', '\u3000')}</row>` +
            `<row r="3">${cell('A3', '\u3000中')}${cell('D3', ' ')}</row>` +
            `<row r="4">${cell('B4', 'y')}${cell('A4', 'x')}</row>` +
            `<row r="5">${cell('A5', 'z'.repeat(65_537))}</row>` +
            `<row r="6">${cell('A6', '中'.repeat(65_536))}</row>`,
        ),
      ],
    }),
  );
  expect(table).toMatchObject({ blank: 1, lines: [3, 4, 6] });
  expect(table.rows).toEqual([
    ['\u3000中', ''],
    ['x', 'y'],
    ['中'.repeat(65_536), ''],
  ]);
  expect(table.rejected).toEqual([{ line: 5, column: 1, code: 'cell_too_long', detail: '' }]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encode, gzipOf, xlsxOf, zipOf } from '../support/reader-files.ts';
import { outcomeOf, readBytes } from '../support/reader-read.ts';

const DELIMITERS = [',', '\t', ';', '|'] as const;
const text = fc.string({
  unit: fc.constantFrom(...Array.from('abc订单编号短袖é😀0123456789.,;|\t"\n =-')),
  maxLength: 12,
});
/** A first cell that is a name, so that no row is blank, a total or markup. */
const rowOf = (width: number): fc.Arbitrary<string[]> =>
  fc
    .tuple(fc.integer({ min: 1, max: 99_999 }), fc.array(text, { minLength: width - 1, maxLength: width - 1 }))
    .map(([id, cells]) => [`n${id}`, ...cells]);

const table = fc.integer({ min: 2, max: 8 }).chain((width) =>
  fc.record({
    header: fc.constant(Array.from({ length: width }, (_, i) => `列${'甲乙丙丁戊己庚辛'.charAt(i)}`)),
    rows: fc.array(rowOf(width), { minLength: 5, maxLength: 40 }),
    delimiter: fc.constantFrom(...DELIMITERS),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    encoding: fc.constantFrom('utf-8', 'gb18030', 'utf-16le', 'utf-16be'),
    mark: fc.boolean(),
    allQuoted: fc.boolean(),
    finalEnd: fc.boolean(),
  }),
);

const quote = (cell: string, delimiter: string, all: boolean): string =>
  all ||
  cell.includes('"') ||
  cell.includes('\n') ||
  cell.includes('\r') ||
  cell.includes(delimiter) ||
  /^[ \t]|[ \t]$/u.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;

test('any table in any dialect and encoding comes back cell by cell', async () => {
  await fc.assert(
    fc.asyncProperty(table, async ({ header, rows, delimiter, end, encoding, mark, allQuoted, finalEnd }) => {
      const lines = [header, ...rows].map((row) =>
        row.map((cell) => quote(cell, delimiter, allQuoted)).join(delimiter),
      );
      const content = lines.join(end) + (finalEnd ? end : '');
      const bytes = encode((mark ? '\ufeff' : '') + content, encoding);
      // What a person could choose on the card is chosen here: the test is of the reading, not of the guessing.
      const { table: read } = await readBytes(bytes, 'x', { delimiter, encoding });
      expect([read.header, ...read.rows]).toEqual([header, ...rows]);
      expect(read.rejected).toEqual([]);
    }),
    { numRuns: 200 },
  );
}, 60_000);

const tidy = fc.string({
  unit: fc.constantFrom(...Array.from('abc订单编号短袖红色0123456789.-')),
  minLength: 1,
  maxLength: 12,
});

test('the dialect and encoding of an ordinary table are found', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 3, max: 8 }).chain((width) =>
        fc.record({
          width: fc.constant(width),
          rows: fc.array(fc.array(tidy, { minLength: width - 1, maxLength: width - 1 }), {
            minLength: 8,
            maxLength: 40,
          }),
        }),
      ),
      fc.constantFrom(...DELIMITERS),
      fc.constantFrom('utf-8', 'gb18030', 'utf-16le'),
      async ({ width, rows }, delimiter, encoding) => {
        const header = [
          '订单编号',
          '宝贝标题',
          '实付金额',
          '收货地址',
          '下单时间',
          '订单状态',
          '商家编码',
          '备注信息',
        ].slice(0, width);
        const all = [header, ...rows.map((row, i) => [`订单${i}`, ...row])];
        const bytes = encode(all.map((row) => `${row.join(delimiter)}\n`).join(''), encoding);
        const { inspection, table: read } = await readBytes(bytes);
        expect(inspection.tables[0]).toMatchObject({ delimiter, encoding });
        expect([read.header, ...read.rows]).toEqual(all);
      },
    ),
    { numRuns: 100 },
  );
}, 60_000);

test('changed bytes end in rows or in an error of the catalogue, never in a crash', async () => {
  const csv = encode('订单编号,标题,金额\n1,"短,袖",2.50\n2,"长""裤",3\n合计,,5.5\n'.repeat(20), 'gbk');
  const xlsx = await xlsxOf({
    sheets: [
      {
        name: 'S',
        xml: '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.5</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
      },
    ],
    strings: '<sst><si><r><t>a</t></r></si></sst>',
    styles: '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
  });
  const page = encode('<html><table><tr><td colspan=2>a<td>b</tr><tr><td rowspan=3>1</table>', 'utf-8');
  const seeds = [csv, xlsx, page, await zipOf({ 'a.csv': csv, 'b.csv': csv }), await gzipOf(csv)];
  const change = fc.record({
    seed: fc.nat({ max: seeds.length - 1 }),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    byte: fc.nat({ max: 255 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 6 }),
      fc.double({ min: 0.3, max: 1, noNaN: true }),
      async (changes, keep) => {
        const first = seeds[changes[0]?.seed ?? 0] ?? csv;
        const bytes = first.slice(0, Math.max(1, Math.floor(first.length * keep)));
        for (const { at, byte } of changes) bytes[Math.floor(at * bytes.length)] = byte;
        expect(await outcomeOf(bytes)).toMatch(/^(?:read|FILE_[A-Z_]+)$/u);
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);

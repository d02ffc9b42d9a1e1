import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { createXXHash64 } from 'hash-wasm';
import { expect, test } from 'vitest';
import { compileKernel } from '../../scripts/build-shape.ts';
import { CELL_SEPARATOR, type CellBatch, type CellReading, type CellRules } from '../../src/domain/contracts/cells.ts';
import type { RowBatch } from '../../src/domain/contracts/source.ts';
import { provinceAt, regionOfAddress } from '../../src/domain/recognise/region-of-address.ts';
import { KERNEL_WASM } from '../../workers/reader/shape/kernel-wasm.ts';
import { shapeBatches } from '../../workers/reader/shape/shape-batches.ts';

test('the committed module is what its source compiles to', async () => {
  expect(Buffer.from(await compileKernel()).toString('base64')).toBe(KERNEL_WASM);
});

// A plain reading of cells, beside which the kernel is held.

const BLANKS = ' \\t\\r\\n\\u00a0\\u200b\\ufeff\\u3000';
const around = (characters: string) => new RegExp(`^[${characters}]+|[${characters}]+$`, 'gu');
const trim = (cell: string) => cell.replace(around(BLANKS), '');
const unwrap = (cell: string) => cell.replace(around(`${BLANKS}="'\\u2019\``), '');
const isOneOf = (words: readonly string[], cell: string) =>
  cell !== '' && words.some((word) => word.toLowerCase() === cell.toLowerCase());

const TIME = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?( ?(?:Z|[-+]\d{2}:?\d{2}))?$/u;

function timeOf(cell: string, zoneOffset: boolean): string | null {
  const found = TIME.exec(cell);
  if (!found || Number(found[1]) < 1981 || (found[8] !== undefined && !zoneOffset)) return null;
  const part = (group: number) => (found[group] ?? '0').padStart(2, '0');
  const iso = `${part(1)}-${part(3)}-${part(4)}T${part(5)}:${part(6)}:${part(7)}`;
  const at = new Date(`${iso}Z`);
  const exists = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso);
  return exists ? iso.replace('T', ' ') : null;
}

function numberForm(places: number, decimalComma: boolean): RegExp {
  return new RegExp(`^-?\\d{1,13}${decimalComma ? '' : `(\\.\\d{1,${places}})?`}$`, 'u');
}

function tokenOf(buyer: string, { prefix, key }: CellRules['token']): string {
  if (buyer.includes('*') || buyer.startsWith('##') || buyer.startsWith('$$')) return '';
  return `${prefix}:${createHmac('sha256', key).update(buyer.toLowerCase()).digest('hex').slice(0, 24)}`;
}

const READ: Record<CellReading, (cell: string, rules: CellRules) => string> = {
  text: (cell) => cell,
  flag: (cell) => cell,
  money: (cell) => cell,
  quantity: (cell) => cell,
  id: (cell) => cell.replace(/^No:(?=.)/su, '').replace(/^(\d+)\.0$/u, '$1'),
  timestamp: (cell, { zoneOffset }) => timeOf(cell, zoneOffset) ?? cell,
  province: (cell) => provinceAt(cell) || cell,
  buyer: (cell, { token }) => tokenOf(cell, token),
  address_province: (cell) => regionOfAddress(cell).province,
  address_city: (cell) => regionOfAddress(cell).city,
  address_district: (cell) => regionOfAddress(cell).district,
};

const isPlain = (reading: CellReading, cell: string, rules: CellRules) =>
  (reading !== 'money' || numberForm(4, rules.decimalComma).test(cell)) &&
  (reading !== 'quantity' || numberForm(3, rules.decimalComma).test(cell)) &&
  (reading !== 'timestamp' || timeOf(cell, rules.zoneOffset) !== null);

/** What is handed over of a cell, and whether it is plain. */
function readCell(reading: CellReading, written: string, rules: CellRules): [string, boolean] {
  const isWrapped = ['id', 'money', 'quantity', 'timestamp'].includes(reading);
  const cell = isWrapped ? unwrap(written) : trim(written);
  if (cell === '' || isOneOf(rules.nothing, cell)) return ['', true];
  return [READ[reading](cell, rules), isPlain(reading, cell, rules)];
}

const isTotal = (record: readonly string[], { total }: CellRules) =>
  total.columns.some((column) =>
    isOneOf(total.words, trim(record[column] ?? '').replace(new RegExp(`[:：${BLANKS}]+$`, 'u'), '')),
  );

const isSpecial = (cell: string) => /["\n\r]/u.test(cell) || cell.includes(CELL_SEPARATOR);
const quoted = (cell: string) => (isSpecial(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const hasher = await createXXHash64();

function shapedRecord(record: readonly string[], line: number, rules: CellRules): string {
  const cells = rules.cells.map(({ column, reading }) => quoted(readCell(reading, record[column] ?? '', rules)[0]));
  const joined = record.map((cell) => cell + CELL_SEPARATOR).join('');
  const hash = rules.hashRows ? hasher.init().update(joined).digest('hex') : '';
  return `${[...cells, String(line), isTotal(record, rules) ? 't' : 'f', hash].join(CELL_SEPARATOR)}\n`;
}

const plainCells = (records: readonly (readonly string[])[], rules: CellRules) =>
  rules.cells.map(({ column, reading }) =>
    records.every((record) => readCell(reading, record[column] ?? '', rules)[1]),
  );

// Records as a file has them.

type Written = { records: readonly (readonly string[])[]; delimiter: RowBatch['delimiter']; lines: number[] | null };

function fileText({ records, delimiter }: Written, quotesAll: boolean): string {
  const needsQuotes = (cell: string) =>
    quotesAll || cell.includes(delimiter) || cell.includes('\n') || cell.startsWith('"');
  const write = (cell: string) => (needsQuotes(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return records.map((record) => `${record.map(write).join(delimiter)}\n`).join('');
}

const batchOf = (written: Written, quotesAll = false): RowBatch => ({
  bytes: new TextEncoder().encode(fileText(written, quotesAll)),
  delimiter: written.delimiter,
  records: written.records.length,
  firstLine: 7,
  lines: written.lines ? Uint32Array.from(written.lines) : null,
  rejected: [],
  blank: 0,
  consumed: 1,
  totalBytes: 1,
});

async function shape(batches: RowBatch[], rules: CellRules): Promise<CellBatch[]> {
  const source = (async function* () {
    await Promise.resolve();
    yield* batches;
  })();
  const shaped: CellBatch[] = [];
  for await (const batch of shapeBatches(source, rules)) shaped.push(batch);
  return shaped;
}

const textOf = (bytes: Uint8Array | undefined) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const lineOf = ({ lines }: Written, record: number) => lines?.[record] ?? 7 + record;

/** All batches together, for few cells fill one. */
async function expectPlainReading(written: readonly Written[], rules: CellRules, quotesAll = false): Promise<void> {
  const batches = await shape(
    written.map((each) => batchOf(each, quotesAll)),
    rules,
  );
  const expected = written.flatMap((each) =>
    each.records.map((record, at) => shapedRecord(record, lineOf(each, at), rules)),
  );
  // As UTF-8: half a character that a region ends with is replaced there.
  const [found, due] = [Buffer.concat(batches.map(({ bytes }) => bytes)), Buffer.from(expected.join(''))];
  // Compared as a truth first, for a difference of megabytes helps nobody.
  if (!found.equals(due)) expect(textOf(found).slice(0, 2_000)).toBe(textOf(due).slice(0, 2_000));
  expect(found.equals(due)).toBe(true);
  const records = written.flatMap((each) => each.records);
  // Together they are less than fills a batch, but for the huge ones.
  if (batches.length === 1) expect(batches[0]?.plain).toEqual(plainCells(records, rules));
}

const READINGS = [
  'text',
  'id',
  'flag',
  'money',
  'quantity',
  'timestamp',
  'province',
  'buyer',
  'address_province',
  'address_city',
  'address_district',
] as const satisfies readonly CellReading[];
const NOTHING = ['-', '--', '无', 'null', 'n/a', 'não há', '（空）', '0000-00-00'];
const TOTALS = ['合计', 'total', 'grand total', 'итого'];

const letters = Array.from('aZ09.,;|\t"\'=\n\r -/:*#$\u0000\u001f\u007f\u00a0\u200b\ufeff\u3000’`：é省市区Ａ耀ꀀ😀〿');
const anyText = fc.string({ unit: fc.constantFrom(...letters), maxLength: 24 });
const words = fc.constantFrom(
  ...NOTHING,
  ...TOTALS,
  ...['NULL', 'N/A', 'NãO Há', 'NÃO HÁ', 'Итого', 'ИТОГО', 'Total', 'nul', '无无', '合计款'],
  ...['浙江省 杭州市 西湖区 x', '上海市黄浦区1号', '内蒙古 包头市 昆都仑区', '浙江', '广东省', 'Berlin'],
  ...['buyer_A', 'BUYER_a', 'Ünal', 'ünal', 'b**', '##x', '$$y', '$#y', 'No:31', 'No:', '100.0', '.0', '1.0.0'],
);
const small = (most: number) => fc.integer({ min: 0, max: most });
const numbers = fc
  .oneof(
    fc.tuple(
      fc.constantFrom('', '-', '+'),
      fc.bigInt({ min: 0n, max: 10n ** 14n }),
      fc.constantFrom('', '.', '.5', '.1234', '.12345', ',5'),
    ),
  )
  .map((parts) => parts.join(''));
const times = fc
  .tuple(
    fc.constantFrom('2026', '1980', '1981', '2024', '2100', '0001', '226'),
    fc.constantFrom('-', '/', '.'),
    small(13).chain((month) => fc.constantFrom(String(month), String(month).padStart(2, '0'))),
    fc.constantFrom('-', '/'),
    small(32).chain((day) => fc.constantFrom(String(day), String(day).padStart(2, '0'))),
    fc.constantFrom('', ' ', 'T', '  '),
    fc.constantFrom('', '9:03', '09:03:07', '23:59:59', '24:00:00', '12:60', '1:2:3', '12:30:', '12'),
    fc.constantFrom('', '', 'Z', ' Z', '+0800', ' +08:00', '-05:0', ' '),
  )
  .map((parts) => parts.join(''));
const blanks = fc.string({
  unit: fc.constantFrom(...Array.from(' \t\r\n\u00a0\u200b\ufeff\u3000=\'"’：')),
  maxLength: 3,
});
const cell = fc.oneof(
  anyText,
  fc.tuple(blanks, fc.oneof(words, numbers, times), blanks).map((parts) => parts.join('')),
);

const rulesOf = (columns: number, more: Partial<CellRules> = {}): CellRules => ({
  cells: Array.from({ length: columns }, (_, column) => READINGS.map((reading) => ({ column, reading }))).flat(),
  contacts: [],
  columns,
  nothing: NOTHING,
  decimalComma: false,
  zoneOffset: false,
  total: { words: TOTALS, columns: [0] },
  hashRows: true,
  token: { prefix: 'jd', key: new Uint8Array(32).fill(7) },
  ...more,
});

const table = fc.integer({ min: 1, max: 4 }).chain((columns) => {
  const record = fc.array(cell, { minLength: columns, maxLength: columns });
  const written = fc.array(record, { maxLength: 6 }).chain((records) =>
    fc.record({
      records: fc.constant(records),
      delimiter: fc.constantFrom<RowBatch['delimiter']>(',', '\t', ';', '|'),
      lines: fc.option(
        fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: records.length, maxLength: records.length }),
      ),
    }),
  );
  return fc.record({
    columns: fc.constant(columns),
    written: fc.array(written, { minLength: 1, maxLength: 4 }),
    quotesAll: fc.boolean(),
    decimalComma: fc.boolean(),
    zoneOffset: fc.boolean(),
    hashRows: fc.boolean(),
    wantsCells: fc.boolean(),
  });
});

test('any cells are handed over as a plain reading of them says', async () => {
  await fc.assert(
    fc.asyncProperty(table, async ({ columns, written, quotesAll, wantsCells, ...more }) => {
      const rules = rulesOf(columns, wantsCells ? more : { ...more, cells: [] });
      await expectPlainReading(written, rules, quotesAll);
    }),
    { numRuns: 300 },
  );
}, 120_000);

const one = (records: readonly (readonly string[])[]): Written => ({ records, delimiter: ',', lines: null });

test('a cell of 64 KB, of one byte more and of 4 MB is handed over whole, after small batches and before them', async () => {
  const rules = rulesOf(2, { cells: [{ column: 0, reading: 'text' }, { column: 1, reading: 'province' }] }); // prettier-ignore
  const sizes = [65_535, 65_536, 65_537, 4 * 1024 * 1024];
  const huge = sizes.map((size) => [`"${'a"\n'.repeat(size / 3)}x`, '深'.repeat(size / 3)]);
  const tiny = one([['a', 'b'], ['', '']]); // prettier-ignore
  await expectPlainReading([tiny, ...huge.map((record) => one([record])), tiny, one([])], rules);
}, 60_000);

const EDGES = [
  ...['2000-02-29', '2100-02-29', '2024-02-29 9:03', '2023-02-29', '2026-04-31', '2026-12-31T23:59:59'],
  ...['1981-01-01', '1980-12-31', '2026-01-05-0800', '2026-01-05 +08:00', '2026-01-05 09:03:07.5', '2026-1-5 9:3'],
  ...[
    '合计：',
    'total :',
    '合计:：',
    '：合计',
    'ИтОгО：',
    'grand\u00a0total',
    '1234567890123',
    '12345678901234',
    '1.',
    '.5',
  ],
  ...['\u00e3\u0080', 'x\u3000', '\u2019x', 'x\u2019', '\ufeff', '0000-00-00', 'НЕТ', 'НеТ'],
];

test.each([false, true])('cells at the edges of what is read, with zones left out: %j', async (zoneOffset) => {
  const rules = rulesOf(1, { zoneOffset, nothing: [...NOTHING, 'нет'] });
  // Each for itself too, for one that is not plain hides the others.
  for (const edge of EDGES) await expectPlainReading([one([[edge]])], rules);
  await expectPlainReading([one(EDGES.map((edge) => [edge]))], rules);
});

test.each(['buyer', 'province'] as const)('cells of one length below each other are each made: %s', async (reading) => {
  // No words, so that nothing else is asked for in between.
  const total = { words: [], columns: [] };
  const rules = rulesOf(1, { cells: [{ column: 0, reading }], nothing: [], total });
  const records = [['浙江省'], ['江西省'], ['江西省'], ['江 西省'], ['***省'], ['浙江省']];
  await expectPlainReading([one(records), one(records)], rules);
});

test('cells are made rightly when there were more different ones than are remembered', async () => {
  const rules = rulesOf(2, { cells: [{ column: 0, reading: 'buyer' }, { column: 1, reading: 'province' }] }); // prettier-ignore
  const buyers = ['Ann', 'ann', 'b**', '李'];
  const records = Array.from({ length: 8_000 }, (_, at) => [buyers[at % 4] ?? '', `${at} `.padEnd(4_000, 'x')]);
  await expectPlainReading([one(records)], rules);
}, 60_000);

test('a batch of 32 MB is shaped at once', async () => {
  const rules = rulesOf(2, { cells: [{ column: 1, reading: 'money' }], hashRows: false });
  const lines = 32 * 1024;
  const bytes = new TextEncoder().encode(`${'x'.repeat(1019)},1.5\n`.repeat(lines));
  const [batch] = await shape([{ ...batchOf(one([])), bytes, records: lines }], rules);
  const cells = textOf(batch?.bytes).split('\n').slice(0, -1);
  expect(cells.length).toBe(lines);
  expect(cells.every((text, at) => text === ['1.5', String(7 + at), 'f', ''].join(CELL_SEPARATOR))).toBe(true);
});

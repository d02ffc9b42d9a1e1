import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CELL_SEPARATOR, type CellBatch, type CellReading, type CellRules } from '../../src/domain/contracts/cells.ts';
import type { RowBatch } from '../../src/domain/contracts/source.ts';
import { nothingWords } from '../../src/domain/recognise/null-words.ts';
import { TOTAL_WORDS } from '../../src/domain/recognise/total-words.ts';
import { shapeBatches } from '../../workers/reader/shape/shape-batches.ts';

const KEY = new Uint8Array(32).fill(7);

const rulesOf = (cells: [number, CellReading][], columns: number, more: Partial<CellRules> = {}): CellRules => ({
  cells: cells.map(([column, reading]) => ({ column, reading })),
  contacts: [],
  columns,
  nothing: nothingWords([]),
  decimalComma: false,
  zoneOffset: false,
  total: { words: TOTAL_WORDS, columns: [0] },
  hashRows: false,
  token: { prefix: 'jd', key: KEY },
  ...more,
});

const batchOf = (text: string, more: Partial<RowBatch> = {}): RowBatch => ({
  bytes: new TextEncoder().encode(text),
  delimiter: ',',
  records: text.split('\n').length - 1,
  firstLine: 2,
  lines: null,
  rejected: [],
  blank: 0,
  consumed: 1,
  totalBytes: 1,
  ...more,
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

/** The cells of one column of a file, each read in one way. */
async function read(reading: CellReading, cells: string[], more: Partial<CellRules> = {}) {
  const text = cells.map((cell) => `"${cell.replaceAll('"', '""')}"\n`).join('');
  const [batch] = await shape(
    [batchOf(text)],
    rulesOf([[0, reading]], 1, { total: { words: [], columns: [] }, ...more }),
  );
  const records = new TextDecoder().decode(batch?.bytes).split('\n').slice(0, -1);
  return { cells: records.map((record) => record.split(CELL_SEPARATOR)[0]), plain: batch?.plain[0] };
}

describe('a cell', () => {
  it('of text loses its blanks, and all of it where it says nothing', async () => {
    const cells = [' 棉T恤\t', '\u3000\u00a0x\u200b\ufeff', '-', 'NULL', ' #N/A ', '', '无', '无糖', '—', 'a b'];
    expect((await read('text', cells)).cells).toEqual(['棉T恤', 'x', '', '', '', '', '', '无糖', '', 'a b']);
  });

  it('of text keeps a character whose last byte is also that of a blank', async () => {
    const cells = ['ꀀ', '怀', 'Ā ', '〿', '耀。'];
    expect((await read('text', cells)).cells).toEqual(['ꀀ', '怀', 'Ā', '〿', '耀。']);
  });

  it('of an id loses what spreadsheets wrapped it in', async () => {
    const cells = ['="00123"', "'456", '\t789', 'No:31', '100.0', '1.0.0', '12.50', '“7”', 'A’'];
    expect((await read('id', cells)).cells).toEqual(['00123', '456', '789', '31', '100', '1.0.0', '12.50', '“7”', 'A']);
  });

  it.each([
    ['money', ['12', '-0.5', '1234567890123.1234', ' 7.00 ', '', '--'], true],
    ['money', ['12.34567'], false],
    ['money', ['12345678901234'], false],
    ['money', ['¥12'], false],
    ['money', ['1,234'], false],
    ['money', ['1.'], false],
    ['money', ['-'], true],
    ['money', ['1e5'], false],
    ['quantity', ['1.125'], true],
    ['quantity', ['1.1255'], false],
  ] as const)('of %s %j is plain: %j', async (reading, cells, plain) => {
    expect((await read(reading, [...cells])).plain).toBe(plain);
  });

  it('of money is never plain behind a point where a comma parts the decimals', async () => {
    expect((await read('money', ['1.234'], { decimalComma: true })).plain).toBe(false);
    expect((await read('money', ['1234'], { decimalComma: true })).plain).toBe(true);
  });

  it('of a time is written in one form when it begins with its year', async () => {
    const cells = [
      '2026-02-28 23:59:59',
      '2026/1/5 9:03',
      '2024-02-29',
      '2026-01-05T09:03:07',
      '\t2026-01-05 09:03:07',
    ];
    expect(await read('timestamp', cells)).toEqual({
      cells: [
        '2026-02-28 23:59:59',
        '2026-01-05 09:03:00',
        '2024-02-29 00:00:00',
        '2026-01-05 09:03:07',
        '2026-01-05 09:03:07',
      ],
      plain: true,
    });
  });

  it.each([
    '2026-02-29 00:00:00',
    '2026-02-29',
    '2026-13-01 00:00:00',
    '2026-01-01 24:00:00',
    '1970-01-01 08:00:00',
    '0001-01-01 00:00:00',
    '1/2/2026',
    '20260105',
    '2026-01/05',
    '2026-01-05 09:03:07 +0800',
  ])('of a time %s is left to be read with care', async (cell) => {
    expect(await read('timestamp', [cell])).toEqual({ cells: [cell], plain: false });
  });

  it('of a time with a zone keeps the wall clock where the layout writes zones', async () => {
    const cells = ['2026-01-05 09:03:07 +0800', '2026-01-05T09:03:07Z', '2026-01-05 09:03:07-05:00'];
    const clock = '2026-01-05 09:03:07';
    expect(await read('timestamp', cells, { zoneOffset: true })).toEqual({ cells: [clock, clock, clock], plain: true });
  });

  it('of a buyer leaves as a keyed token, the same for the same account, none for a mask', async () => {
    const token = `jd:${createHmac('sha256', KEY).update('buyer_a').digest('hex').slice(0, 24)}`;
    const cells = ['buyer_A', ' buyer_a', 'b**', '##x', '$$y', '', '-'];
    expect((await read('buyer', cells)).cells).toEqual([token, token, '', '', '', '', '']);
  });

  it('of an address leaves as its regions', async () => {
    const cells = [
      '浙江省 杭州市 西湖区 文三路1号',
      '上海 上海市 浦东新区 x',
      '内蒙古包头市昆都仑区',
      '221B Baker Street',
      '',
    ];
    const parts = (['province', 'city', 'district'] as const).map((part) => read(`address_${part}`, cells));
    const [province, city, district] = await Promise.all(parts);
    expect(province?.cells).toEqual(['浙江', '上海', '内蒙古', '', '']);
    expect(city?.cells).toEqual(['杭州市', '上海市', '包头市', '', '']);
    expect(district?.cells).toEqual(['西湖区', '浦东新区', '', '', '']);
  });
});

describe('a record', () => {
  it('leaves with the cells that were asked for, its line, whether it is a total, and a hash of all its cells', async () => {
    const text = 'a,"x, ""y""",1\na,"x, ""y""",1\nb,"x, ""y""",2\n合计：,,4\n';
    const rules = rulesOf(
      [
        [1, 'text'],
        [2, 'quantity'],
      ],
      3,
      { hashRows: true },
    );
    const [batch] = await shape([batchOf(text, { lines: Uint32Array.from([2, 3, 5, 9]) })], rules);
    const records = new TextDecoder().decode(batch?.bytes).split('\n').slice(0, -1);
    const cells = records.map((record) => record.split(CELL_SEPARATOR));
    expect(cells.map((record) => record.slice(0, 4))).toEqual([
      ['"x, ""y"""', '1', '2', 'f'],
      ['"x, ""y"""', '1', '3', 'f'],
      ['"x, ""y"""', '2', '5', 'f'],
      ['', '4', '9', 't'],
    ]);
    const hashes = cells.map((record) => record[4]);
    expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(hashes[0]).toBe(hashes[1]);
    expect(new Set(hashes).size).toBe(3);
    expect(batch?.lines).toEqual({ first: 2, last: 9 });
  });

  it('has one hash whatever its delimiter and quotes, and another when a cell ends elsewhere', async () => {
    const rules = rulesOf([[0, 'text']], 2, { hashRows: true });
    const hashOf = async (text: string, delimiter: RowBatch['delimiter']) => {
      const [batch] = await shape([batchOf(text, { delimiter })], rules);
      return new TextDecoder().decode(batch?.bytes).trimEnd().split(CELL_SEPARATOR).at(-1);
    };
    expect(await hashOf('ab,c\n', ',')).toBe(await hashOf('"ab"\t"c"\n', '\t'));
    expect(await hashOf('ab,c\n', ',')).not.toBe(await hashOf('a,bc\n', ','));
  });

  it('keeps line ends and quotes inside its cells', async () => {
    const rules = rulesOf(
      [
        [0, 'text'],
        [1, 'text'],
      ],
      2,
    );
    const [batch] = await shape([batchOf('"two\nlines","say ""hi"""\n', { records: 1 })], rules);
    expect(new TextDecoder().decode(batch?.bytes)).toBe(`"two\nlines"\u001f"say ""hi"""\u001f2\u001ff\u001f\n`);
  });
});

describe('batches', () => {
  it('are put together, but not over the parts of a table', async () => {
    const rules = rulesOf([[0, 'text']], 1);
    const rejected = [{ line: 4, column: null, code: 'bad_quotes', detail: '' } as const];
    const shaped = await shape(
      [
        batchOf('', { records: 0, blank: 2, part: 'a.csv' }),
        batchOf('x\ny\n', { part: 'a.csv', rejected: [...rejected] }),
        batchOf('z\n', { part: 'a.csv', firstLine: 7, consumed: 3 }),
        batchOf('w\n', { part: 'b.csv', blank: 1 }),
      ],
      rules,
    );
    expect(shaped.map(({ part, records, lines, blank }) => ({ part, records, lines, blank }))).toEqual([
      { part: 'a.csv', records: 3, lines: { first: 2, last: 7 }, blank: 2 },
      { part: 'b.csv', records: 1, lines: { first: 2, last: 2 }, blank: 1 },
    ]);
    expect(shaped[0]?.rejected).toEqual(rejected);
    expect(shaped[0]?.consumed).toBe(3);
  });

  it('that hold no record still tell what was refused', async () => {
    const rejected = [{ line: 2, column: null, code: 'too_few_cells', detail: '1 ≠ 2' } as const];
    const shaped = await shape([batchOf('', { records: 0, rejected: [...rejected] })], rulesOf([[0, 'text']], 2));
    expect(shaped.map(({ records, rejected: refused }) => [records, refused])).toEqual([[0, rejected]]);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateText } from '../../workers/reader/read-xlsx/cell-text.ts';
import { RowRecord } from '../../workers/reader/read-xlsx/row-record.ts';
import { SheetScanner } from '../../workers/reader/read-xlsx/scan-sheet.ts';
import { DATE_BYTES, serialIn, writeSerial } from '../../workers/reader/read-xlsx/serial-date.ts';
import { SharedStrings } from '../../workers/reader/read-xlsx/shared-strings.ts';
import { TextScan } from '../../workers/reader/read-xlsx/text-scan.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

function* cut(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

function stringsOf(xml: Uint8Array, size: number): SharedStrings {
  return new SharedStrings('f', {
    async *pieces() {
      yield* cut(xml, size);
    },
  });
}

/** Rows of a sheet whose parts come in pieces of a few bytes. */
async function rowsOf(sheet: string, strings: string, size: number): Promise<[number, string[]][]> {
  const table = stringsOf(bytesOf(strings), size);
  const record = new RowRecord(2000);
  const rows: [number, string[]][] = [];
  const scanner = new SheetScanner({
    record,
    strings: table,
    context: { styles: ['number', 'date'], epoch1904: false },
    take: (row) => void rows.push([row, record.texts()]),
  });
  for (const piece of cut(bytesOf(sheet), size)) {
    scanner.push(piece);
    for (let wanted = scanner.scan(); wanted !== null; wanted = scanner.scan()) await table.load(wanted);
  }
  return rows;
}

const STRINGS =
  '<?xml version="1.0"?><sst><si><t>订单</t></si><si><t xml:space="preserve"> a,"b"\n</t></si><si/><si><t/></si>' +
  '<si><r><t>红</t></r><r><t xml:space="preserve"> 色</t></r><rPh><t>hong</t></rPh></si><si><t>A&amp;B_x0041_</t></si><si><t>last</t></si></sst>';
const SHEET =
  '<?xml version="1.0"?><!-- <row r="9"><c><v>1</v></c></row> --><worksheet><sheetData>' +
  '<row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>6</v></c></row>' +
  '<row r="3"><c r="B3" t="s"><v>4</v></c><c r="C3" t="s"><v>5</v></c><c r="D3" t="s"><v>2</v></c><c r="E3" t="s"><v>7</v></c></row>' +
  '<row><c><v>-1.50</v></c><c s="1"><v>45292.25</v></c><c t="inlineStr"><is><t>x, y</t></is></c><c t="inlineStr"><is><t>é𠮷</t></is></c>' +
  '<c t="b"><v>1</v></c><!-- <c><v>8</v></c> --><c t="str"><f>A1</f><v>公式</v></c><c t="str"><v>&lt;</v></c></row>' +
  '<row r="8"/><row r="9"><c r="C9"><v>3</v></c><c r="A9"><v>1</v></c><c r="C9"><v>4</v></c></row>' +
  '</sheetData><rowBreaks/><row><c><v>9</v></c></row></worksheet>';

test.each([1, 2, 3, 5, 11, 64, 1000, 100_000])('a sheet in pieces of %i bytes', async (size) => {
  expect(await rowsOf(SHEET, STRINGS, size)).toEqual([
    [1, ['订单', ' a,"b"\n', 'last']],
    [3, ['', '红 色', 'A&BA', '', '#REF!']],
    [4, ['-1.50', '2024-01-01 06:00:00', 'x, y', 'é𠮷', 'TRUE', '公式', '<']],
    [9, ['1', '', '4']],
  ]);
});

test('bytes that are no UTF-8 become the mark for it, wherever they stand', async () => {
  const xml = Uint8Array.from([...bytesOf('<sst><si><t>a'), 0xe4, 0xb8, ...bytesOf('</t></si></sst>')]);
  const table = stringsOf(xml, 100);
  await table.load(0);
  expect(table.text(0)).toBe('a\ufffd');
});

test('what is copied as it stands is UTF-8 without marks of XML or of quoted text', () => {
  const piece = fc.oneof(
    fc
      .constantFrom(',', '"', '&amp;', '\r', '\n', '_', '_x0041_', ' ', '中', 'é', '𠮷')
      .map((text) => [...bytesOf(text)]),
    fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const data = pieces.flat().filter((byte) => byte !== 0x3c);
      const bytes = Uint8Array.from([...data, 0x3c]);
      const scan = new TextScan();
      if (scan.end(bytes, 0) < 0) return;
      expect(scan.end(bytes, 0)).toBe(data.length);
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, data.length));
      expect(text).not.toMatch(/["&\r]|_x/u);
      expect(scan.quoted).toBe(/^ |[,\n]| $/u.test(text));
    }),
    { numRuns: 500 },
  );
});

test('every second reads as the calendar of the platform has it', () => {
  const origin = Date.UTC(1899, 11, 30);
  fc.assert(
    fc.property(fc.integer({ min: 61 * 86_400, max: 2_958_465 * 86_400 }), (seconds) => {
      const moment = new Date(origin + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
      const shown = seconds % 86_400 === 0 ? moment.slice(0, 10) : moment;
      expect(dateText(seconds / 86_400, 'date', false)).toBe(shown);
      const raw = bytesOf(String(seconds / 86_400));
      const target = new Uint8Array(DATE_BYTES);
      const length = writeSerial(target, serialIn(raw, 0, raw.length), { kind: 'date', epoch1904: false });
      expect(new TextDecoder().decode(target.subarray(0, length))).toBe(shown);
    }),
    { numRuns: 2000 },
  );
});

test.each(['', '1.2.3', '1e5', '-3', '.5', 'abc', '45292.5000058', '45292.50000578703'])(
  'day number %j is left to the slow way or lies clear of half a second',
  (raw) => {
    const serial = serialIn(bytesOf(raw), 0, raw.length);
    if (Number.isNaN(serial)) return;
    expect(Math.round(serial * 86_400)).toBe(Math.round(Number(raw) * 86_400));
  },
);

test.each([
  ['45292.345678901234567890', '2024-01-01 08:17:47'],
  ['0', '1899-12-31'],
  ['36525', '1999-12-31'],
  ['36585', '2000-02-29'],
])('day number %s', (raw, shown) => {
  const target = new Uint8Array(DATE_BYTES);
  const length = writeSerial(target, serialIn(bytesOf(raw), 0, raw.length), { kind: 'date', epoch1904: false });
  expect(new TextDecoder().decode(target.subarray(0, length))).toBe(shown);
});

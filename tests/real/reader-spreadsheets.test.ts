import { read } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { openArchive } from '../../workers/reader/open-archive.ts';
import { openSource } from '../../workers/reader/open-source.ts';
import { oldCellText } from '../../workers/reader/read-old-workbook.ts';
import { openWorkbook } from '../../workers/reader/read-xlsx/open-workbook.ts';
import { sheetGrid } from '../../workers/reader/read-xlsx/read-workbook.ts';
import { SharedStrings } from '../../workers/reader/read-xlsx/shared-strings.ts';
import { realBytes, realFiles } from '../support/reader-real.ts';

const FILES = [
  ...(realFiles('spreadsheets') ?? []).map((name) => ['spreadsheets', name] as const),
  ...(realFiles('bills') ?? []).filter((name) => /xlsx$/u.test(name)).map((name) => ['bills', name] as const),
];

/**
 * Both sides are brought to one form: carriage returns in texts become line feeds; numbers are compared as numbers to
 * 15 digits, because the oracle holds doubles and the scanner the text of the file.
 */
function normal(text: string): string {
  const plain = text.replaceAll(/\r\n?/gu, '\n');
  return /^-?[\d.]+(?:e[+-]?\d+)?$/iu.test(plain) ? String(Number(Number(plain).toPrecision(15))) : plain;
}

type Cells = Map<string, string>;

async function scanned(name: string, blob: Blob): Promise<Map<string, Cells>> {
  const workbook = await openWorkbook(name, await openArchive(name, blob));
  const strings = new SharedStrings(name, workbook.strings);
  const sheets = new Map<string, Cells>();
  for (const sheet of workbook.sheets) {
    const cells: Cells = new Map();
    for await (const { rows } of sheetGrid(name, { workbook, strings }, sheet).rows(false)) {
      for (const { row, cells: texts } of rows)
        texts.forEach((text, column) => text !== '' && cells.set(`${row}:${column + 1}`, normal(text)));
    }
    sheets.set(sheet.name, cells);
  }
  return sheets;
}

function oracle(bytes: Uint8Array, names: Iterable<string>): Map<string, Cells> {
  const book = read(bytes, { type: 'array', dense: true, cellNF: true, cellText: false });
  const sheets = new Map<string, Cells>();
  for (const name of names) {
    const cells: Cells = new Map();
    (book.Sheets[name]?.['!data'] ?? []).forEach((row, r) =>
      row.forEach((cell, c) => {
        const text = oldCellText(cell, book.Workbook?.WBProps?.date1904 === true);
        if (text !== '') cells.set(`${r + 1}:${c + 1}`, normal(text));
      }),
    );
    sheets.set(name, cells);
  }
  return sheets;
}

describe.skipIf(FILES.length === 0)('workbooks of another library’s tests', () => {
  test.each(FILES.filter(([, name]) => /\.xlsx$/iu.test(name)))(
    '%s/%s: every cell as the oracle reads it',
    async (folder, name) => {
      const bytes = realBytes(folder, name);
      const ours = await scanned(name, new Blob([bytes]));
      expect(ours.size).toBeGreaterThan(0);
      expect(ours).toEqual(oracle(bytes, ours.keys()));
    },
  );

  test.each(FILES)('%s/%s: read or refused with a reason', async (folder, name) => {
    try {
      const source = await openSource(new Blob([realBytes(folder, name)]), name);
      for (const { id, head } of source.inspection.tables) {
        let records = 0;
        for await (const batch of source.stream({
          tableId: id,
          headerIndex: 0,
          columns: Math.max(...head.map((row) => row.length)),
        })) {
          records += batch.records + batch.blank + batch.rejected.length;
        }
        expect(records).toBeGreaterThanOrEqual(Math.min(head.length, 50) - 1);
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      expect(error.code).toMatch(/^FILE_(?:EMPTY|ENCRYPTED)$/u);
    }
  });
});

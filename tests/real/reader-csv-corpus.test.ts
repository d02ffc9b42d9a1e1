import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { findHeader } from '../../src/domain/recognise/find-header.ts';
import { openSource } from '../../workers/reader/open-source.ts';
import { readBytes } from '../support/reader-read.ts';
import { realBytes, realFiles } from '../support/reader-real.ts';

const FILES = realFiles('csv_corpus');

/** Ends of lines: what an editor counts. */
const breaks = (text: string): number => text.match(/\r\n|\r|\n/gu)?.length ?? 0;
const breaksIn = (cells: readonly string[]): number => cells.reduce((sum, cell) => sum + breaks(cell), 0);

/** Lines below the header, counted without the reader. A Ctrl-Z at the end is no line. */
function linesBelow(text: string, headerLine: number): number {
  const plain = text.endsWith('\u001a') ? text.slice(0, -1) : text;
  return breaks(plain) + (/[^\r\n]$/u.test(plain) ? 1 : 0) - headerLine;
}

/** Reads a file; every line below the header must be a kept record's, a refused one's or a blank one's. */
async function account(name: string): Promise<void> {
  const bytes = realBytes('csv_corpus', name);
  const { inspection } = await openSource(new Blob([bytes]), name);
  const [first] = inspection.tables;
  const headerIndex = findHeader(first?.head ?? []) ?? 0;
  const { table } = await readBytes(bytes, name, { headerIndex });
  for (const row of table.rows) expect(row).toHaveLength(table.header.length);
  // A record refused for its bytes may span lines that nothing tells; blanks as delimiters know no quotes.
  if (inspection.container !== 'text' || table.rejected.some(({ code }) => code === 'bad_bytes')) return;
  if (first?.encoding !== 'utf-8') return;
  const headerEnd = (first.headLines[headerIndex] ?? 0) + breaksIn(table.header);
  const spanned = table.rows.reduce((sum, row) => sum + 1 + breaksIn(row), 0);
  expect(spanned + table.rejected.length + table.blank).toBe(linesBelow(new TextDecoder().decode(bytes), headerEnd));
}

describe.skipIf(FILES === null)('odd CSV files of an engine’s own tests', () => {
  test.each(FILES ?? [])(
    '%s: read or refused, every line accounted for',
    async (name) => {
      try {
        await account(name);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        expect(error.code).toMatch(/^FILE_/u);
      }
    },
    10_000,
  );
});

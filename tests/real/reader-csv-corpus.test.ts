import { AppError } from '../../src/domain/contracts/errors.ts';
import { describe, expect, test } from 'vitest';
import { guessHeaderIndex } from '../../workers/reader/guess-header.ts';
import { openSource } from '../../workers/reader/open-source.ts';
import { parseCsv } from '../support/reader-read.ts';
import { realBytes, realFiles } from '../support/reader-real.ts';

const FILES = realFiles('csv_corpus');

describe.skipIf(FILES === null)('odd CSV files of an engine’s own tests', () => {
  test.each(FILES ?? [])(
    '%s: read or refused, every record accounted for',
    async (name) => {
      try {
        const source = await openSource(new Blob([realBytes('csv_corpus', name)]), name);
        for (const { id, head, headLines } of source.inspection.tables) {
          const headerIndex = guessHeaderIndex(head);
          const lines = new Set<number>();
          const columns = head[headerIndex]?.length ?? 1;
          let accounted = 0;
          for await (const batch of source.stream({ tableId: id, headerIndex, columns })) {
            const rows = parseCsv(new TextDecoder('utf-8', { fatal: true }).decode(batch.bytes), batch.delimiter);
            expect(rows.length).toBe(batch.records);
            for (const row of rows) expect(row.length).toBe(columns);
            accounted += batch.records + batch.rejected.length + batch.blank;
            for (let i = 0; i < batch.records; i++) lines.add(batch.lines?.[i] ?? batch.firstLine + i);
            for (const { line } of batch.rejected) lines.add(line);
          }
          // Every row of the head that stands below the header was kept, refused or blank.
          const below = headLines.slice(headerIndex + 1);
          expect(accounted).toBeGreaterThanOrEqual(below.length);
          expect(lines.size).toBeLessThanOrEqual(accounted);
        }
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        expect(error.code).toMatch(/^FILE_/u);
      }
    },
    10_000,
  );
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../src/domain/contracts/import.ts';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { draftMapping } from '../../workers/engine/import/preview-file.ts';
import { openShop, readHere, type TestShop } from '../support/shop.ts';

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const present = existsSync(folder);
const where = present ? '' : ` (skipped: nothing at ${folder})`;

/** Nothing but a clear error or an account that adds up. */
function checkReport(name: string, report: ImportReport): void {
  expect(report.error?.kind, `${name}: ${JSON.stringify(report.error)}`).not.toBe('bug');
  const { read, kept, duplicate, quarantined, dropped } = report.rows;
  expect(kept + duplicate + quarantined + dropped, name).toBe(read);
}

/** Imports a file the way the page does; an unknown one with the first guess of the mapping screen. */
async function importAnyhow(shop: TestShop, file: File): Promise<ImportReport[]> {
  const reports = await shop.import(file);
  if (!reports.some(({ status }) => status === 'needs_mapping')) return reports;
  try {
    const draft = await draftMapping(readHere(), file, {});
    return [...reports, ...(await shop.import(file, { mapping: draft.guess }))];
  } catch (thrown) {
    if (thrown instanceof AppError) return reports;
    throw thrown;
  }
}

describe.skipIf(!present).each(['bad_files', 'csv_corpus', 'spreadsheets'])(`%s${where}`, (set) => {
  it('goes through the whole import without a crash, every row accounted for', async () => {
    const shop = await openShop();
    const names = readdirSync(folder + set).filter((name) => name !== 'expected.json');
    const statuses = new Map<string, number>();
    for (const name of names) {
      const file = new File([readFileSync(`${folder}${set}/${name}`)], name, { lastModified: 0 });
      for (const report of await importAnyhow(shop, file)) {
        checkReport(name, report);
        statuses.set(report.status, (statuses.get(report.status) ?? 0) + 1);
      }
    }
    expect([...statuses.values()].reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(names.length);
    const [held] = await shop.rows(
      'SELECT count(*) AS files, count(DISTINCT src_file_id) AS distinct_files FROM source_file',
    );
    expect(held?.files).toBe(held?.distinct_files);
    expect(statuses.get('imported') ?? 0, JSON.stringify([...statuses])).toBeGreaterThan(0);
  }, 600_000);
});

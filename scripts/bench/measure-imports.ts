import type { Browser } from '@playwright/test';
import { bareRead, buildTables, EMPTY_TABLES, type Native } from './native.ts';
import { AppPage } from './page.ts';
import type { Cost } from './samples.ts';
import type { OrderFiles } from './write-order-file.ts';

/** One import in the page. Times in milliseconds, memory in bytes. */
export type ImportRun = {
  millis: number;
  /** Processor time of the engine's and the reader's thread; null where the system does not tell. */
  engine: number | null;
  reader: number | null;
  /** When the reader had handed over the last rows. */
  read: number | null;
  /** The first question after it, which builds the marts. */
  marts: number;
  peak: number | null;
};

export type ImportRuns = { bare: Cost[]; typed: Cost[]; utf8: ImportRun[]; gb18030: ImportRun[] };

/** The shop that every bench file belongs to. */
export const SHOP = '测试店';

async function importOnce(browser: Browser, url: string, path: string): Promise<{ app: AppPage; run: ImportRun }> {
  const app = await AppPage.open(browser, url);
  const { millis, usage } = await app.import([path], [SHOP]);
  const { millis: marts } = await app.ask({ metric: 'pay_amount' });
  const byTime = usage.workers.toSorted((a, b) => b - a);
  return {
    app,
    run: {
      millis,
      engine: byTime[0] ?? null,
      reader: byTime[1] ?? null,
      read: usage.lastReading,
      marts,
      peak: usage.peak,
    },
  };
}

/**
 * Imports the file in both encodings and reads it natively, in turns, so that what disturbs one disturbs the others.
 * Every import is a first visit. The native tables of the last turn stay.
 */
export async function measureImports(
  browser: Browser,
  place: { url: string; native: Native; files: OrderFiles },
  turns: number,
): Promise<ImportRuns> {
  const { url, native, files } = place;
  const runs: ImportRuns = { bare: [], typed: [], utf8: [], gb18030: [] };
  for (let turn = 0; turn < turns; turn++) {
    runs.bare.push(await native.run(bareRead(files.utf8)));
    await native.run('DROP TABLE bare');
    for (const sql of EMPTY_TABLES) await native.run(sql);
    runs.typed.push(await buildTables(native, files.utf8, SHOP));
    for (const encoding of ['utf8', 'gb18030'] as const) {
      const { app, run } = await importOnce(browser, url, files[encoding]);
      runs[encoding].push(run);
      await app.close();
      console.log(`import ${encoding}: ${Math.round(run.millis)} ms`);
    }
  }
  return runs;
}

/** Rows per second of one workbook, from the drop to the report. */
export async function measureWorkbook(
  browser: Browser,
  place: { url: string; path: string; rows: number },
  turns: number,
): Promise<number[]> {
  const rates: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const { app, run } = await importOnce(browser, place.url, place.path);
    rates.push(place.rows / (run.millis / 1000));
    await app.close();
    console.log(`workbook: ${Math.round(run.millis)} ms`);
  }
  return rates;
}

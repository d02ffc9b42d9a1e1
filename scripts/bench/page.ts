import { chromium, type Browser, type Page } from '@playwright/test';
import type { ImportReport } from '../../src/domain/contracts/import.ts';
import type { MetricAnswer, MetricQuery } from '../../src/domain/contracts/metric.ts';
import { BROWSER_ARGS, ensureBrowser, SHOP_CONTEXT } from '../find-browser.ts';
import { importPaths } from './import-paths.ts';
import { watchProcess, type Usage } from './processes.ts';
import type {} from '../../src/app/local-api.ts';

/** One visit to the built app, driven through `window.zhanggui`. */
export class AppPage {
  readonly page: Page;
  readonly pid: number;

  private constructor(page: Page, pid: number) {
    this.page = page;
    this.pid = pid;
  }

  /** A first visit: nothing is stored. Ends when the engine answers. */
  static async open(browser: Browser, url: string): Promise<AppPage> {
    const context = await browser.newContext({
      ...SHOP_CONTEXT,
      baseURL: url,
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    await page.goto('#/settings');
    await page.waitForFunction(() => window.zhanggui !== undefined);
    await page.evaluate(async () => (await window.zhanggui?.sql('SELECT 1'))?.rows.length);
    return new AppPage(page, await rendererOf(browser));
  }

  /** Imports files of this machine one after the other, as dropped files would be; `shops` names the shop of each. */
  async import(
    paths: readonly string[],
    shops: readonly string[],
  ): Promise<{ millis: number; reports: ImportReport[]; usage: Usage }> {
    const stop = watchProcess(this.pid);
    const { millis, reports } = await importPaths(this.page, paths, shops);
    const usage = stop();
    return { millis, reports, usage };
  }

  /** Asks a metric; the time runs in the page, from the call to the answer. */
  async ask(query: MetricQuery): Promise<{ millis: number; answer: MetricAnswer }> {
    return this.page.evaluate(async (asked) => {
      const begun = performance.now();
      const answer = await window.zhanggui?.queryMetric(asked);
      if (!answer) throw new Error('the page has no local interface');
      return { millis: performance.now() - begun, answer };
    }, query);
  }

  async sql(text: string): Promise<Record<string, string | number | boolean | null>[]> {
    return this.page.evaluate(async (asked) => (await window.zhanggui?.sql(asked))?.rows ?? [], text);
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

/** A quiet Chromium without a window. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_ARGS });
}

/** The process of the one page that is open. */
async function rendererOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer').toSorted((a, b) => b.cpuTime - a.cpuTime);
  const [busiest] = renderers;
  if (!busiest) throw new Error('the browser shows no renderer');
  return busiest.id;
}

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { BROWSER_ARGS, ensureBrowser, SHOP_CONTEXT } from '../find-browser.ts';
import { importPaths } from './import-paths.ts';

const PASSPHRASE = '石榴 拖拉机 月亮 算盘';

/** A visit to the built app by a browser with a profile of its own, which later visits find again. */
export class ProfilePage {
  readonly page: Page;
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
  }

  static async open(profile: string, url: string): Promise<ProfilePage> {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: ensureBrowser(),
      args: BROWSER_ARGS,
      ...SHOP_CONTEXT,
      baseURL: url,
      viewport: { width: 1440, height: 900 },
    });
    const [first] = context.pages();
    const page = first ?? (await context.newPage());
    await page.goto('#/import');
    await page.waitForFunction(() => window.zhanggui !== undefined);
    return new ProfilePage(context, page);
  }

  /** Imports a file of this machine, as a dropped one would be. @returns from the call to the report, milliseconds */
  async import(path: string, shopName: string): Promise<number> {
    return (await importPaths(this.page, [path], [shopName])).millis;
  }

  /** Saves what is in memory under a passphrase, as a person does. */
  async save(): Promise<void> {
    const { page } = this;
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await button('加密保存在本机').first().click();
    await page.getByLabel('新口令', { exact: true }).fill(PASSPHRASE);
    await page.getByLabel('再输一次', { exact: true }).fill(PASSPHRASE);
    await button('加密保存').click({ timeout: 60_000 });
    await button('以后再说').click({ timeout: 120_000 });
    await button('我明白，以后再说').click();
  }

  /** Unlocks. @returns milliseconds from the click to the keys, and from the keys to the first correct number */
  async unlock(): Promise<{ keys: number; firstNumber: number; amount: string }> {
    const { page } = this;
    await page.getByLabel('口令', { exact: true }).fill(PASSPHRASE);
    const answered = page.evaluate(async () => {
      const begun = await new Promise<number>((resolve) => {
        document.addEventListener('click', () => resolve(performance.now()), { once: true, capture: true });
      });
      for (;;) {
        const answer = await window.zhanggui?.queryMetric({ metric: 'pay_amount' }).catch(() => null);
        const now = performance.now();
        const [unlocked] = performance.getEntriesByName('vault unlocked');
        const amount = String(answer?.rows[0]?.value ?? '');
        if (unlocked && amount !== '')
          return { keys: unlocked.startTime - begun, firstNumber: now - unlocked.startTime, amount };
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    });
    await page.getByRole('button', { name: '解锁', exact: true }).click();
    return answered;
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}

/** Bytes of the files that this origin keeps in a profile. */
export async function savedBytes(profile: string): Promise<number> {
  const folder = join(profile, 'Default', 'File System');
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(join(folder, name)).catch(() => null))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

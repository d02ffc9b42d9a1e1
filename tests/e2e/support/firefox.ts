import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';

/** Start options that let the driver into the browser's own pages; no page of the web gains anything by them. */
export const FIREFOX_INSIDE = {
  args: ['--remote-allow-system-access'],
  prefs: { 'security.allow_eval_with_system_principal': true, 'security.allow_parent_unrestricted_js_loads': true },
};

/**
 * Takes the driver's ear off all threads. While anybody listens, Firefox halts each thread that starts another one
 * until its main thread was told, and now and then it never goes on, as in imports, where the engine's thread starts the
 * reading one. No user's browser has such a listener. From then on `page.workers()` stays empty.
 */
export async function leaveThreadsAlone(browser: Browser): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto('about:support', { waitUntil: 'commit' });
  // The driver sees such a page only after it has touched it, which this one cannot be.
  await page.mouse.move(1, 1).catch(() => undefined);
  await page.evaluate("ChromeUtils.unregisterProcessActor('WebDriverWorkerListener')");
  await context.close();
}

/** Does what makes the page save a file. @returns the bytes of that file */
export async function savedBy(page: Page, act: () => Promise<void>): Promise<Buffer> {
  const { use } = test.info().project;
  if (use.browserName !== 'firefox') {
    const download = page.waitForEvent('download');
    await act();
    return readFile(await (await download).path());
  }
  // This driver is told of no file that a page made itself; the browser puts it where it was told to.
  const folder = use.launchOptions?.downloadsPath ?? '';
  await mkdir(folder, { recursive: true });
  const before = await readdir(folder);
  await act();
  let bytes = Buffer.alloc(0);
  const readNew = async () => {
    const names = (await readdir(folder)).filter((name) => !before.includes(name));
    const [name, ...more] = names;
    // An empty file holds the place of one that grows beside it.
    if (!name || more.length > 0) return 0;
    bytes = await readFile(join(folder, name));
    if (bytes.length > 0) await rm(join(folder, name));
    return bytes.length;
  };
  await expect.poll(readNew, 'a saved file').toBeGreaterThan(0);
  return bytes;
}

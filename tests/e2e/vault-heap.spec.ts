import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { ByteFinder, type Needle } from './support/byte-finder.ts';
import { canaryPersons, orderNeedles, personNeedles, taobaoOf } from './support/canary-persons.ts';
import { needlesOfText } from './support/encodings.ts';
import { expect, test } from './support/fixtures.ts';
import { keyNeedles } from './support/key-needles.ts';
import { newProfile, startOn } from './support/own-browser.ts';
import { Threads, type Thread } from './support/threads.ts';
import { cardOf } from './support/shop.ts';
import { expectLocked, PASSPHRASE, saveData } from './support/vault.ts';

const PERSONS = canaryPersons(1000);
/** The newest order comes first in the list. */
const OPENED = PERSONS.length - 1;
const TITLES = Array.from({ length: 7 }, (_, n) => `样例商品${n}`);

test.describe.configure({ timeout: 300_000 });

/** Looks at figures and rows, and leaves the drawer of one order open. */
async function lookAround(page: Page): Promise<void> {
  await page.goto('#/?range=all');
  await expect(page.getByTestId('pay_amount')).toContainText('¥');
  await page.goto('#/orders?range=all');
  await page.getByRole('grid', { name: '订单' }).locator('[aria-rowindex="2"]').click();
  await expect(page.getByRole('dialog')).toContainText('第');
}

/** Labels of what a thread's heap holds, and how many texts were searched. */
async function search(
  threads: Threads,
  thread: Thread,
  finder: ByteFinder,
): Promise<{ found: string[]; texts: number }> {
  const texts = await threads.heapOf(thread);
  const found = finder.find(Buffer.from(texts.join('\0')));
  return { found: [...found].flatMap((label) => label.split(' = ')), texts: texts.length };
}

/** Every place outside of the heap where a page can leave something for the next one. */
const leftOvers = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const stored = [localStorage, sessionStorage].map((storage) => Object.entries(storage));
    const names = performance.getEntries().map(({ name }) => name);
    return JSON.stringify([stored, history.state, location.href, document.title, names]);
  });

test('after a lock by hand no thread is left that held data, and no heap holds a person, an order, a title or a key', async ({
  baseURL,
}, info) => {
  const profile = await newProfile();
  await mkdir(info.outputPath('given'), { recursive: true });
  const [given, backup] = [info.outputPath('given', '淘宝.csv'), info.outputPath('shop.zgbackup')];
  await writeFile(given, taobaoOf(PERSONS));
  const { context, page } = await startOn(profile, baseURL);
  const threads = await Threads.of(context);
  const origin = new URL(baseURL ?? '').origin;
  await page.goto('./');
  await page.locator('input[type=file][multiple]').first().setInputFiles(given);
  await expect(cardOf(page, '淘宝.csv').getByRole('status')).toContainText('已导入 1,000 行', { timeout: 90_000 });
  const recoveryKey = await saveData(page);
  await page.goto('#/settings');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: '备份', exact: true }).click();
  await (await coming).saveAs(backup);
  await lookAround(page);

  const persons = personNeedles(PERSONS);
  const business = [...orderNeedles(PERSONS), ...TITLES.flatMap((title) => needlesOfText(`title ${title}`, title))];
  const keys = await keyNeedles(await readFile(backup), PASSPHRASE, recoveryKey);
  const finder = new ByteFinder([...persons, ...business, ...keys, ...PLANTED]);

  // Before: the search sees what the page shows, and what is planted in a thread.
  const before = await threads.list(origin);
  const workers = before.filter(({ type }) => type === 'worker');
  expect(workers.map(nameOf).toSorted()).toEqual(['engine', 'vault']);
  const shown = await search(threads, pageOf(before), finder);
  expect(shown.found).toContain(`order ${OPENED} UTF-8`);
  expect(shown.found).toContain(`title 样例商品${OPENED % 7} UTF-8`);
  for (const worker of page.workers())
    await worker.evaluate((text) => Reflect.set(globalThis, 'planted', `${text}${location.pathname}`), PLANT);
  for (const worker of workers) expect((await search(threads, worker, finder)).found).toContain('planted UTF-8');

  await page.getByRole('button', { name: '立即锁定' }).first().click();
  await expectLocked(page);
  const after = await threads.list(origin);
  const outlived = after.filter(({ id, type }) => type === 'worker' && workers.some((one) => one.id === id));
  expect(outlived, 'threads that outlive the lock').toEqual([]);
  const left: string[] = [];
  for (const thread of after) {
    const { found, texts } = await search(threads, thread, finder);
    process.stdout.write(`${thread.type} ${nameOf(thread)}: ${texts} texts, ${found.length} found\n`);
    left.push(...found.map((label) => `${nameOf(thread)}: ${label}`));
    expect(texts).toBeGreaterThan(1000);
  }
  left.push(...[...finder.find(Buffer.from(await leftOvers(page)))].map((label) => `left to the next page: ${label}`));
  expect(left.slice(0, 20)).toEqual([]);
  await context.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

const PLANT = 'planted-in-a-thread-by-the-test';
const PLANTED: Needle[] = needlesOfText('planted', PLANT);

const nameOf = ({ url }: Thread) => /([\w-]+)\.worker-/.exec(url)?.[1] ?? new URL(url).pathname;

function pageOf(all: readonly Thread[]): Thread {
  const page = all.find(({ type }) => type === 'page');
  if (!page) throw new Error('no page');
  return page;
}

import { rm } from 'node:fs/promises';
import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { importBytes, ordersFrom } from './support/import-bytes.ts';
import { newProfile, startOn } from './support/own-browser.ts';
import { callApi, cardOf, chooseFiles, rowsOf } from './support/shop.ts';
import { contentHash, saveData, unlock } from './support/vault.ts';

/** Room above what is used, as parts of what the import needs. The store itself is led up 50 steps in its own test. */
const STEPS = [0, 0.25, 0.5, 0.75, 0.95];
const LARGE = ordersFrom(10_000, 20_000, '大.csv');

test.describe.configure({ timeout: 300_000 });

async function limit(session: CDPSession, page: Page, quotaSize?: number): Promise<void> {
  const { origin } = new URL(page.url());
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize === undefined ? {} : { quotaSize }) });
}

const used = (page: Page) => page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);

/** Bytes that the card says are missing. */
async function missingBytes(page: Page): Promise<number> {
  const card = cardOf(page, LARGE.name);
  await expect(card).toContainText('空间不足', { timeout: 60_000 });
  await expect(card).toContainText('之前保存的数据完好');
  const [, megabytes] = /还差约 ([\d.]+) MB/.exec(await card.innerText()) ?? [];
  return Number(megabytes) * 1e6;
}

test('where space is short an import says how much is missing, changes nothing, and works once there is room', async ({
  baseURL,
}) => {
  const profile = await newProfile();
  const { context, page } = await startOn(profile, baseURL);
  const session = await context.newCDPSession(page);
  await page.goto('./');
  await importBytes(page, ordersFrom(1, 200, 'first.csv'));
  await saveData(page);
  const before = await contentHash(page);

  let need = 0;
  for (const part of STEPS) {
    await limit(session, page, (await used(page)) + part * need);
    if (need === 0) await chooseFiles(page, [LARGE]);
    else await cardOf(page, LARGE.name).getByRole('button', { name: '重新导入' }).click();
    const missing = await missingBytes(page);
    expect(missing, 'megabytes missing').toBeGreaterThan(0);
    need ||= missing;
    expect(await contentHash(page)).toBe(before);
    // The session goes on: what is asked next is answered, from what was.
    expect(await rowsOf(page, 'SELECT count(*)::INT AS n FROM orders')).toEqual([{ n: 200 }]);
  }
  await limit(session, page);
  await cardOf(page, LARGE.name).getByRole('button', { name: '重新导入' }).click();
  await expect(cardOf(page, LARGE.name).getByRole('status')).toContainText('已导入 20,000 行', { timeout: 90_000 });
  const after = await contentHash(page);
  expect(await rowsOf(page, 'SELECT count(*)::INT AS n FROM orders')).toEqual([{ n: 20_200 }]);
  await page.reload();
  await unlock(page);
  expect(await contentHash(page)).toBe(after);
  expect(await callApi(page, 'queryMetric', { metric: 'orders_paid' })).toMatchObject({
    answer: { rows: [{ value: 20_200 }] },
  });
  await context.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

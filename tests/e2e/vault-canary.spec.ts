import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ByteFinder } from './support/byte-finder.ts';
import { canaryPersons, jdOf, orderNeedles, personNeedles, taobaoOf } from './support/canary-persons.ts';
import { needlesOfBytes, needlesOfText } from './support/encodings.ts';
import { expect, test } from './support/fixtures.ts';
import { keyNeedles } from './support/key-needles.ts';
import { newProfile, startOn } from './support/own-browser.ts';
import { cardOf } from './support/shop.ts';
import { expectLocked, PASSPHRASE, saveData } from './support/vault.ts';

const PERSONS = canaryPersons(1000);

test.describe.configure({ timeout: 300_000 });

/** Presses what saves a file, and puts it into a folder. */
async function download(page: Page, folder: string, press: () => Promise<void>): Promise<string> {
  const coming = page.waitForEvent('download');
  await press();
  const file = await coming;
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

/** As a person chooses files: the browser reads them where they lie, outside of its profile, and makes no copy. */
async function giveFile(page: Page, path: string, orders: number): Promise<void> {
  await page.locator('input[type=file][multiple]').first().setInputFiles(path);
  const card = cardOf(page, path.slice(path.lastIndexOf('/') + 1));
  await expect(card.getByRole('status')).toContainText(`已导入 ${orders} 行`, { timeout: 90_000 });
}

/** Looks at pages, and takes along what can be exported. */
async function lookAround(page: Page, folder: string): Promise<void> {
  await page.goto('#/?range=all');
  await expect(page.getByTestId('pay_amount')).toContainText('¥');
  for (const kind of ['存为表格（CSV）', '存为图片（PNG）']) {
    await download(page, folder, async () => {
      await page
        .getByRole('button', { name: /^表格与导出/ })
        .first()
        .click();
      await page.getByText(kind, { exact: true }).click();
    });
  }
  await page.getByTestId('pay_amount').click();
  await expect(page.getByRole('dialog', { name: '支付金额' })).toContainText('重算一遍');
  await page.keyboard.press('Escape');
  await page.goto('#/orders?range=all');
  await page.getByRole('grid', { name: '订单' }).locator('[aria-rowindex="2"]').click();
  // The persons are really there: kept as the file says them, shown masked.
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('第');
  await expect(drawer.getByRole('region', { name: '买家与收件人' })).toContainText('**');
  await page.keyboard.press('Escape');
}

/** Every cell of these persons is kept in a file of its own, in memory and on the disk: what is found would be a leak. */
test('of 1,000 persons and of every key nothing is left in profile and exports', async ({ baseURL }, info) => {
  const profile = await newProfile();
  const [given, taken] = [info.outputPath('given'), info.outputPath('taken')];
  await Promise.all([given, taken].map((folder) => mkdir(folder, { recursive: true })));
  const [taobao, jd] = [join(given, '淘宝.csv'), join(given, '京东.csv')];
  await writeFile(taobao, taobaoOf(PERSONS.slice(0, 600)));
  await writeFile(jd, jdOf(PERSONS.slice(600)));

  const { context, page } = await startOn(profile, baseURL);
  await page.goto('./');
  await giveFile(page, taobao, 600);
  const recoveryKey = await saveData(page);
  await giveFile(page, jd, 400);
  await lookAround(page, taken);
  await page.goto('#/settings');
  const backup = await download(page, taken, () => page.getByRole('button', { name: '备份', exact: true }).click());
  await page.getByRole('button', { name: '立即锁定' }).first().click();
  await expectLocked(page);
  await context.close();

  const persons = personNeedles(PERSONS);
  const keys = await keyNeedles(await readFile(backup), PASSPHRASE, recoveryKey);
  const all = new ByteFinder([...persons, ...orderNeedles(PERSONS), ...keys]);
  const inProfile = await all.findBelow(profile);
  const inExports = await new ByteFinder([...persons, ...keys]).findBelow(taken);
  for (const [name, { files, bytes }] of Object.entries({ profile: inProfile, exports: inExports }))
    process.stdout.write(`scanned ${name}: ${files} files, ${bytes} bytes\n`);
  expect({ profile: inProfile.found.slice(0, 20), exports: inExports.found.slice(0, 20) }).toEqual({
    profile: [],
    exports: [],
  });
  expect(inProfile.bytes).toBeGreaterThan(1_000_000);
  expect(inExports.files).toBe(3);
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

test('the search finds every planted person, order and key in every encoding', async () => {
  const folder = await newProfile();
  const key = crypto.getRandomValues(new Uint8Array(32));
  const needles = [
    ...personNeedles(PERSONS),
    ...orderNeedles(PERSONS),
    ...needlesOfBytes('key', key),
    ...needlesOfText('passphrase', PASSPHRASE),
  ];
  const noise = () => crypto.getRandomValues(new Uint8Array(1 + (needles.length % 13)));
  await writeFile(join(folder, 'all'), Buffer.concat(needles.flatMap(({ bytes }) => [noise(), bytes])));
  const { found } = await new ByteFinder(needles).findBelow(folder);
  const told = new Set(found.flatMap((line) => line.replace(/^all: /, '').split(' = ')));
  expect(needles.filter(({ label }) => !told.has(label))).toEqual([]);
  await rm(folder, { recursive: true });
  // What a program makes of the bytes itself, not the needles.
  const [person] = PERSONS;
  const inside = Buffer.from(`买家 ${person?.name}，电话 ${person?.phone}`).toString('base64');
  expect([...new ByteFinder(needles).find(Buffer.from(inside))].map((one) => one.replace(/\+.*/, ''))).toEqual(
    expect.arrayContaining(['person 0 name UTF-8 base64', 'person 0 phone UTF-8 base64']),
  );
});

test('the search finds what a page leaves in a profile', async ({ baseURL }) => {
  const profile = await newProfile();
  const { context, page } = await startOn(profile, baseURL);
  await page.goto('./backup-check.html');
  const [stored, database, cached, opfs, address] = PERSONS;
  await page.evaluate(
    async (names) => {
      const [inStorage = '', inDatabase = '', inCache = '', inFile = '', inAddress = ''] = names;
      localStorage.setItem('canary', inStorage);
      await new Promise<void>((done, failed) => {
        const opening = indexedDB.open('canary', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('rows').put(inDatabase, 1);
        opening.onsuccess = () => {
          opening.result.close();
          done();
        };
        opening.onerror = () => failed(new Error('no database'));
      });
      await (await caches.open('canary')).put('./canary', new Response(inCache));
      const root = await navigator.storage.getDirectory();
      const writing = await (await root.getFileHandle('canary', { create: true })).createWritable();
      await writing.write(inFile);
      await writing.close();
      location.hash = inAddress;
    },
    [stored?.name, database?.street, cached?.nick, opfs?.email, address?.phone],
  );
  await context.close();
  const { found } = await new ByteFinder(personNeedles(PERSONS)).findBelow(profile);
  const labels = found.map((line) => line.replace(/^.*: /, ''));
  for (const label of [/^person 0 name/, /^person 1 street/, /^person 2 nick/, /^person 3 e-mail/, /^person 4 phone/])
    expect.soft(labels).toContainEqual(expect.stringMatching(label));
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

import { rm, writeFile } from 'node:fs/promises';
import { Rng } from '../../src/domain/sample/rng.ts';
import { expect, test } from './support/fixtures.ts';
import { ordersFrom } from './support/import-bytes.ts';
import { contradictions, type Happening } from './support/linear-history.ts';
import { newProfile, startOn } from './support/own-browser.ts';
import { Tab, teach, type Trial } from './support/tab.ts';
import { contentHash, expectLocked, PASSPHRASE, saveData, unlock } from './support/vault.ts';

const TABS = 5;
/** Acts of each tab in the ordinary suite; `npm run test:tabs` says how many, and where its record is to be left. */
const ACTS = Number(process.env['TAB_ACTS'] ?? 20);
const RECORD = process.env['TABS_RECORD'];
const SEED = Number(process.env['TABS_SEED'] ?? Date.now() % 2 ** 31);
/** Most rounds take a second; only a hang takes this long. */
const PATIENCE_PER_ROUND_MS = 15_000;

test.describe.configure({ timeout: 180_000 + ACTS * PATIENCE_PER_ROUND_MS });

const FIRST: Happening = {
  ...{ tab: 'the first visit', from: 0, to: 0, told: 'done', wasOpen: true },
  ...{ is: 'import', name: 'first.csv', generations: { before: 0, after: 1 } },
};

const say = (line: string) => process.stdout.write(`${line}\n`);
const middle = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;

async function begin(baseURL: string | undefined): Promise<{ trial: Trial; first: Tab; version: string }> {
  const profile = await newProfile();
  const { context, page } = await startOn(profile, baseURL);
  await teach(context);
  const counts = new Map<string, number>();
  const shared = { context, profile, happenings: [FIRST], takeOvers: [], counts, files: 0, passphrase: PASSPHRASE };
  await page.goto('./#/import');
  const bytes = ordersFrom(1, 3, 'first.csv');
  await page
    .locator('input[type=file][multiple]')
    .first()
    .setInputFiles({
      name: bytes.name,
      mimeType: 'text/csv',
      buffer: Buffer.from(bytes.bytes),
    });
  await expect(page.getByRole('article', { name: 'first.csv' }).getByRole('status')).toContainText('已导入');
  const trial = { ...shared, recoveryKey: await saveData(page) };
  await page.close();
  const first = await Tab.open('tab 1', trial);
  return { trial, first, version: context.browser()?.version() ?? '?' };
}

test(`${TABS} tabs of one browser, ${ACTS} random acts each: one order of events, nothing lost`, async ({
  baseURL,
}) => {
  say(`seed ${SEED}, ${TABS} tabs, ${ACTS} acts each`);
  const { trial, first, version } = await begin(baseURL);
  const tabs = [first];
  while (tabs.length < TABS) tabs.push(await Tab.open(`tab ${tabs.length + 1}`, trial));

  for (let round = 1; round <= ACTS; round++)
    await Promise.all(tabs.map((tab, at) => tab.act(new Rng(SEED, round, at))));

  const [last, ...others] = tabs;
  for (const tab of others) await tab.page.close();
  const { page } = last ?? first;
  await page.reload();
  await expectLocked(page);
  await unlock(page, trial.passphrase);
  await (last ?? first).read();
  const content = await contentHash(page);
  await trial.context.close();

  // What a browser that was started anew finds.
  const again = await startOn(trial.profile, baseURL);
  await again.page.goto('./');
  await unlock(again.page, trial.passphrase);
  expect(await contentHash(again.page)).toBe(content);
  await again.context.close();

  const wrong = contradictions(trial.happenings);
  const took = trial.takeOvers;
  const millis = (all: readonly number[]) => [middle(all), Math.max(...all)].map(Math.round);
  const figures = {
    takeOvers: took.length,
    lock: millis(took.map(({ lock }) => lock)),
    locked: millis(took.map(({ locked }) => locked)),
  };
  const counts = Object.fromEntries(trial.counts);
  const record = {
    seed: SEED,
    tabs: TABS,
    acts: ACTS,
    browser: version,
    counts,
    ...figures,
    contradictions: wrong.length,
  };
  say(JSON.stringify(record));
  if (RECORD) await writeFile(RECORD, JSON.stringify(record));
  expect(wrong, `profile ${trial.profile}, seed ${SEED}`).toEqual([]);
  // Of forty rounds none is likely to lack these.
  for (const act of ['import', 'unlock', 'takeOver']) expect.soft(counts).toHaveProperty([act]);
  await rm(trial.profile, { recursive: true, force: true, maxRetries: 5 });
});

test('the check finds what two writers would leave behind', () => {
  const generations = { before: 1, after: 2 };
  const open = { told: 'done', wasOpen: true };
  const first: Happening = { tab: 'a', from: 1, to: 2, ...open, is: 'import', name: 'x', generations };
  const read = (from: number, ...names: string[]): Happening => ({
    ...{ tab: 'b', from, to: from + 1, ...open },
    ...{ is: 'read', names },
  });
  const unheard: Happening = { ...first, from: 3, to: 9, told: 'VAULT_TAKEN', is: 'import', name: 'y' };
  const faulty: [about: string, happenings: Happening[]][] = [
    ['lost', [first, read(5)]],
    ['doubled', [first, read(5, 'x', 'x')]],
    ['in another order', [first, { ...first, from: 3, to: 4, name: 'y' }, read(5, 'y', 'x')]],
    ['back again', [first, { ...first, from: 3, to: 4, is: 'undo' }, read(5), read(7, 'x')]],
    ['late', [first, unheard, read(10, 'x'), read(12, 'x', 'y')]],
    ['at once', [{ ...first, to: 6 }, read(5, 'x')]],
    ['without the data', [{ ...first, wasOpen: false }]],
    ['never written', [{ ...first, generations: { before: 2, after: 2 } }]],
    ['another failure', [{ ...first, told: 'ENGINE_CRASHED' }]],
  ];
  for (const [about, happenings] of faulty) expect(contradictions(happenings), about).not.toEqual([]);
  expect(contradictions([first, unheard, read(10, 'x', 'y'), read(12, 'x', 'y')])).toEqual([]);
  expect(contradictions([first, unheard, read(10, 'x'), read(12, 'x')])).toEqual([]);
});

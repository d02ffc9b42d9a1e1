import { rm, writeFile } from 'node:fs/promises';
import { Rng } from '../../src/domain/sample/rng.ts';
import { expect, test } from './support/fixtures.ts';
import { importBytes, ordersFrom } from './support/import-bytes.ts';
import { Ledger } from './support/ledger.ts';
import { newProfile, startOn, type OwnBrowser } from './support/own-browser.ts';
import { rowsOf } from './support/shop.ts';
import { saveData, unlock } from './support/vault.ts';

/** The ordinary suite kills 25 times; `npm run test:kill` says how often, and where its record is to be left. */
const KILLS = Number(process.env['KILLS'] ?? 25);
const RECORD = process.env['KILL_RECORD'];
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 2 ** 31);
/** A round takes seconds; only a hang takes this long. */
const PATIENCE_PER_ROUND_MS = 60_000;

test.describe.configure({ timeout: 120_000 + KILLS * PATIENCE_PER_ROUND_MS });

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Files of 1 to 400 new orders each. */
class Files {
  readonly #random: Rng;
  #next = 1;

  constructor(random: Rng) {
    this.#random = random;
  }

  make(name: string) {
    const count = 1 + this.#random.below(400);
    this.#next += count;
    return { name, count, file: ordersFrom(this.#next - count, count, name) };
  }
}

/** Imports, and notes the answer once it is there. @returns how long that took; null when the browser died first */
async function importInto(ledger: Ledger, { page }: OwnBrowser, made: ReturnType<Files['make']>) {
  const one = ledger.begin(made.name, made.count);
  const began = performance.now();
  one.report = await importBytes(page, made.file).catch(() => null);
  return one.report && performance.now() - began;
}

test(`a browser killed ${KILLS} times while it imports keeps what it acknowledged, whole`, async ({ baseURL }) => {
  const profile = await newProfile();
  const random = new Rng(SEED, KILLS);
  const files = new Files(random);
  const ledger = new Ledger();
  const unopenable: string[] = [];
  say(`seed ${SEED}, ${KILLS} kills`);

  let browser = await startOn(profile, baseURL);
  const version = browser.context.browser()?.version();
  await browser.page.goto('./');
  await importInto(ledger, browser, files.make('first.csv'));
  await saveData(browser.page);
  // From the call to the acknowledgement, here and now: the moments of the kills are fractions of it.
  let typical = (await importInto(ledger, browser, files.make('second.csv'))) ?? 0;
  await browser.kill();

  let kills = 0;
  for (;;) {
    browser = await startOn(profile, baseURL);
    try {
      await browser.page.goto('./');
      await unlock(browser.page);
      await rowsOf(browser.page, 'SELECT count(*) FROM source_file');
    } catch (thrown) {
      unopenable.push(`after kill ${kills}: ${String(thrown)}`);
      break;
    }
    await ledger.check(browser.page, `after kill ${kills}`);
    if (kills === KILLS) break;
    kills++;
    const told = importInto(ledger, browser, files.make(`kill-${kills}.csv`));
    // Half of them around the end, where the commit and its acknowledgement are.
    const part = random.unit() < 0.5 ? 2 * random.unit() : 0.8 + 0.8 * random.unit();
    const moment = part * typical;
    await new Promise((reached) => setTimeout(reached, moment));
    await browser.kill();
    // One that was not acknowledged takes longer than that.
    typical = (await told) ?? Math.max(typical, moment);
  }
  await browser.kill();

  const { acknowledged, unacknowledged, lost, half, refused } = ledger;
  const counts = { lost: lost.length, half: half.length, unopenable: unopenable.length };
  const record = JSON.stringify({ seed: SEED, kills, browser: version, acknowledged, unacknowledged, ...counts });
  say(record);
  if (RECORD) await writeFile(RECORD, record);
  expect({ lost, half, unopenable, refused, kills }, `profile ${profile}, seed ${SEED}`).toEqual({
    lost: [],
    half: [],
    unopenable: [],
    refused: [],
    kills: KILLS,
  });
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

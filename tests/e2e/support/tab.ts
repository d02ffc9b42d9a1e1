import type { BrowserContext, Page } from '@playwright/test';
import { type Rng } from '../../../src/domain/sample/rng.ts';
import { newestGeneration } from './generations.ts';
import { ordersFrom } from './import-bytes.ts';
import type { Happening } from './linear-history.ts';
import { installActs, type ActOutcome, type TabScreen } from './tab-acts.ts';

/** What all tabs of a trial share. */
export type Trial = {
  readonly context: BrowserContext;
  readonly profile: string;
  readonly recoveryKey: string;
  readonly happenings: Happening[];
  /** Of every change of the lock that a tab asked for, milliseconds. */
  readonly takeOvers: { lock: number; locked: number }[];
  /** How often each act came off. */
  readonly counts: Map<string, number>;
  /** Files that were made, of all tabs. */
  files: number;
  /** The passphrase that was set last. */
  passphrase: string;
};

/** Nothing takes this long but what hangs. */
const PATIENCE_MS = 120_000;
const ADDRESS = './#/import';

/** Shares of the acts by what the tab shows; the rest are looks. */
const CHANCES = {
  open: [
    ['import', 0.4],
    ['undo', 0.15],
    ['lock', 0.05],
    ['reload', 0.04],
    ['vanish', 0.03],
    ['reopen', 0.03],
  ],
  locked: [
    ['unlock', 0.85],
    ['reload', 0.05],
    ['reopen', 0.03],
    ['import', 0.02],
  ],
  elsewhere: [
    ['takeOver', 0.07],
    ['import', 0.2],
    ['reload', 0.03],
    ['reopen', 0.03],
  ],
} as const;
type Act = (typeof CHANCES)['open' | 'locked' | 'elsewhere'][number][0] | 'read';

/** A tab whose user does at random what can be done there. */
export class Tab {
  readonly #name: string;
  readonly #trial: Trial;
  #page: Page;

  private constructor(name: string, trial: Trial, page: Page) {
    this.#name = name;
    this.#trial = trial;
    this.#page = page;
  }

  static async open(name: string, trial: Trial): Promise<Tab> {
    const page = await trial.context.newPage();
    await page.goto(ADDRESS);
    return new Tab(name, trial, page);
  }

  get page(): Page {
    return this.#page;
  }

  /** One act, begun at a moment of its own, so that acts of several tabs meet in every way. */
  async act(random: Rng): Promise<void> {
    const screen = await this.settled();
    const act = chosen(screen, random.unit());
    const moment = random.below(400);
    const pick = random.below(1000);
    await new Promise((reached) => setTimeout(reached, moment));
    await this.#patiently(`${act} while ${screen}`, this.#do(act, screen, pick));
  }

  /** What the tab shows once it is on its way to nothing else. @throws when it failed to show anything */
  async settled(): Promise<TabScreen> {
    const shown = await this.#page.waitForFunction(
      () => {
        const screen = window.acts?.screen() ?? 'busy';
        return screen !== 'busy' && screen;
      },
      undefined,
      { timeout: PATIENCE_MS },
    );
    const screen = await shown.jsonValue();
    if (screen === false || screen === 'failed') throw new Error(`${this.#name}: the saved data did not open`);
    return screen;
  }

  async #do(act: Act, screen: TabScreen, pick: number): Promise<void> {
    const wasOpen = screen === 'open';
    switch (act) {
      case 'import':
        return this.#import(wasOpen, pick);
      case 'undo':
        return this.#undo(wasOpen, pick);
      case 'read':
        return this.read(wasOpen);
      case 'unlock':
        return this.#unlock(pick);
      case 'takeOver':
        return this.#takeOver();
      case 'lock':
        return this.#lock();
      case 'reload':
        this.#count('reload');
        await this.#page.reload();
        return;
      case 'vanish':
        return this.#vanish(pick);
      case 'reopen':
        this.#count('reopen');
        await this.#page.close();
        this.#page = await this.#trial.context.newPage();
        await this.#page.goto(ADDRESS);
    }
  }

  async read(wasOpen = true): Promise<void> {
    const outcome = await this.#page.evaluate(async () => window.acts?.read());
    if (!outcome) throw new Error('no acts');
    this.#note('read', outcome);
    this.#trial.happenings.push({ ...outcome, tab: this.#name, wasOpen, is: 'read' });
  }

  async #import(wasOpen: boolean, pick: number): Promise<void> {
    const { name, text } = this.#newFile(pick);
    await this.#change('import', wasOpen, async () => {
      const outcome = await this.#page.evaluate(async (file) => window.acts?.import(file), { name, text });
      return outcome && { ...outcome, name };
    });
  }

  async #undo(wasOpen: boolean, pick: number): Promise<void> {
    await this.#change('undo', wasOpen, () => this.#page.evaluate(async (at) => window.acts?.undo(at), pick));
  }

  async #change(
    is: 'import' | 'undo',
    wasOpen: boolean,
    act: () => Promise<(ActOutcome & { name: string | null }) | undefined>,
  ): Promise<void> {
    const { profile, happenings } = this.#trial;
    const before = await newestGeneration(profile);
    const outcome = await act();
    if (!outcome) throw new Error('no acts');
    const { name } = outcome;
    if (name === null) return; // there was nothing to undo
    const generations = { before, after: await newestGeneration(profile) };
    this.#note(is, outcome);
    happenings.push({ ...outcome, tab: this.#name, wasOpen, is, name, generations });
  }

  /** The page is loaded anew in the middle of an import: nobody hears how it came out. */
  async #vanish(pick: number): Promise<void> {
    const { name, text } = this.#newFile(pick);
    const from = await this.#page.evaluate(
      (file) => {
        void window.acts?.import(file);
        return performance.timeOrigin + performance.now();
      },
      { name, text },
    );
    await new Promise((reached) => setTimeout(reached, pick / 4));
    await this.#page.reload();
    this.#count('import unheard');
    const happening = { tab: this.#name, from, to: from, told: 'unanswered', wasOpen: true };
    this.#trial.happenings.push({ ...happening, is: 'import', name, generations: { before: 0, after: 0 } });
  }

  async #unlock(pick: number): Promise<void> {
    const passphrase = pick % 10 === 0 ? `${this.#trial.passphrase.slice(0, 13)} ${this.#name} ${pick}` : null;
    const asked = [this.#trial.recoveryKey, passphrase] as const;
    const outcome = await this.#page.evaluate(async ([key, next]) => window.acts?.unlock(key, next), asked);
    if (!outcome) throw new Error('no acts');
    this.#note('unlock', outcome);
    if (passphrase === null || !outcome.isReset) return;
    this.#trial.passphrase = passphrase;
    this.#count('passphrase');
  }

  async #takeOver(): Promise<void> {
    const outcome = await this.#page.evaluate(async () => window.acts?.takeOver());
    if (!outcome) throw new Error('no acts');
    this.#note('takeOver', outcome);
    const { told, from, to, granted } = outcome;
    if (told === 'done' && granted !== null) this.#trial.takeOvers.push({ lock: granted - from, locked: to - from });
  }

  async #lock(): Promise<void> {
    this.#count('lock');
    const born = await this.#page.evaluate(() => {
      window.acts?.lock();
      return performance.timeOrigin;
    });
    // Taken away before, it is not loaded anew.
    await this.#page.waitForFunction(
      (before) => performance.timeOrigin !== before || !['open', 'busy'].includes(window.acts?.screen() ?? 'busy'),
      born,
      { timeout: PATIENCE_MS },
    );
  }

  #newFile(pick: number): { name: string; text: string } {
    const at = ++this.#trial.files;
    const { name, bytes } = ordersFrom(at * 100, 1 + (pick % 50), `${at}.csv`);
    return { name, text: new TextDecoder().decode(bytes) };
  }

  #note(act: string, { told }: ActOutcome): void {
    this.#count(told === 'done' ? act : `${act}: ${told}`);
  }

  #count(act: string): void {
    this.#trial.counts.set(act, (this.#trial.counts.get(act) ?? 0) + 1);
  }

  async #patiently(what: string, work: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const hung = new Promise<never>((_, reject) => {
      const tell = async () => {
        const seen = await this.#page.evaluate(() => document.body.innerText.slice(0, 400)).catch(String);
        reject(new Error(`${this.#name} hangs in ${what}: ${seen}`));
      };
      timer = setTimeout(() => void tell(), PATIENCE_MS);
    });
    try {
      await Promise.race([work, hung]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function chosen(screen: TabScreen, chance: number): Act {
  const acts = screen === 'open' || screen === 'locked' || screen === 'elsewhere' ? CHANCES[screen] : [];
  let rest = chance;
  for (const [act, share] of acts) {
    rest -= share;
    if (rest < 0) return act;
  }
  return 'read';
}

/** The acts, in every page of a browser from now on. */
export const teach = (context: BrowserContext): Promise<void> =>
  context.addInitScript(installActs).then(() => undefined);

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, test as base, type Browser, type BrowserContext, type Page } from '@playwright/test';
import axe from 'axe-core';
import { leaveThreadsAlone } from './firefox.ts';

type Watch = {
  /** Console errors a test provokes on purpose. Everything else on the console that is an error fails the test. */
  allowedErrors: RegExp[];
  /** Whether the user has said before that this browser may lack a guard; only the browsers that lack one ask. */
  knowsGaps: boolean;
};

/** The page and its threads try their own ways out at every start; the browser writes each refusal to the console. */
const SELF_TEST = /self-test\b/;
/** Firefox takes a request that the end of its page cut off for an error of that page. */
const CUT_OFF = /^uncaught: (?:Failed to load ‘’\. A ServiceWorker intercepted the request|Unable to preload CSS for)/;
const OWN_SCHEMES = /^(?:data|blob|about):/;

/**
 * Playwright's `test` under the app's promises: no request leaves the origin, no policy is violated,
 * nothing is written to the console as an error.
 */
export const test = base.extend<Watch & { promises: undefined; agreed: undefined }, { browser: Browser }>({
  browser: [
    async ({ browser, browserName }, use) => {
      if (browserName === 'firefox') await leaveThreadsAlone(browser);
      await use(browser);
    },
    { scope: 'worker' },
  ],
  allowedErrors: [[], { option: true }],
  knowsGaps: [true, { option: true }],
  agreed: [
    async ({ context, browserName, knowsGaps }, use) => {
      if (browserName !== 'chromium' && knowsGaps) await agreeToGaps(context);
      await use(undefined);
    },
    { auto: true },
  ],
  promises: [
    async ({ context, baseURL, browserName, allowedErrors }, use) => {
      const broken: string[] = [];
      const allowed = [SELF_TEST, ...allowedErrors, ...(browserName === 'firefox' ? [CUT_OFF] : [])];
      const origin = new URL(baseURL ?? '').origin;
      const tell = (text: string) => {
        if (!allowed.some((pattern) => pattern.test(text))) broken.push(text);
      };
      context.on('request', (request) => {
        const url = request.url();
        if (!OWN_SCHEMES.test(url) && new URL(url).origin !== origin) tell(`request left the origin: ${url}`);
      });
      context.on('console', (message) => {
        if (message.type() === 'error') tell(`console: ${message.text()}`);
      });
      context.on('weberror', (error) => tell(`uncaught: ${error.error().message}`));
      await use(undefined);
      expect(broken, 'promises broken during the test').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Lets every page of a context know that its user has agreed to what the browser lacks. */
export function agreeToGaps(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(rememberGaps, ['allowlist']);
}

/** Runs in the page before it starts: the choice as the app itself keeps it. */
function rememberGaps(acceptedGaps: readonly string[]): void {
  if (location.protocol === 'http:') localStorage.setItem('zhanggui.settings', JSON.stringify({ acceptedGaps }));
}

/** A file as a test hands it over: a path in the repository, or a name with bytes. */
export type GivenFile = string | { name: string; bytes: Uint8Array };

/** Drops files onto the page as a person does: drag enters, hovers, lets go. */
export async function dropFiles(page: Page, files: readonly GivenFile[]): Promise<void> {
  const given = await Promise.all(files.map(readGiven));
  const transfer = await page.evaluateHandle((list) => {
    const data = new DataTransfer();
    for (const { name, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    return data;
  }, given);
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', event, { dataTransfer: transfer, bubbles: true, cancelable: true });
  }
}

async function readGiven(file: GivenFile): Promise<{ name: string; base64: string }> {
  if (typeof file === 'string') return { name: basename(file), base64: (await readFile(file)).toString('base64') };
  return { name: file.name, base64: Buffer.from(file.bytes).toString('base64') };
}

/** Waits until the app holds orders. */
export async function waitForData(page: Page): Promise<void> {
  const hasData = () =>
    page.evaluate(async () => {
      const api = Reflect.get(window, 'zhanggui') as { catalogue(): Promise<{ dataRange: unknown }> } | undefined;
      return Boolean((await api?.catalogue())?.dataRange);
    });
  await expect.poll(hasData, { timeout: 300_000, intervals: [500] }).toBe(true);
}

/** Asserts that axe finds nothing, in the light and the dark theme, in the language the page is in now. */
export async function checkAccessibility(page: Page, about: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours glide, however shortly, and axe would measure them on the way.
    await page.waitForFunction(() =>
      document
        .getAnimations()
        .every((one) => one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity),
    );
    const violations = await runAxe(page);
    const found = violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.html.slice(0, 160)} (${node.any[0]?.message ?? ''})`).join(' | ')}`,
    );
    expect(found, `${about}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** The page's policy admits no foreign script, so axe comes in by the driver's door. */
async function runAxe(page: Page): Promise<axe.Result[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(async () => {
    const injected = Reflect.get(window, 'axe') as typeof axe;
    return injected.run({ resultTypes: ['violations'] });
  });
  return violations;
}

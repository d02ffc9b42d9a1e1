import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { BROWSER_ARGS, findBrowser, SHOP_CONTEXT } from '../../../scripts/find-browser.ts';

/** A browser of the test's own, on a profile that outlives it. */
export type OwnBrowser = {
  readonly context: BrowserContext;
  readonly page: Page;
  /** SIGKILL to every process of it at once; resolves when they are gone. */
  kill(): Promise<void>;
};

/** An empty folder for a profile. */
export function newProfile(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'zhanggui-profile-'));
}

/** Starts a browser on a profile, also on one whose last browser was killed. @param downloads where it saves files */
export async function startOn(profile: string, baseURL: string | undefined, downloads?: string): Promise<OwnBrowser> {
  const executablePath = findBrowser();
  const context = await chromium.launchPersistentContext(profile, {
    ...SHOP_CONTEXT,
    ...(executablePath ? { executablePath } : {}),
    ...(downloads ? { downloadsPath: downloads } : {}),
    args: [...BROWSER_ARGS, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    ...(baseURL ? { baseURL } : {}),
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  const leader = await browserProcess(context);
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    kill: async () => {
      const closed = new Promise<void>((gone) => context.once('close', () => gone()));
      // The driver starts a browser as the leader of a process group, in which all its processes are.
      process.kill(-leader, 'SIGKILL');
      await closed;
    },
  };
}

async function browserProcess(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  const told = await session?.send('SystemInfo.getProcessInfo');
  const leader = told?.processInfo.find(({ type }) => type === 'browser');
  if (!leader) throw new Error('the browser does not tell its process');
  await session?.detach();
  return leader.id;
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { installDebian, mayInstallDebian, run } from './install-debian.ts';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Start options that keep the browser quiet: whatever it sends then comes from the page. */
export const BROWSER_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The locale and clock of the shop that the tests imagine. */
export const SHOP_CONTEXT = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' } as const;

/** Path of a Chromium on this machine: the system's, else Playwright's own. @returns null when there is none */
export function findBrowser(): string | null {
  const places = [...COMMANDS.flatMap(onPath), ...PLACES, chromium.executablePath()];
  return places.find((path) => existsSync(path)) ?? null;
}

/** Where a command stands on the search path. */
export function onPath(command: string): string[] {
  const asked = spawnSync(process.platform === 'win32' ? 'where' : 'which', [command], { encoding: 'utf8' });
  return asked.status === 0 ? asked.stdout.trim().split(/\r?\n/) : [];
}

/** Finds a browser or installs one: Debian's package when that is allowed, else Playwright's download. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  console.log('No Chromium on this machine; installing one for the browser tests.');
  const isInstalled = mayInstallDebian() && installDebian(['chromium', 'fonts-noto-cjk']);
  if (!isInstalled) run('npx', ['playwright', 'install', 'chromium']);
  const installed = findBrowser();
  if (!installed) throw new Error('No Chromium could be found or installed; the browser tests cannot run.');
  return installed;
}

import { defineConfig } from '@playwright/test';
import { BROWSER_ARGS, findBrowser, SHOP_CONTEXT } from './scripts/find-browser.ts';

const PORT = Number(process.env['E2E_PORT'] ?? 4179);
const executablePath = findBrowser();

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // A test waits for the engine more than it computes; each has a browser context of its own.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  webServer: {
    command: 'npx tsx scripts/start.ts',
    env: { PORT: String(PORT) },
    url: `http://127.0.0.1:${PORT}/`,
    timeout: 600_000,
    reuseExistingServer: false,
  },
  use: {
    ...SHOP_CONTEXT,
    baseURL: `http://127.0.0.1:${PORT}/`,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Names resolve nowhere: a request that slips past every policy and listener still goes nowhere.
      args: [...BROWSER_ARGS, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'],
    },
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1440, height: 900 } } },
    // Journeys whose layout differs on a phone carry @phone in their title.
    { name: 'phone', grep: /@phone/, use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  ],
});

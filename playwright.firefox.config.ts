import { defineConfig } from '@playwright/test';
import { findFirefox } from './scripts/ensure-lanes.ts';
import { SHOP_CONTEXT } from './scripts/find-browser.ts';

const PORT = Number(process.env['E2E_PORT'] ?? 4180);
const executablePath = findFirefox();

/**
 * Journeys that carry @firefox, in Firefox as it is delivered. Left out there: downloads, of which this driver never
 * tells; and files through the file chooser, as this driver halts a thread that starts several threads at once (without
 * a driver the same imports went through every time).
 */
export default defineConfig({
  testDir: 'tests/e2e',
  grep: /@firefox/,
  outputDir: 'test-results/firefox',
  workers: 1,
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
    browserName: 'firefox',
    channel: 'moz-firefox',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Names resolve nowhere: a request that slips past every policy and listener still goes nowhere.
      firefoxUserPrefs: { 'network.dns.disabled': true },
    },
  },
});

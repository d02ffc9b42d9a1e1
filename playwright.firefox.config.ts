import { defineConfig } from '@playwright/test';
import { findFirefox } from './scripts/ensure-lanes.ts';
import { SHOP_CONTEXT } from './scripts/find-browser.ts';
import { FIREFOX_INSIDE } from './tests/e2e/support/firefox.ts';

const PORT = Number(process.env['E2E_PORT'] ?? 4180);
const executablePath = findFirefox();

/** Suites that run whole, but for what only Chromium's own driver can do, which carries @chromium. */
const WHOLE = /(?:^| )(?:import|offline|vault)\.spec\.ts /;

/** Firefox as it is delivered: the suites above, and of the others each journey that carries @firefox. */
export default defineConfig({
  testDir: 'tests/e2e',
  grep: [WHOLE, /@firefox/],
  grepInvert: /@chromium/,
  outputDir: 'test-results/firefox',
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
    browserName: 'firefox',
    channel: 'moz-firefox',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // Names resolve nowhere: a request that slips past every policy and listener still goes nowhere.
      firefoxUserPrefs: {
        ...FIREFOX_INSIDE.prefs,
        'network.dns.disabled': true,
        // Else WebRTC would not even try the canary on this machine.
        'media.peerconnection.ice.loopback': true,
      },
      args: FIREFOX_INSIDE.args,
      // Each browser of a run has its own.
      downloadsPath: `test-results/firefox-downloads-${process.env['TEST_PARALLEL_INDEX'] ?? ''}`,
    },
  },
});

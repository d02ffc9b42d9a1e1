import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';
import { findFirefox } from './scripts/ensure-lanes.ts';
import { FIREFOX_INSIDE } from './tests/e2e/support/firefox.ts';

const executablePath = findFirefox();

/** Suites that run whole, but for what only Chromium's own driver can do, which carries @chromium. */
const WHOLE = /(?:^| )(?:import|offline|vault)\.spec\.ts /;

/** Firefox as it is delivered: the suites above, and of the others each journey that carries @firefox. */
export default defineConfig({
  ...base,
  outputDir: 'test-results/firefox',
  projects: [
    {
      name: 'firefox',
      grep: [WHOLE, /@firefox/],
      grepInvert: /@chromium/,
      use: {
        browserName: 'firefox',
        channel: 'moz-firefox',
        viewport: { width: 1440, height: 900 },
        trace: 'off',
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
    },
  ],
});

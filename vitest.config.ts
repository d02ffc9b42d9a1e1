import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { bareImports } from './scripts/bare-imports.ts';
import { BROWSER_ARGS, findBrowser, SHOP_CONTEXT } from './scripts/find-browser.ts';
import { blockingBindings } from './vite.config.ts';

const executablePath = findBrowser();
const plugins = [svelte({ configFile: false })];
/** Only a hang takes this long, also on a machine that does other work; no test asserts a time. */
const PATIENCE = { testTimeout: 120_000, hookTimeout: 120_000 };
const node = { environment: 'node' as const, retry: 0, ...PATIENCE };

/** The engine takes seconds to start: one start for the whole run, one fresh schema per test. */
const oneEngine = { ...node, isolate: false, fileParallelism: false };

export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        test: {
          ...node,
          name: 'unit',
          // The default on two processors leaves one of them idle.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.sql.test.ts', 'tests/**/*.browser.test.ts', 'tests/{e2e,real,webkit}/**'],
        },
      },
      {
        // Every statement that ships runs here once on the wasm engine.
        plugins,
        test: { ...oneEngine, name: 'sql', include: ['tests/**/*.sql.test.ts'] },
      },
      {
        plugins,
        test: { ...oneEngine, name: 'real', include: ['tests/real/**/*.test.ts'], testTimeout: 300_000 },
      },
      {
        // The built app in another browser, which a driver steers from here.
        test: { ...node, name: 'webkit', include: ['tests/webkit/**/*.test.ts'], fileParallelism: false },
      },
      {
        plugins,
        resolve: { alias: blockingBindings },
        optimizeDeps: {
          exclude: ['@duckdb/duckdb-wasm'],
          // Found late, they would reload the page in the middle of a test.
          include: [
            'axe-core',
            ...bareImports(['svelte', '@duckdb/', 'virtual:', 'workbox-precaching']),
            'svelte-sonner',
          ],
        },
        worker: { format: 'es' },
        test: {
          name: 'browser',
          include: ['tests/**/*.browser.test.ts'],
          retry: 0,
          fileParallelism: false,
          ...PATIENCE,
          expect: { poll: { timeout: 60_000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              launchOptions: { ...(executablePath ? { executablePath } : {}), args: BROWSER_ARGS },
              contextOptions: { ...SHOP_CONTEXT },
            }),
          },
        },
      },
    ],
  },
});

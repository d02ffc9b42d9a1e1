import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { offline } from './scripts/offline-plugin.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The package's exports map sends this name to the Node build. */
export const blockingBindings = {
  '@duckdb/duckdb-wasm/blocking': here('node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs'),
};

// The engine's bindings hold a direct eval; the policy of workers forbids it, and the engine runs without.
const workerChecks = { bundlerTimings: false, eval: false };

// Worker scripts get a folder of their own: hosts send them their own security policy.
const workerFiles = { entryFileNames: 'workers/[name]-[hash].js', chunkFileNames: 'workers/[name]-[hash].js' };

export default defineConfig({
  base: './',
  plugins: [svelte({ configFile: false }), offline()],
  resolve: { alias: blockingBindings },
  worker: { format: 'es', rolldownOptions: { output: workerFiles, checks: workerChecks } },
  // A file inlined as a data: address could not be fetched under the policy.
  build: {
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  optimizeDeps: { exclude: ['@duckdb/duckdb-wasm'] },
});

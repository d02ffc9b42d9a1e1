import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: './',
  plugins: [svelte()],
  resolve: {
    // The package's exports map sends this name to the Node build.
    alias: { '@duckdb/duckdb-wasm/blocking': here('node_modules/@duckdb/duckdb-wasm/dist/duckdb-browser-blocking.mjs') },
  },
  worker: { format: 'es' },
  build: { target: 'es2022', manifest: true },
  optimizeDeps: { exclude: ['@duckdb/duckdb-wasm'] },
});

import { defineConfig } from 'vitest/config';

const node = { environment: 'node' as const, retry: 0 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.sql.test.ts', 'tests/**/*.browser.test.ts', 'tests/e2e/**', 'tests/real/**'],
        },
      },
      {
        // Every statement that ships runs here once on the wasm engine: one boot for the whole run.
        test: { ...node, name: 'sql', include: ['tests/**/*.sql.test.ts'], isolate: false, fileParallelism: false, testTimeout: 60_000 },
      },
      { test: { ...node, name: 'real', include: ['tests/real/**/*.test.ts'], isolate: false, fileParallelism: false, testTimeout: 300_000 } },
    ],
  },
});

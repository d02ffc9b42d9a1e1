import type { KnipConfig } from 'knip';

/** Files that nothing imports because the build, a worker address or a glob finds them. */
const config: KnipConfig = {
  entry: [
    'src/pages/**/*.svelte!',
    'src/domain/{formats,metrics,analyses}/**/*.ts!',
    'workers/**/*.worker.ts!',
    'workers/sw/sw.ts!',
    'src/backup-check/main.ts!',
    'scripts/*.{ts,mjs}',
    'tests/**/*.{test,spec}.ts',
    'playwright.firefox.config.ts',
  ],
  project: ['src/**/*.{ts,svelte}!', 'workers/**/*.ts!', 'scripts/**/*.{ts,mjs}', 'tests/**/*.ts'],
  ignoreExportsUsedInFile: true,
};

export default config;

import { mkdirSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeApi } from './docs/describe-api.ts';
import { describeErrors, describeFormats, describeMetrics } from './docs/describe-definitions.ts';
import { describeHosting } from './docs/describe-hosting.ts';

const DOCS = fileURLToPath(new URL('../docs/', import.meta.url));

const written = {
  'errors.md': describeErrors(),
  'formats.md': await describeFormats(),
  'metrics.md': await describeMetrics(),
  'api.md': describeApi(),
  'hosting.md': describeHosting(),
};

const isStale = ([name, text]: [string, string]) =>
  !existsSync(DOCS + name) || readFileSync(DOCS + name, 'utf8') !== text;
const stale = Object.entries(written).filter(isStale);

if (process.argv.includes('--check')) {
  for (const [name] of stale) console.error(`docs/${name} is not what the definitions say; run: npm run gen`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  mkdirSync(DOCS, { recursive: true });
  for (const [name, text] of stale) {
    writeFileSync(DOCS + name, text);
    console.log(`docs/${name}`);
  }
}

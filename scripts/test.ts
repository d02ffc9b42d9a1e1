import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChecks } from './check.ts';
import { ensureBrowser } from './find-browser.ts';
import { runStep, runTests, summarise, type Outcome } from './run-step.ts';
import { countPlaywright, countVitest } from './test-reports.ts';

const REPORTS = fileURLToPath(new URL('../.cache/reports/', import.meta.url));

function vitest(...projects: string[]): Outcome {
  const name = `vitest ${projects.join(' ')}`;
  const file = join(REPORTS, `vitest-${projects.join('-')}.json`);
  const chosen = projects.flatMap((project) => ['--project', project]);
  return runTests(
    name,
    ['npx', 'vitest', 'run', ...chosen, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    { file, count: countVitest },
  );
}

function playwright(): Outcome {
  const file = join(REPORTS, 'playwright.json');
  return runTests('playwright', ['npx', 'playwright', 'test', '--reporter=list,json'], {
    file,
    count: countPlaywright,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
}

ensureBrowser();
const built = runStep('build', ['npm', 'run', '--silent', 'build']);
process.exitCode = summarise([
  { name: 'build', passed: built ? 1 : 0, failed: built ? 0 : 1, skipped: 0 },
  ...runChecks(),
  vitest('unit', 'sql'),
  vitest('browser'),
  playwright(),
]);

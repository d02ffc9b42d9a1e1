import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChecks } from './check.ts';
import { ensureLane, type LaneId } from './ensure-lanes.ts';
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

function playwright(name = 'playwright', config = 'playwright.config.ts'): Outcome {
  const file = join(REPORTS, `${name.replaceAll(' ', '-')}.json`);
  return runTests(name, ['npx', 'playwright', 'test', '--config', config, '--reporter=list,json'], {
    file,
    count: countPlaywright,
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
}

/** Runs the tests of another engine; where that browser is not here and cannot be installed, says so instead. */
function lane(id: LaneId, name: string, run: () => Outcome): Outcome {
  const missing = ensureLane(id);
  if (missing.length === 0) return run();
  const skip = `${name}: THE WHOLE LANE IS LEFT OUT, as this machine has no ${missing.join(' and no ')}`;
  console.warn(`\n── ${skip}`);
  return { name, passed: 0, failed: 0, skipped: 1, skips: [skip] };
}

ensureBrowser();
const built = runStep('build', ['npm', 'run', '--silent', 'build']);
process.exitCode = summarise([
  { name: 'build', passed: built ? 1 : 0, failed: built ? 0 : 1, skipped: 0 },
  ...runChecks(),
  vitest('unit', 'sql'),
  vitest('browser'),
  playwright(),
  lane('firefox', 'playwright firefox', () => playwright('playwright firefox', 'playwright.firefox.config.ts')),
  lane('webkit', 'vitest webkit', () => vitest('webkit')),
]);

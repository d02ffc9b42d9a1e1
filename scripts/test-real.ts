import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runTests, summarise } from './run-step.ts';
import { countVitest } from './test-reports.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

if (existsSync(at('../../shared/data')) && existsSync(at('../tests/real'))) {
  const file = at('../.cache/reports/vitest-real.json');
  const command = ['npx', 'vitest', 'run', '--project', 'real'] as const;
  process.exitCode = summarise([
    runTests('vitest real', [...command, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], {
      file,
      count: countVitest,
    }),
  ]);
} else {
  console.log('\n  !! SKIPPED: the tests on real files did not run, because ../shared/data is not there.\n');
  summarise([{ name: 'vitest real', passed: 0, failed: 0, skipped: 1 }]);
}

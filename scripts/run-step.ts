import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** How one part of the suite came out; `failures` name what failed, and why, in a line each, `skips` what could not run. */
export type Outcome = {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  failures?: readonly string[];
  skips?: readonly string[];
};

type Step = readonly [command: string, ...args: string[]];

/** Runs one command with its output shown. @returns whether it ended well */
export function runStep(name: string, [command, ...args]: Step, env: Readonly<Record<string, string>> = {}): boolean {
  const started = Date.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  console.log(`── ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)`);
  return status === 0;
}

/**
 * Runs a test command that writes a JSON report, and counts from the report.
 * A run that leaves no report, or fails without naming a test, counts as one failure.
 */
export function runTests(
  name: string,
  step: Step,
  report: { file: string; count: (report: unknown) => Omit<Outcome, 'name'>; env?: Readonly<Record<string, string>> },
): Outcome {
  rmSync(report.file, { force: true });
  mkdirSync(dirname(report.file), { recursive: true });
  const ok = runStep(name, step, report.env);
  if (!existsSync(report.file)) return { name, passed: 0, failed: 1, skipped: 0 };
  const counts = report.count(JSON.parse(readFileSync(report.file, 'utf8')));
  return { name, ...counts, failed: ok ? counts.failed : Math.max(1, counts.failed) };
}

/** Prints each outcome and, last, the one line with the sums. @returns the exit code */
export function summarise(outcomes: readonly Outcome[]): 0 | 1 {
  const sum = (key: 'passed' | 'failed' | 'skipped') => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  console.log('');
  for (const { name, passed, failed, skipped } of outcomes) {
    console.log(`  ${failed > 0 ? '✗' : '✓'} ${name}: ${passed} ok, ${failed} not ok, ${skipped} left out`);
  }
  const lines = (mark: string, key: 'skips' | 'failures') =>
    outcomes.flatMap((outcome) => outcome[key] ?? []).map((line) => `  ${mark} ${line}`);
  for (const line of [...lines('–', 'skips'), ...lines('✗', 'failures')]) console.log(line);
  const skipped = sum('skipped');
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return sum('failed') > 0 ? 1 : 0;
}

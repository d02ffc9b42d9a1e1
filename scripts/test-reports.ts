import type { Outcome } from './run-step.ts';

type Counts = Omit<Outcome, 'name'>;

/** Counts of vitest's JSON report; a file that could not be loaded counts as one failure. */
export function countVitest(report: unknown): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = numbers(report);
  const broken = listOf(report, 'testResults').filter(
    (file) => fieldOf(file, 'status') === 'failed' && listOf(file, 'assertionResults').length === 0,
  );
  return {
    passed: numPassedTests ?? 0,
    failed: (numFailedTests ?? 0) + broken.length,
    skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0),
  };
}

/** Counts of Playwright's JSON report; errors outside any test count too. */
export function countPlaywright(report: unknown): Counts {
  const { expected, unexpected, flaky, skipped } = numbers(fieldOf(report, 'stats'));
  return {
    passed: expected ?? 0,
    failed: (unexpected ?? 0) + (flaky ?? 0) + (expected === undefined ? 1 : 0) + listOf(report, 'errors').length,
    skipped: skipped ?? 0,
  };
}

function numbers(value: unknown): Partial<Record<string, number>> {
  const entries = Object.entries(value ?? {}).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number',
  );
  return Object.fromEntries(entries);
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function listOf(value: unknown, key: string): unknown[] {
  const list = fieldOf(value, key);
  return Array.isArray(list) ? list : [];
}

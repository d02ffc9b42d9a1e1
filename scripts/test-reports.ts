import { stripVTControlCharacters } from 'node:util';
import type { Outcome } from './run-step.ts';

type Counts = Omit<Outcome, 'name'>;

const MESSAGE_CHARACTERS = 400;

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
    failures: [
      ...broken.map((file) => tell(textOf(file, 'name'), textOf(file, 'message'))),
      ...listOf(report, 'testResults')
        .flatMap((file) => listOf(file, 'assertionResults'))
        .filter((test) => fieldOf(test, 'status') === 'failed')
        .map((test) => tell(textOf(test, 'fullName'), listOf(test, 'failureMessages').map(String).join(' '))),
    ],
  };
}

/** Counts of Playwright's JSON report; errors outside any test count too. */
export function countPlaywright(report: unknown): Counts {
  const { expected, unexpected, flaky, skipped } = numbers(fieldOf(report, 'stats'));
  return {
    passed: expected ?? 0,
    failed: (unexpected ?? 0) + (flaky ?? 0) + (expected === undefined ? 1 : 0) + listOf(report, 'errors').length,
    skipped: skipped ?? 0,
    failures: specsIn(report)
      .filter((spec) => fieldOf(spec, 'ok') === false)
      .map((spec) => tell(textOf(spec, 'title'), errorsOf(spec).join(' '))),
  };
}

/** Suites hold suites; specs are their leaves. */
function specsIn(suite: unknown): unknown[] {
  return [...listOf(suite, 'specs'), ...listOf(suite, 'suites').flatMap(specsIn)];
}

const errorsOf = (spec: unknown): string[] =>
  listOf(spec, 'tests')
    .flatMap((test) => listOf(test, 'results'))
    .flatMap((result) => listOf(result, 'errors'))
    .map((error) => textOf(error, 'message'));

const tell = (name: string, message: string): string =>
  `${name}: ${stripVTControlCharacters(message).replace(/\s+/g, ' ').slice(0, MESSAGE_CHARACTERS)}`;

function textOf(value: unknown, key: string): string {
  const text = fieldOf(value, key);
  return typeof text === 'string' ? text : '';
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

import { expect, it } from 'vitest';
import { countPlaywright, countVitest } from '../../scripts/test-reports.ts';

it('counts tests, and a file that could not be loaded as a failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ],
  };
  expect(countVitest(report)).toEqual({ passed: 5, failed: 2, skipped: 3 });
});

it('counts a flaky journey as failed, and errors outside of tests', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countPlaywright({ stats, errors: [{ message: 'no server' }] })).toEqual({ passed: 4, failed: 3, skipped: 2 });
});

it('never takes a report that says nothing for a success', () => {
  expect(countPlaywright({}).failed).toBe(1);
});

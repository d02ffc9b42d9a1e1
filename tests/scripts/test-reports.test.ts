import { expect, it } from 'vitest';
import { countPlaywright, countVitest } from '../../scripts/test-reports.ts';

it('counts tests, and a file that could not be loaded as a failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [], name: 'a.test.ts', message: 'no such\n module' },
      {
        status: 'failed',
        assertionResults: [
          { status: 'failed', fullName: 'adds up', failureMessages: ['\u001b[31m1 is not 2\u001b[39m'] },
        ],
      },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ],
  };
  const failures = ['a.test.ts: no such module', 'adds up: 1 is not 2'];
  expect(countVitest(report)).toEqual({ passed: 5, failed: 2, skipped: 3, failures });
});

it('counts a flaky journey as failed, and errors outside of tests', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  const failed = { title: 'opens', ok: false, tests: [{ results: [{ errors: [{ message: 'late' }] }] }] };
  const suites = [{ suites: [{ specs: [failed, { title: 'closes', ok: true }] }] }];
  const report = { stats, suites, errors: [{ message: 'no server' }] };
  expect(countPlaywright(report)).toEqual({ passed: 4, failed: 3, skipped: 2, failures: ['opens: late'] });
});

it('never takes a report that says nothing for a success', () => {
  expect(countPlaywright({}).failed).toBe(1);
});

import { ISSUE_CODES, SEVERITIES, type IssueCode, type Severity } from '../../../src/domain/contracts/import.ts';

/** A stored issue code; only our own rules write them. @throws Error on one this release does not know. */
export function issueCode(cell: unknown): IssueCode {
  const found = ISSUE_CODES.find((code) => code === cell);
  if (found === undefined) throw new Error('an issue of a kind this release does not know');
  return found;
}

/** A stored severity. @throws Error on one this release does not know. */
export function severityOf(cell: unknown): Severity {
  const found = SEVERITIES.find((severity) => severity === cell);
  if (found === undefined) throw new Error('an issue of a gravity this release does not know');
  return found;
}

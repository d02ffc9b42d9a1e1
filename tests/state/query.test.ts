import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { Query } from '../../src/state/query.svelte.ts';

/** A question whose answers are given by hand. */
function byHand() {
  const asked: { question: string; answer: (text: string) => void; fail: (error: Error) => void }[] = [];
  const query = new Query(
    (question: string) =>
      new Promise<string>((answer, fail) => {
        asked.push({ question, answer, fail });
      }),
  );
  return { asked, query };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('Query', () => {
  it('shows only the newest answer and never asks what was overtaken', async () => {
    const { asked, query } = byHand();
    void query.run('a');
    void query.run('b');
    const done = query.run('c');
    asked[0]?.answer('A');
    await settle();
    expect(query.phase.is).toBe('loading');
    asked[1]?.answer('C');
    await done;
    expect(asked.map((one) => one.question)).toEqual(['a', 'c']);
    expect(query.value).toBe('C');
  });

  it('keeps the last answer on screen while the next is on its way', async () => {
    const { asked, query } = byHand();
    const first = query.run('a');
    asked[0]?.answer('A');
    await first;
    void query.run('b');
    expect(query.phase).toEqual({ is: 'loading', last: 'A' });
  });

  it('turns an expected failure into a phase and can be asked again', async () => {
    const { asked, query } = byHand();
    const first = query.run('a');
    asked[0]?.fail(new AppError('CANCELLED', {}));
    await first;
    expect(query.phase.is).toBe('failed');
    const second = query.run('b');
    asked[1]?.answer('B');
    await second;
    expect(query.value).toBe('B');
  });

  it('lets a bug out', async () => {
    const { asked, query } = byHand();
    const first = query.run('a');
    asked[0]?.fail(new TypeError('bug'));
    await expect(first).rejects.toThrow('bug');
  });

  it('forgets the answer of a question that was given up', async () => {
    const { asked, query } = byHand();
    const first = query.run('a');
    query.reset();
    asked[0]?.answer('A');
    await first;
    expect(query.phase.is).toBe('idle');
  });
});

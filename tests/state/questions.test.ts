import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/contracts/errors.ts';
import type { MetricAnswer, MetricQuery } from '../../src/domain/contracts/metric.ts';
import type { Engine, MetricOutcome } from '../../src/engine/engine.ts';
import { Questions, Slot } from '../../src/state/questions.svelte.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

function answerTo({ metric }: MetricQuery, value: number): MetricAnswer {
  return {
    metric,
    rows: [{ value }],
    unit: 'money',
    currency: 'CNY',
    otherCurrencies: [],
    from: '2024-01-01',
    to: '2024-02-01',
    comparison: null,
    dataAsOf: null,
    timeBasis: 'paid_at',
    notComputable: [],
    immatureDays: 0,
    millis: 0,
  };
}

type Call = {
  metrics: string[];
  signal: AbortSignal | undefined;
  answer(value: number): void;
  answerEach(outcomes: MetricOutcome[]): void;
  fail(error: Error): void;
};

/** An engine whose answers are given by hand. */
function byHand() {
  const calls: Call[] = [];
  const engine: Pick<Engine, 'queryMetrics'> = {
    queryMetrics: (queries, call) =>
      new Promise((resolve, reject) => {
        calls.push({
          metrics: queries.map(({ metric }) => metric),
          signal: call?.signal,
          answer: (value) => resolve(queries.map((query) => ({ ok: true, value: answerTo(query, value) }))),
          answerEach: resolve,
          fail: reject,
        });
      }),
  };
  return { calls, questions: new Questions(engine) };
}

const asked = (slot: Slot, metric: string) => ({ slot, query: { metric } });

describe('Questions', () => {
  it('asks each wave in one call, in order, and shows its answers together', async () => {
    const { calls, questions } = byHand();
    const [a, b, c] = [new Slot(), new Slot(), new Slot()];
    const done = questions.ask([[asked(a, 'a'), asked(b, 'b')], [asked(c, 'c')]], false);
    expect(calls.map(({ metrics }) => metrics)).toEqual([['a', 'b'], ['c']]);
    calls[0]?.answer(1);
    await settle();
    expect([a, b, c].map(({ phase }) => phase.is)).toEqual(['ready', 'ready', 'loading']);
    calls[1]?.answer(2);
    await done;
    expect(c.value?.rows).toEqual([{ value: 2 }]);
  });

  it('stops what is overtaken at once and never shows it', async () => {
    const { calls, questions } = byHand();
    const slot = new Slot();
    void questions.ask([[asked(slot, 'old')]], false);
    const done = questions.ask([[asked(slot, 'new')]], false);
    expect(calls.map(({ signal }) => signal?.aborted)).toEqual([true, false]);
    calls[1]?.answer(2);
    await done;
    calls[0]?.answer(1);
    await settle();
    expect(slot.value).toMatchObject({ metric: 'new', rows: [{ value: 2 }] });
  });

  it('keeps the last answer on screen, and takes it back where nothing new is asked', async () => {
    const { calls, questions } = byHand();
    const [stays, goes] = [new Slot(), new Slot()];
    const first = questions.ask([[asked(stays, 'a'), asked(goes, 'a')]], false);
    calls[0]?.answer(1);
    await first;
    void questions.ask([[asked(stays, 'b'), asked(goes, 'b')]], false);
    expect(goes.phase).toMatchObject({ is: 'loading', last: { metric: 'a' } });
    void questions.ask([[asked(stays, 'c')]], false);
    expect(goes.phase).toMatchObject({ is: 'ready', value: { metric: 'a' } });
    expect(stays.phase).toMatchObject({ is: 'loading', last: { metric: 'a' } });
  });

  it('does not ask again what is shown, unless the data changed', async () => {
    const { calls, questions } = byHand();
    const slot = new Slot();
    const first = questions.ask([[asked(slot, 'a')]], false);
    calls[0]?.answer(1);
    await first;
    await questions.ask([[asked(slot, 'a')]], false);
    expect(calls).toHaveLength(1);
    void questions.ask([[asked(slot, 'a')]], true);
    expect(calls).toHaveLength(2);
    expect(slot.isLoading).toBe(true);
  });

  it('asks again what was given up before it was answered', async () => {
    const { calls, questions } = byHand();
    const slot = new Slot();
    const first = questions.ask([[asked(slot, 'a')]], false);
    calls[0]?.answer(1);
    await first;
    void questions.ask([[asked(slot, 'b')]], false);
    void questions.ask([], false);
    void questions.ask([[asked(slot, 'b')]], false);
    expect(calls.map(({ metrics }) => metrics)).toEqual([['a'], ['b'], ['b']]);
  });

  it('fails one place by itself, a whole wave when its call fails', async () => {
    const { calls, questions } = byHand();
    const [fine, refused, crashed] = [new Slot(), new Slot(), new Slot()];
    const done = questions.ask([[asked(fine, 'a'), asked(refused, 'b')], [asked(crashed, 'c')]], false);
    const error = new AppError('METRIC_UNKNOWN', { metric: 'b' });
    calls[0]?.answerEach([
      { ok: true, value: answerTo({ metric: 'a' }, 1) },
      { ok: false, error },
    ]);
    calls[1]?.fail(new AppError('ENGINE_CRASHED', {}));
    await done;
    expect(fine.phase.is).toBe('ready');
    expect(refused.phase).toEqual({ is: 'failed', error });
    expect(crashed.phase).toMatchObject({ is: 'failed', error: { code: 'ENGINE_CRASHED' } });
  });

  it('lets a bug out', async () => {
    const { calls, questions } = byHand();
    const slot = new Slot();
    const done = questions.ask([[asked(slot, 'a')]], false);
    calls[0]?.fail(new TypeError('bug'));
    await expect(done).rejects.toThrow('bug');
    expect(slot.isLoading).toBe(false);
  });

  it('leaves empty what was emptied while its answer was on its way', async () => {
    const { calls, questions } = byHand();
    const slot = new Slot();
    const done = questions.ask([[asked(slot, 'a')]], false);
    slot.reset();
    calls[0]?.answer(1);
    await done;
    expect(slot.phase).toEqual({ is: 'idle' });
  });
});

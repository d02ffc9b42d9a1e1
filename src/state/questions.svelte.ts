import { AppError } from '../domain/contracts/errors.ts';
import type { MetricAnswer, MetricQuery } from '../domain/contracts/metric.ts';
import type { Engine, MetricOutcome } from '../engine/engine.ts';
import type { Phase } from './query.svelte.ts';

/** One place of a page that shows an answer, and where that answer stands. */
export class Slot {
  // raw: answers are large and never mutated
  phase = $state.raw<Phase<MetricAnswer>>({ is: 'idle' });
  /** The question whose answer is shown, as text; null when there is none. */
  #answered: string | null = null;

  /** The answer to show: the newest, or the last one while a newer is being computed. */
  get value(): MetricAnswer | undefined {
    if (this.phase.is === 'ready') return this.phase.value;
    return this.phase.is === 'loading' ? this.phase.last : undefined;
  }

  get isLoading(): boolean {
    return this.phase.is === 'loading';
  }

  /** Whether this very question is answered already. */
  holds(query: MetricQuery): boolean {
    return this.phase.is === 'ready' && this.#answered === JSON.stringify(query);
  }

  /** Forgets the answer. */
  reset(): void {
    this.phase = { is: 'idle' };
  }

  /** An answer is on its way; the last one stays on screen. */
  wait(): void {
    const last = this.value;
    this.phase = last === undefined ? { is: 'loading' } : { is: 'loading', last };
  }

  /** The answer will not come; the last one is shown again as the one in force. */
  giveUp(): void {
    const last = this.value;
    if (this.isLoading) this.phase = last === undefined ? { is: 'idle' } : { is: 'ready', value: last };
  }

  settle(query: MetricQuery, outcome: MetricOutcome): void {
    if (!this.isLoading) return; // forgotten meanwhile
    this.#answered = outcome.ok ? JSON.stringify(query) : null;
    if (outcome.ok) this.phase = { is: 'ready', value: outcome.value };
    else if (outcome.error instanceof AppError && outcome.error.code !== 'VAULT_LOCKED')
      this.phase = { is: 'failed', error: outcome.error };
    else this.giveUp();
  }
}

/** A question and where its answer is to stand. */
export type Asked = { slot: Slot; query: MetricQuery };

/**
 * All questions of a page. Each wave is one call, and its answers appear together; waves are answered in order. What is
 * asked anew replaces what is still under way: that is stopped at once and never shown.
 */
export class Questions {
  readonly #engine: Pick<Engine, 'queryMetrics'>;
  #running: { controller: AbortController; slots: Set<Slot> } | null = null;

  constructor(engine: Pick<Engine, 'queryMetrics'>) {
    this.#engine = engine;
  }

  /**
   * Asks the waves; unless `anew`, not what its slot already holds the answer to. Resolves when nothing of it is under
   * way any more. Anything but an `AppError` is a bug and is thrown.
   */
  async ask(waves: readonly (readonly Asked[])[], anew: boolean): Promise<void> {
    const before = this.#running;
    const wanted = waves.map((wave) => wave.filter(({ slot, query }) => anew || !slot.holds(query)));
    const slots = new Set(wanted.flat().map(({ slot }) => slot));
    const running = { controller: new AbortController(), slots };
    this.#running = running;
    before?.controller.abort();
    for (const slot of before?.slots ?? []) if (!slots.has(slot)) slot.giveUp();
    for (const slot of slots) slot.wait();
    await Promise.all(wanted.filter((wave) => wave.length > 0).map((wave) => this.#askWave(wave, running.controller)));
    if (this.#running === running) this.#running = null;
  }

  async #askWave(wave: readonly Asked[], { signal }: AbortController): Promise<void> {
    const outcomes = await this.#outcomes(
      wave.map(({ query }) => query),
      signal,
    );
    if (signal.aborted) return;
    wave.forEach(({ slot, query }, at) => {
      const outcome = outcomes[at];
      if (outcome) slot.settle(query, outcome);
    });
    const bug = outcomes.find((outcome) => !outcome.ok && !(outcome.error instanceof AppError));
    if (bug && !bug.ok) throw bug.error;
  }

  async #outcomes(queries: MetricQuery[], signal: AbortSignal): Promise<MetricOutcome[]> {
    try {
      return await this.#engine.queryMetrics(queries, { signal });
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      return queries.map(() => ({ ok: false, error }));
    }
  }
}

import { AppError } from '../domain/contracts/errors.ts';

/** Where an answer stands; `last` is the answer still on screen while the next one is on its way. */
export type Phase<T> =
  { is: 'idle' } | { is: 'loading'; last?: T } | { is: 'ready'; value: T } | { is: 'failed'; error: AppError };

/** One remote question and its latest answer. A slower, older answer never overwrites a newer one. */
export class Query<A extends unknown[], T> {
  // raw: answers are large and never mutated
  phase = $state.raw<Phase<T>>({ is: 'idle' });
  readonly #ask: (signal: AbortSignal, ...args: A) => Promise<T>;
  #running: AbortController | null = null;

  constructor(ask: (signal: AbortSignal, ...args: A) => Promise<T>) {
    this.#ask = ask;
  }

  /** The answer to show: the newest, or the last one while a newer is being computed. */
  get value(): T | undefined {
    if (this.phase.is === 'ready') return this.phase.value;
    return this.phase.is === 'loading' ? this.phase.last : undefined;
  }

  get isLoading(): boolean {
    return this.phase.is === 'loading';
  }

  /** Asks again; an unanswered older question is cancelled. Anything but an `AppError` is a bug and is thrown. */
  async run(...args: A): Promise<void> {
    this.#running?.abort();
    const turn = new AbortController();
    this.#running = turn;
    const last = this.value;
    this.phase = last === undefined ? { is: 'loading' } : { is: 'loading', last };
    try {
      const value = await this.#ask(turn.signal, ...args);
      if (turn === this.#running) this.phase = { is: 'ready', value };
    } catch (thrown) {
      if (turn !== this.#running) return;
      if (!(thrown instanceof AppError)) throw thrown;
      this.phase = { is: 'failed', error: thrown };
    }
  }

  /** Forgets the answer and cancels the question. */
  reset(): void {
    this.#running?.abort();
    this.#running = null;
    this.phase = { is: 'idle' };
  }
}

import { AppError } from '../domain/contracts/errors.ts';

/** Where an answer stands; `last` is the answer still on screen while the next one is on its way. */
export type Phase<T> =
  { is: 'idle' } | { is: 'loading'; last?: T } | { is: 'ready'; value: T } | { is: 'failed'; error: AppError };

/**
 * One remote question and its latest answer. A slower, older answer never overwrites a newer one, and while one
 * question is on its way at most one more waits: questions in between are never asked.
 */
export class Query<A extends unknown[], T> {
  // raw: answers are large and never mutated
  phase = $state.raw<Phase<T>>({ is: 'idle' });
  readonly #ask: (...args: A) => Promise<T>;
  #wanted: A | null = null;
  #asking: Promise<void> | null = null;

  constructor(ask: (...args: A) => Promise<T>) {
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

  /** Asks again; resolves when nothing is left to ask. Anything but an `AppError` is a bug and is thrown. */
  run(...args: A): Promise<void> {
    const last = this.value;
    this.phase = last === undefined ? { is: 'loading' } : { is: 'loading', last };
    this.#wanted = args;
    this.#asking ??= this.#askOn().finally(() => (this.#asking = null));
    return this.#asking;
  }

  /** Forgets the answer, and the question if one is on its way. */
  reset(): void {
    this.#wanted = null;
    this.phase = { is: 'idle' };
  }

  async #askOn(): Promise<void> {
    while (this.#wanted !== null) {
      const args: A = this.#wanted;
      const outcome = await this.#answer(args);
      if (args !== this.#wanted) continue;
      this.#wanted = null;
      this.phase = outcome;
    }
  }

  async #answer(args: A): Promise<Phase<T>> {
    try {
      return { is: 'ready', value: await this.#ask(...args) };
    } catch (error) {
      // The door closed meanwhile; it is asked again when it opens.
      if (error instanceof AppError && error.code === 'VAULT_LOCKED') return { is: 'idle' };
      if (error instanceof AppError) return { is: 'failed', error };
      this.#wanted = null;
      throw error;
    }
  }
}

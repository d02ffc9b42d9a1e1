import { AppError } from '../../src/domain/contracts/errors.ts';

/** Calls that can be stopped from the other side, by the id the caller gave them. */
export class Jobs {
  readonly #running = new Map<string, AbortController>();

  /** Runs `work` under `id`; the signal fires when `cancel(id)` is called. */
  async run<T>(id: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      return await work(controller.signal);
    } finally {
      this.#running.delete(id);
    }
  }

  cancel(id: string): void {
    this.#running.get(id)?.abort();
  }
}

/** @throws CANCELLED when the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('CANCELLED', {});
}

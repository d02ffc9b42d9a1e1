/** How far the copy for offline use has come; bytes. */
export type OfflinePhase =
  | { is: 'unknown' }
  | { is: 'storing'; done: number; total: number }
  | { is: 'ready' }
  | { is: 'stopped'; retry: () => void };

/** Whether the app works without a network from now on. */
export class OfflineCopy {
  #phase = $state.raw<OfflinePhase>({ is: 'unknown' });
  readonly #listeners = new Set<(phase: OfflinePhase) => void>();

  get phase(): OfflinePhase {
    return this.#phase;
  }

  tell(phase: OfflinePhase): void {
    this.#phase = phase;
    for (const listener of this.#listeners) listener(phase);
  }

  /** Resolves when everything is stored or the storing has stopped; one that stopped earlier is tried again. */
  whenSettled(say: (done: number, total: number) => void): Promise<void> {
    return new Promise((resolve) => {
      const follow = (phase: OfflinePhase) => {
        if (phase.is === 'storing') say(phase.done, phase.total);
        if (phase.is !== 'ready' && phase.is !== 'stopped') return;
        this.#listeners.delete(follow);
        resolve();
      };
      this.#listeners.add(follow);
      if (this.#phase.is === 'stopped') this.#phase.retry();
      else follow(this.#phase);
    });
  }
}

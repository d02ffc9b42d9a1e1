/** Lets changes of the data run side by side, and waits for them before something that needs it to stay as it is. */
export class Quiet {
  readonly #changing = new Set<Promise<unknown>>();
  /** Resolved when nobody needs the data to stay as it is. */
  #held: Promise<unknown> = Promise.resolve();

  /** Runs `work` while no change is under way; those that come wait until it has ended. */
  hold<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#held.then(async () => {
      await Promise.allSettled(this.#changing);
      return work();
    });
    this.#held = turn.catch(() => undefined);
    return turn;
  }

  /** Runs a change once nobody needs the data to stay as it is. */
  async change<T>(work: () => Promise<T>): Promise<T> {
    for (let held: Promise<unknown> | null = null; held !== this.#held;) await (held = this.#held);
    const change = work();
    this.#changing.add(change);
    try {
      return await change;
    } finally {
      this.#changing.delete(change);
    }
  }
}

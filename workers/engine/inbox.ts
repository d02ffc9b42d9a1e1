import type { DuckdbBindings } from './duckdb-bindings.ts';
import { INBOX } from './seal.ts';

/** Bytes that the engine may read under a name of ours, for the time of one use. */
export class Inbox {
  readonly #bindings: DuckdbBindings;
  readonly #isDead: () => boolean;
  /** What is registered now, by its name. */
  readonly #held = new Map<string, Uint8Array>();
  #batches = 0;

  /** @param isDead whether the instance can no longer be spoken to */
  constructor(bindings: DuckdbBindings, isDead: () => boolean) {
    this.#bindings = bindings;
    this.#isDead = isDead;
  }

  /** Makes bytes readable under a fresh name for the time of `use`. */
  async with<T>(bytes: Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
    const path = `${INBOX}${++this.#batches}.csv`;
    this.#bindings.registerFileBuffer(path, bytes);
    this.#held.set(path, bytes);
    try {
      return await use(path);
    } finally {
      this.#held.delete(path);
      if (!this.#isDead()) this.#bindings.dropFile(path);
    }
  }

  /** Runs `work` while nothing can be read here. */
  async emptyFor<T>(work: () => Promise<T>): Promise<T> {
    for (const path of this.#held.keys()) this.#bindings.dropFile(path);
    try {
      return await work();
    } finally {
      if (!this.#isDead()) for (const [path, bytes] of this.#held) this.#bindings.registerFileBuffer(path, bytes);
    }
  }
}

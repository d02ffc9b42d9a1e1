import type { EngineState } from './engine.ts';

/** Tells whoever listens how the engine is and when its data changed. */
export class Announcer {
  readonly #stateListeners = new Set<(state: EngineState) => void>();
  readonly #dataListeners = new Set<() => void>();
  #state: EngineState = { is: 'idle' };

  get state(): EngineState {
    return this.#state;
  }

  /** Calls back at once and on every change; returns how to stop. */
  watchState(listener: (state: EngineState) => void): () => void {
    this.#stateListeners.add(listener);
    listener(this.#state);
    return () => this.#stateListeners.delete(listener);
  }

  watchData(listener: () => void): () => void {
    this.#dataListeners.add(listener);
    return () => this.#dataListeners.delete(listener);
  }

  sayState(state: EngineState): void {
    this.#state = state;
    for (const listener of this.#stateListeners) listener(state);
  }

  sayDataChanged(): void {
    for (const listener of this.#dataListeners) listener();
  }
}

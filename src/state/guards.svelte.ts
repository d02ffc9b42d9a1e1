import { createContext } from 'svelte';
import type { ThreadTrial } from '../domain/contracts/channels.ts';
import {
  guardsThatAre,
  judgeGuards,
  type GuardId,
  type GuardState,
  type PageTrial,
} from '../domain/contracts/guards.ts';
import type { Settings } from './settings.svelte.ts';

/** What is known of the guards against sending, and what the user said to those that this browser lacks. */
export class Guards {
  states = $state.raw<Readonly<Record<GuardId, GuardState>> | null>(null);
  trials = $state.raw<ReadonlyMap<string, ThreadTrial>>(new Map());
  /** Guards that the user is being asked to go on without. */
  asks = $state.raw<readonly GuardId[]>([]);
  readonly #settings: Settings;
  #accept: (() => void) | null = null;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  judge(trial: PageTrial): Readonly<Record<GuardId, GuardState>> {
    this.hear(trial.page);
    const states = judgeGuards(trial);
    this.states = states;
    return states;
  }

  hear(trial: ThreadTrial): void {
    this.trials = new Map(this.trials).set(trial.thread, trial);
  }

  /** Resolves when this browser has every guard or the user has once agreed to go on without those it lacks. */
  consent(): Promise<void> {
    const gaps = this.states ? guardsThatAre('unsupported', this.states) : [];
    const unknown = gaps.filter((id) => !this.#settings.acceptedGaps.includes(id));
    if (unknown.length === 0) return Promise.resolve();
    this.asks = unknown;
    return new Promise((resolve) => (this.#accept = resolve));
  }

  accept(): void {
    this.#settings.change({ acceptedGaps: [...this.#settings.acceptedGaps, ...this.asks] });
    this.asks = [];
    this.#accept?.();
  }
}

export const [useGuards, provideGuards] = createContext<Guards>();

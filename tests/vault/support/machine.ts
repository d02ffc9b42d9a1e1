import type { VaultFiles } from '../../../workers/vault/vault-files.ts';
import type { Random } from './random.ts';

/** What crashes: the process alone, or the machine with what its disk had not yet written. */
export type CrashModel = 'kill' | 'power';

/** A crash while the call after `calls` of them was running. */
export type Crash = { readonly model: CrashModel; readonly calls: number; readonly random: Random };

/** A process over some storage, its calls written down. */
export type Process<State> = {
  readonly files: VaultFiles;
  /** Calls so far that a crash can fall between. */
  readonly calls: number;
  /** How many of them cut a file. */
  readonly trims: number;
  /** What the storage is after a crash. */
  crash(crash: Crash): State;
};

/** A kind of storage, and what it loses when. `State` is what it surely holds and what it may yet lose. */
export type Machine<State> = { readonly empty: State; start(state: State): Process<State> };

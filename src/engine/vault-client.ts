import { wrap, type Remote } from 'comlink';
import { PATIENCE } from '../domain/contracts/channels.ts';
import { AppError } from '../domain/contracts/errors.ts';
import { unwrap, type Result } from '../domain/contracts/result.ts';
import type { LockReason, VaultMark, VaultState } from '../domain/contracts/vault.ts';
import type { Sight } from '../../workers/vault/vault-holder.ts';
import type { VaultApi } from '../../workers/vault/vault.worker.ts';
import type { Guarded } from '../../workers/shared/guard.ts';
import { askTrial } from './ask-trial.ts';
import type { Gate } from './engine.ts';
import { VaultLock } from './vault-lock.ts';
import { readMark, writeMark } from './vault-mark.ts';

type Remoted = Remote<Guarded<VaultApi>>;
/** `gone` rejects once the thread was ended: whoever still waits for its answer waits for nothing. */
type Thread = {
  readonly worker: Worker;
  readonly remote: Remoted;
  readonly gone: Promise<never>;
  end(why: AppError): void;
};

const REASON = 'zhanggui.locked';
const REASONS: readonly LockReason[] = ['hand', 'idle', 'hidden', 'slept'];

/** The vault's thread, this tab's right to it, and what it is known to hold. */
export class VaultClient {
  readonly lock = new VaultLock(() => this.#wasTaken());
  readonly #gate: Gate;
  readonly #listeners = new Set<(state: VaultState) => void>();
  /** Ends whatever could write. */
  #onTaken = () => {};
  #state: VaultState = { is: 'looking' };
  #thread: Promise<Thread> | null = null;
  #ready: Promise<void> | null = null;
  #waiting: AbortController | null = null;

  constructor(gate: Gate) {
    this.#gate = gate;
  }

  get state(): VaultState {
    return this.#state;
  }

  watch(listener: (state: VaultState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state);
    return () => this.#listeners.delete(listener);
  }

  whenTaken(stop: () => void): void {
    this.#onTaken = stop;
  }

  /** The thread, started behind the gate; with it comes a first look. @throws AppError VAULT_TAKEN when it is ended meanwhile */
  async thread(): Promise<Thread> {
    const starting = (this.#thread ??= this.#spawn());
    const thread = await starting;
    // One that was ended while it started looks at nothing.
    if (this.#thread !== starting) return thread.gone;
    await (this.#ready ??= this.#look(thread));
    return thread;
  }

  /** Asks the vault's thread. @throws AppError VAULT_TAKEN when another tab takes the vault before there is an answer */
  async ask<T>(question: (remote: Remoted) => Promise<Result<T>>): Promise<T> {
    const { remote, gone } = await this.thread();
    return unwrap(await Promise.race([question(remote), gone]));
  }

  /** Whether there is data to be asked, saved or in memory. */
  isAdmitted(): boolean {
    return this.#state.is === 'open' || this.#state.is === 'memory';
  }

  /** @throws AppError VAULT_LOCKED, VAULT_TAKEN, or why it cannot be opened, where there is data that is not open here */
  admit(): void {
    if (this.#state.is === 'locked' || this.#state.is === 'looking') throw new AppError('VAULT_LOCKED', {});
    if (this.#state.is === 'elsewhere') throw new AppError('VAULT_TAKEN', {});
    if (this.#state.is === 'failed') throw this.#state.error;
  }

  say(state: VaultState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  /** The vault is open in this tab: remembers it, and asks the browser not to clear it by itself. */
  opened(sight: Sight, change: Partial<VaultMark> = {}): void {
    const { vault, storage } = sight;
    if (!vault || !storage) return;
    const { vaultId, ways } = vault;
    const known = readMark();
    const fresh: VaultMark = { vaultId, savedAt: new Date().toISOString(), backedUpAt: null };
    const mark = { ...(known?.vaultId === vaultId ? known : fresh), ...change };
    writeMark(mark);
    const persisted = this.#state.is === 'open' ? this.#state.persisted : null;
    this.say({ is: 'open', storage, ways, mark, persisted });
    if (persisted === null) void this.#persist();
  }

  /** Another fact to remember of the open vault. */
  marked(change: Partial<VaultMark>): void {
    if (this.#state.is !== 'open') return;
    const mark = { ...this.#state.mark, ...change };
    writeMark(mark);
    this.say({ ...this.#state, mark });
  }

  /** There is no vault any more. */
  emptied({ storage }: Sight): void {
    writeMark(null);
    this.lock.release();
    this.say({ is: 'memory', storage, lost: null });
  }

  /** Takes the vault from the tab that has it. @throws AppError as `thread` */
  async takeOver(): Promise<void> {
    this.#waiting?.abort();
    await this.lock.steal();
    this.#ready = null;
    await this.thread();
  }

  /** Ends the thread, and the keys with it. */
  async end(why: AppError = new AppError('VAULT_LOCKED', {})): Promise<void> {
    const ending = this.#thread;
    this.#thread = null;
    this.#ready = null;
    (await ending?.catch(() => null))?.end(why);
  }

  async #spawn(): Promise<Thread> {
    try {
      await this.#gate.pass();
      const worker = new Worker(new URL('../../workers/vault/vault.worker.ts', import.meta.url), {
        type: 'module',
        name: 'vault',
      });
      this.#gate.admit(await askTrial(worker, PATIENCE.start));
      return endable(worker);
    } catch (thrown) {
      this.#thread = null;
      throw thrown;
    }
  }

  async #look({ remote, gone }: Thread): Promise<void> {
    const looking = this.#thread;
    await this.lock.look(async () => {
      if (this.#thread !== looking) return gone;
      if (!(await this.lock.take())) {
        const { state } = this;
        this.say({ is: 'elsewhere', taken: state.is === 'elsewhere' && state.taken });
        this.#waitForTurn();
        return;
      }
      // The vault may be taken, and this thread ended, while it looks; the turn to look passes on all the same.
      const state = await Promise.race([this.#see(remote), gone]);
      this.say(state);
      if (state.is === 'memory') this.lock.release();
    });
  }

  async #see(remote: Remoted): Promise<VaultState> {
    try {
      const { storage, vault } = unwrap(await remote.look());
      const mark = readMark();
      if (!vault || !storage) return { is: 'memory', storage, lost: mark };
      const known = mark?.vaultId === vault.vaultId ? mark : null;
      return { is: 'locked', storage, ways: vault.ways, reason: takeReason(), mark: known };
    } catch (thrown) {
      return { is: 'failed', error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
    }
  }

  /** The tab that has the vault may end: then this one is next. */
  #waitForTurn(): void {
    this.#waiting?.abort();
    const waiting = new AbortController();
    this.#waiting = waiting;
    const turn = async () => {
      await this.lock.wait(waiting.signal);
      this.#ready = null;
      await this.thread();
    };
    turn().catch(() => undefined); // given up because this tab takes the vault over
  }

  async #persist(): Promise<void> {
    const persisted = await askToKeep();
    if (this.#state.is === 'open') this.say({ ...this.#state, persisted });
  }

  #wasTaken(): void {
    this.#onTaken();
    void this.end(new AppError('VAULT_TAKEN', {}));
    this.say({ is: 'elsewhere', taken: true });
    this.#waitForTurn();
  }
}

/** A thread whose end is told to whoever waits for it. */
function endable(worker: Worker): Thread {
  let fail: (why: AppError) => void = () => undefined;
  const gone = new Promise<never>((_, reject) => (fail = reject));
  gone.catch(() => undefined);
  const end = (why: AppError) => {
    worker.terminate();
    fail(why);
  };
  return { worker, remote: wrap<Guarded<VaultApi>>(worker), gone, end };
}

/** Whether the browser promises not to clear this origin by itself; null where it cannot be asked. */
async function askToKeep(): Promise<boolean | null> {
  try {
    return await navigator.storage.persist();
  } catch {
    return null;
  }
}

/** Remembers across the loading of the page why it is locked. */
export function noteReason(reason: LockReason): void {
  sessionStorage.setItem(REASON, reason);
}

function takeReason(): LockReason {
  const noted = sessionStorage.getItem(REASON);
  sessionStorage.removeItem(REASON);
  return REASONS.find((reason) => reason === noted) ?? 'start';
}

import { PATIENCE, type ThreadTrial } from '../domain/contracts/channels.ts';
import { AppError, isNotKept } from '../domain/contracts/errors.ts';
import { unwrap, type Result } from '../domain/contracts/result.ts';
import { Announcer } from './announcer.ts';
import { askTrial } from './ask-trial.ts';
import { spawnEngine, type EngineRemote, type EngineThread } from './engine-thread.ts';
import type { CallOptions } from './call-options.ts';
import type { Gate } from './engine.ts';
import { Quiet } from './quiet.ts';
import type { VaultClient } from './vault-client.ts';

/** How a call that changes nothing behaves when things go wrong. */
type Manner = { again: boolean; gently?: boolean };
type Question<T> = (remote: EngineRemote, job: string) => Promise<Result<T>>;

/** A cancelled call that still holds the engine after this long costs it its thread. */
const CANCEL_PATIENCE_MS = 1000;

const GUARDING = { 'zh-CN': '检查防外传保护', en: 'Testing the guards against sending' };
const RESTORING = { 'zh-CN': '正在从最近一次提交恢复', en: 'Restoring from the last commit' };
const REOPENING = { 'zh-CN': '正在打开保存的数据', en: 'Opening the saved data' };

/** Starts, watches and if need be replaces the engine's thread; the vault's thread holds what is committed. */
export class EngineClient {
  readonly announcer = new Announcer();
  readonly #gate: Gate;
  readonly #vault: VaultClient;
  #running: EngineThread | null = null;
  #calls = 0;
  /** Jobs that change data and are under way: another's cancel must not end them. */
  readonly #changes = new Set<string>();
  readonly #quiet = new Quiet();

  constructor(gate: Gate, vault: VaultClient) {
    this.#gate = gate;
    this.#vault = vault;
    vault.whenTaken(() => this.stop());
  }

  /** @throws AppError VAULT_LOCKED, VAULT_TAKEN while there is data that is not open here; the engine then waits for it */
  async start(): Promise<EngineThread> {
    const { worker } = await this.#passGate();
    const running = this.#spawned();
    try {
      return await this.#openData(running, worker);
    } catch (thrown) {
      // Ended on purpose to begin anew: whoever waited for it waits for the next.
      if (isDeath(thrown) && this.#running !== running) return this.start();
      throw thrown;
    }
  }

  async #openData(running: EngineThread, vault: Worker): Promise<EngineThread> {
    if (!this.#vault.isAdmitted()) {
      await running.started;
      // It may have been opened meanwhile.
      if (!this.#vault.isAdmitted() && this.#running === running) this.announcer.sayState({ is: 'idle' });
    }
    this.#vault.admit();
    await this.#survive(running, running.open(vault));
    return running;
  }

  /** Ends the engine's thread, and with it whatever it holds. */
  stop(): void {
    const running = this.#running;
    if (!running) return;
    this.#running = null;
    running.worker.terminate();
    running.end('the thread was ended');
    this.announcer.sayState({ is: 'idle' });
  }

  /** Opens the data that the vault has given free, with the engine that waited for it. */
  async open(): Promise<void> {
    await this.start();
    this.announcer.sayDataChanged();
  }

  /** Starts anew on what the vault holds now. */
  async reopen(): Promise<void> {
    this.stop();
    this.announcer.sayState({ is: 'restarting', reason: REOPENING });
    await this.open();
  }

  /** Runs `work` while no change is under way; those that come wait until it has ended. */
  whileQuiet<T>(work: () => Promise<T>): Promise<T> {
    return this.#quiet.hold(work);
  }

  /** The engine starts the reader, so it is the engine that asks it. */
  async tryThreads(): Promise<ThreadTrial[]> {
    const { worker: vault } = await this.#passGate();
    const { worker, remote, started } = this.#spawned();
    await started;
    const reader = async () => unwrap(await remote.tryReader());
    return Promise.all([askTrial(worker, PATIENCE.asked), reader(), askTrial(vault, PATIENCE.asked)]);
  }

  /** Asks the engine what changes nothing; a dead engine is replaced and asked again, unless this killed it. */
  ask<T>(question: (remote: EngineRemote) => Promise<Result<T>>): Promise<T> {
    return this.#ask(({ remote }) => question(remote), true);
  }

  /** A call that changes nothing and can be stopped: at once for the caller, within a second for the engine. */
  follow<T>(question: Question<T>, options: CallOptions = {}): Promise<T> {
    return this.#follow(question, options, { again: true });
  }

  /** As `follow`, but the engine may take its time to stop: a lost thread would delay the newer question more. */
  overtake<T>(question: Question<T>, options: CallOptions = {}): Promise<T> {
    return this.#follow(question, options, { again: true, gently: true });
  }

  /** A call that changes data: no other call's cancel ends it, and whoever watches the data hears of it. */
  async change<T>(question: Question<T>, options: CallOptions = {}): Promise<T> {
    try {
      return await this.#quiet.change(() => this.#change(question, options));
    } finally {
      this.announcer.sayDataChanged();
    }
  }

  async #change<T>(question: Question<T>, options: CallOptions): Promise<T> {
    let id = '';
    const named: Question<T> = (remote, job) => {
      id = job;
      this.#changes.add(job);
      return question(remote, job);
    };
    try {
      return await this.#follow(named, options, { again: false });
    } catch (thrown) {
      // The engine then holds a change that was not kept: it goes back to what was.
      if (this.#running && isNotKept(thrown)) this.#replace(this.#running, RESTORING);
      throw thrown;
    } finally {
      this.#changes.delete(id);
    }
  }

  /** The first to hear of a death: the call that the engine died of or, where nothing told, the one asked first. */
  async #ask<T>(question: (running: EngineThread) => Promise<Result<T>>, again: boolean): Promise<T> {
    const running = await this.start();
    try {
      return unwrap(await Promise.race([question(running), running.died]));
    } catch (thrown) {
      if (!isDeath(thrown)) throw thrown;
      const isCulprit = this.#running === running && thrown.name === 'EngineDeath';
      this.#replace(running, RESTORING);
      this.#vault.admit(); // ended because another tab took the data: that is what to tell
      if (isCulprit || !again) throw new AppError('ENGINE_CRASHED', {}, { cause: thrown });
      return this.#ask(question, false);
    }
  }

  async #follow<T>(question: Question<T>, { signal }: CallOptions, { again, gently = false }: Manner): Promise<T> {
    const job = `job-${++this.#calls}`;
    let asked: EngineThread | null = null;
    const refuse = () => {
      if (signal?.aborted) throw new AppError('CANCELLED', {});
    };
    refuse();
    const answer = this.#ask((running) => {
      refuse();
      asked = running;
      return question(running.remote, job);
    }, again);
    if (!signal) return answer;
    const cancel = () => {
      if (!asked) return;
      if (gently)
        asked.remote.cancel(job).catch(() => undefined); // one that is gone has stopped, too
      else void this.#cancel(asked, job);
    };
    return Promise.race([answer, this.#stopped(signal, answer, cancel)]);
  }

  #stopped(signal: AbortSignal, answer: Promise<unknown>, cancel: () => void): Promise<never> {
    return new Promise((_, reject) => {
      const stop = () => {
        reject(new AppError('CANCELLED', {}));
        cancel();
      };
      signal.addEventListener('abort', stop, { once: true });
      void answer.catch(() => undefined).finally(() => signal.removeEventListener('abort', stop));
    });
  }

  /** The engine hears a cancel between two slices; one too long costs it its thread, unless that would cost a change. */
  async #cancel(running: EngineThread, job: string): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), CANCEL_PATIENCE_MS);
    });
    const heard = running.remote.cancel(job).then(
      () => 'heard' as const,
      () => 'heard' as const,
    );
    const outcome = await Promise.race([heard, patience]);
    clearTimeout(timer);
    const spares = [...this.#changes].some((change) => change !== job);
    if (outcome === 'late' && !spares) this.#replace(running, RESTORING);
  }

  #replace(dead: EngineThread, reason: { 'zh-CN': string; en: string }): void {
    if (this.#running !== dead) return;
    dead.worker.terminate();
    this.#running = null;
    dead.end('the thread was replaced');
    this.announcer.sayState({ is: 'restarting', reason });
    this.start().then(
      () => this.announcer.sayDataChanged(),
      () => undefined, // the state says so
    );
  }

  /** Nothing is started before the page has shown its guards, and no data is opened before the vault has. */
  async #passGate(): Promise<{ worker: Worker }> {
    if (this.#vault.state.is === 'looking')
      this.announcer.sayState({ is: 'starting', phase: GUARDING, done: 0, total: null });
    try {
      return await this.#vault.thread();
    } catch (thrown) {
      this.#fail(thrown);
      throw thrown;
    }
  }

  #spawned(): EngineThread {
    if (this.#running) return this.#running;
    const running = spawnEngine(this.#gate, this.announcer);
    this.#running = running;
    void this.#survive(running, running.started).catch(() => undefined); // the state says so
    return running;
  }

  /** A thread that cannot start or open its data is given up, and said to have failed. */
  async #survive(running: EngineThread, step: Promise<void>): Promise<void> {
    try {
      await step;
    } catch (thrown) {
      running.worker.terminate();
      if (this.#running === running) {
        this.#running = null;
        this.#fail(thrown);
      }
      throw thrown;
    }
  }

  #fail(thrown: unknown): void {
    this.announcer.sayState({ is: 'failed', error: thrown instanceof Error ? thrown : new Error(String(thrown)) });
  }
}

const isDeath = (thrown: unknown): thrown is Error =>
  thrown instanceof Error && (thrown.name === 'EngineDeath' || thrown.name === 'EngineGone');

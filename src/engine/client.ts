import { proxy, transfer, wrap, type Remote } from 'comlink';
import { AppError } from '../domain/contracts/errors.ts';
import type { ThreadTrial } from '../domain/contracts/channels.ts';
import type { MetricAnswer } from '../domain/contracts/metric.ts';
import { fromErrorInfo, unwrap, type Result } from '../domain/contracts/result.ts';
import { decodeRows } from '../domain/sql/decode-columns.ts';
import type { EngineApi } from '../../workers/engine/engine.worker.ts';
import type { Guarded } from '../../workers/shared/guard.ts';
import { Announcer } from './announcer.ts';
import { askTrial } from './ask-trial.ts';
import type { CallOptions, Engine, Gate, MetricOutcome } from './engine.ts';
import { watchDeath, type DeathWatch } from './watch-death.ts';
import { watchStart } from './watch-start.ts';

type Remoted = Remote<Guarded<EngineApi>>;
type Running = DeathWatch & { remote: Remoted; worker: Worker; opened: Promise<void> };
/** How a call that changes nothing behaves when things go wrong. */
type Manner = { again: boolean; gently?: boolean };

/** A cancelled call that still holds the engine after this long costs it its thread. */
const CANCEL_PATIENCE_MS = 1000;
const MEMORY_LIMIT = '2800MB';
/** Rows a script gets at most. */
const MOST_ROWS = 10_000;

const LOADING = {
  'zh-CN': '下载计算引擎（只此一次，之后离线可用）',
  en: 'Fetching the engine (once; offline afterwards)',
};
const GUARDING = { 'zh-CN': '检查防外传保护', en: 'Testing the guards against sending' };
const OPENING = { 'zh-CN': '启动计算引擎', en: 'Starting the engine' };
const RESTORING = { 'zh-CN': '正在从最近一次提交恢复', en: 'Restoring from the last commit' };

/** Starts, watches and if need be replaces the engine's thread; the vault's thread holds what is committed. */
class EngineClient {
  readonly announcer = new Announcer();
  readonly #gate: Gate;
  /** The vault's thread, once the guards are known to be active. */
  #vault: Promise<Worker> | null = null;
  #running: Running | null = null;
  #calls = 0;
  /** Jobs that change data and are under way: another's cancel must not end them. */
  readonly #changes = new Set<string>();

  constructor(gate: Gate) {
    this.#gate = gate;
  }

  async start(): Promise<Running> {
    const vault = await (this.#vault ??= this.#passGate());
    this.#running ??= this.#spawn(vault);
    const running = this.#running;
    await running.opened;
    return running;
  }

  /** The engine starts the reader, so it is the engine that asks it. */
  async tryThreads(): Promise<ThreadTrial[]> {
    const { worker } = await this.start();
    const vault = await (this.#vault ?? this.#passGate());
    return Promise.all([askTrial(worker), this.ask((remote) => remote.tryReader()), askTrial(vault)]);
  }

  /** Asks the engine what changes nothing; a dead engine is replaced and asked again, unless this killed it. */
  ask<T>(question: (remote: Remoted) => Promise<Result<T>>): Promise<T> {
    return this.#ask(({ remote }) => question(remote), true);
  }

  /** A call that changes nothing and can be stopped: at once for the caller, within a second for the engine. */
  follow<T>(question: (remote: Remoted, job: string) => Promise<Result<T>>, options: CallOptions = {}): Promise<T> {
    return this.#follow(question, options, { again: true });
  }

  /** As `follow`, but the engine may take its time to stop: a lost thread would delay the newer question more. */
  overtake<T>(question: (remote: Remoted, job: string) => Promise<Result<T>>, options: CallOptions = {}): Promise<T> {
    return this.#follow(question, options, { again: true, gently: true });
  }

  /** A call that changes data: no other call's cancel ends it, and whoever watches the data hears of it. */
  async change<T>(
    question: (remote: Remoted, job: string) => Promise<Result<T>>,
    options: CallOptions = {},
  ): Promise<T> {
    let id = '';
    const named = (remote: Remoted, job: string) => {
      id = job;
      this.#changes.add(job);
      return question(remote, job);
    };
    try {
      return await this.#follow(named, options, { again: false });
    } finally {
      this.#changes.delete(id);
      this.announcer.sayDataChanged();
    }
  }

  /** The first to hear of a death: the call that the engine died of or, where nothing told, the one asked first. */
  async #ask<T>(question: (running: Running) => Promise<Result<T>>, again: boolean): Promise<T> {
    const running = await this.start();
    try {
      return unwrap(await Promise.race([question(running), running.died]));
    } catch (thrown) {
      if (!(thrown instanceof Error) || (thrown.name !== 'EngineDeath' && thrown.name !== 'EngineGone')) throw thrown;
      const isCulprit = this.#running === running && thrown.name === 'EngineDeath';
      this.#replace(running, RESTORING);
      if (isCulprit || !again) throw new AppError('ENGINE_CRASHED', {}, { cause: thrown });
      return this.#ask(question, false);
    }
  }

  async #follow<T>(
    question: (remote: Remoted, job: string) => Promise<Result<T>>,
    { signal }: CallOptions,
    { again, gently = false }: Manner,
  ): Promise<T> {
    const job = `job-${++this.#calls}`;
    let asked: Running | null = null;
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
  async #cancel(running: Running, job: string): Promise<void> {
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

  #replace(dead: Running, reason: { 'zh-CN': string; en: string }): void {
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
  async #passGate(): Promise<Worker> {
    this.announcer.sayState({ is: 'starting', phase: GUARDING, done: 0, total: null });
    try {
      await this.#gate.pass();
      const vault = new Worker(new URL('../../workers/vault/vault.worker.ts', import.meta.url), {
        type: 'module',
        name: 'vault',
      });
      this.#gate.admit(await askTrial(vault));
      return vault;
    } catch (thrown) {
      this.#vault = null;
      this.#fail(thrown);
      throw thrown;
    }
  }

  #fail(thrown: unknown): void {
    this.announcer.sayState({ is: 'failed', error: thrown instanceof Error ? thrown : new Error(String(thrown)) });
  }

  #spawn(vault: Worker): Running {
    this.announcer.sayState({ is: 'starting', phase: LOADING, done: 0, total: null });
    const worker = new Worker(new URL('../../workers/engine/engine.worker.ts', import.meta.url), {
      type: 'module',
      name: 'engine',
    });
    const remote = wrap<Guarded<EngineApi>>(worker);
    const { died, end } = watchDeath(worker, (lock) => remote.live(lock));
    const opened = this.#open({ remote, worker, died }, vault);
    const running: Running = { remote, worker, died, end, opened };
    running.opened.catch((thrown: unknown) => {
      worker.terminate();
      if (this.#running === running) this.#running = null;
      this.#fail(thrown);
    });
    return running;
  }

  async #open({ remote, worker, died }: Pick<Running, 'remote' | 'worker' | 'died'>, vault: Worker): Promise<void> {
    const { port1, port2 } = new MessageChannel();
    vault.postMessage({ port: port1 }, [port1]);
    const watchdog = watchStart();
    const say = (done: number, total: number) => {
      watchdog.hear();
      const phase = total > 0 && done >= total ? OPENING : LOADING;
      this.announcer.sayState({ is: 'starting', phase, done, total: total > 0 ? total : null });
    };
    const open = async () => {
      this.#gate.admit(await askTrial(worker));
      const follow = proxy({ onProgress: say, whenStored: () => this.#gate.whenStored(say) });
      return remote.open(transfer(port2, [port2]), MEMORY_LIMIT, follow);
    };
    try {
      unwrap(await Promise.race([open(), died, watchdog.silence]));
    } finally {
      watchdog.stop();
    }
    this.announcer.sayState({ is: 'ready' });
  }
}

const QUIET = () => undefined;

function toOutcome(result: Result<MetricAnswer>): MetricOutcome {
  return result.ok ? result : { ok: false, error: fromErrorInfo(result.error) };
}

/** The one door to the workers. */
export function connectEngine(gate: Gate): Engine {
  const client = new EngineClient(gate);
  return {
    start: async () => {
      await client.start();
    },
    tryThreads: () => client.tryThreads(),
    watchState: (listener) => client.announcer.watchState(listener),
    watchData: (listener) => client.announcer.watchData(listener),

    previewFile: (file, options = {}) => client.ask((remote) => remote.previewFile(file, options)),
    importFile: (file, options = {}, call = {}) =>
      client.change((remote, job) => remote.importFile(job, { file, options }, proxy(call.onProgress ?? QUIET)), call),
    draftMapping: (file, options = {}) => client.ask((remote) => remote.draftMapping(file, options)),
    undoImport: (importId) => client.change((remote) => remote.undoImport(importId)),
    listImports: () => client.ask((remote) => remote.listImports()),
    rejectedRows: (importId) => client.ask((remote) => remote.rejectedRows(importId)),
    loadSampleShop: (options = {}, call = {}) =>
      client.change((remote, job) => remote.loadSampleShop(job, options, proxy(call.onProgress ?? QUIET)), call),
    clearAll: () => client.change((remote) => remote.clearAll()),

    catalogue: () => client.ask((remote) => remote.catalogue()),
    queryMetric: (query, call) => client.follow((remote, job) => remote.queryMetric(job, query), call),
    queryMetrics: async (queries, call) =>
      (await client.overtake((remote, job) => remote.queryMetrics(job, queries), call)).map(toOutcome),
    traceNumber: (query, target, call) => client.follow((remote, job) => remote.traceNumber(job, query, target), call),
    queryOrders: (query, call) => client.follow((remote, job) => remote.queryOrders(job, query), call),
    runAnalysis: (id, params, call) => client.follow((remote, job) => remote.runAnalysis(job, id, params), call),
    sql: async (text, call) => {
      const started = performance.now();
      const ipc = await client.follow((remote, job) => remote.sql(job, text), call);
      const { columns, rows, total } = decodeRows(ipc, MOST_ROWS);
      return { columns, rows, truncated: total > rows.length, millis: Math.round(performance.now() - started) };
    },
    diagnostics: () =>
      Promise.resolve({
        engine: client.announcer.state.is,
        userAgent: navigator.userAgent,
        cores: navigator.hardwareConcurrency,
      }),
  };
}

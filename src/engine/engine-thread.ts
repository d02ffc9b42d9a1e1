import { proxy, transfer, wrap, type Remote } from 'comlink';
import type { EngineApi } from '../../workers/engine/engine.worker.ts';
import type { Guarded } from '../../workers/shared/guard.ts';
import { PATIENCE } from '../domain/contracts/channels.ts';
import { unwrap } from '../domain/contracts/result.ts';
import type { Announcer } from './announcer.ts';
import { askTrial } from './ask-trial.ts';
import type { Gate } from './engine.ts';
import { watchDeath, type DeathWatch } from './watch-death.ts';
import { watchStart } from './watch-start.ts';

export type EngineRemote = Remote<Guarded<EngineApi>>;

/** One life of the engine. `started`: its module is there, which needs no data. */
export type EngineThread = DeathWatch & {
  readonly remote: EngineRemote;
  readonly worker: Worker;
  readonly started: Promise<void>;
  /** Has it open the data that the vault's thread leads to; once, however often it is asked. */
  open(vault: Worker): Promise<void>;
};

const MEMORY_LIMIT = '2800MB';
const LOADING = {
  'zh-CN': '下载计算引擎（只此一次，之后离线可用）',
  en: 'Fetching the engine (once; offline afterwards)',
};
const OPENING = { 'zh-CN': '启动计算引擎', en: 'Starting the engine' };

/** Starts the engine's thread behind the gate. */
export function spawnEngine(gate: Gate, announcer: Announcer): EngineThread {
  announcer.sayState({ is: 'starting', phase: LOADING, done: 0, total: null });
  const worker = new Worker(new URL('../../workers/engine/engine.worker.ts', import.meta.url), {
    type: 'module',
    name: 'engine',
  });
  const remote = wrap<Guarded<EngineApi>>(worker);
  const { died, end } = watchDeath(worker, (lock) => remote.live(lock));
  /** Fails when the thread dies, or is silent for too long. */
  const watched = async (work: (hear: () => void) => Promise<void>) => {
    const watchdog = watchStart();
    try {
      await Promise.race([work(() => watchdog.hear()), died, watchdog.silence]);
    } finally {
      watchdog.stop();
    }
  };
  const start = async (hear: () => void) => {
    const say = (done: number, total: number) => {
      hear();
      const phase = total > 0 && done >= total ? OPENING : LOADING;
      announcer.sayState({ is: 'starting', phase, done, total: total > 0 ? total : null });
    };
    gate.admit(await askTrial(worker, PATIENCE.start));
    unwrap(await remote.start(proxy({ onProgress: say, whenStored: () => gate.whenStored(say) })));
  };
  const open = async (vault: Worker, hear: () => void) => {
    announcer.sayState({ is: 'starting', phase: OPENING, done: 0, total: null });
    const { port1, port2 } = new MessageChannel();
    vault.postMessage({ port: port1 }, [port1]);
    unwrap(await remote.open(transfer(port2, [port2]), MEMORY_LIMIT, proxy(hear)));
    announcer.sayState({ is: 'ready' });
  };
  const started = watched(start);
  let opened: Promise<void> | null = null;
  return {
    remote,
    worker,
    died,
    end,
    started,
    open: (vault) => (opened ??= started.then(() => watched((hear) => open(vault, hear)))),
  };
}

import { proxy, releaseProxy, wrap } from 'comlink';
import { PATIENCE, type ThreadTrial } from '../../src/domain/contracts/channels.ts';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { unwrap, type Result } from '../../src/domain/contracts/result.ts';
import type { ReaderApi } from '../reader/reader.worker.ts';
import type { Guarded } from '../shared/guard.ts';
import type { SourceReader } from './import/source-reader.ts';

/** A reader that shows no sign of progress for this long is given up. */
const STALL_SECONDS = 10;
/** Old workbooks are parsed in one go, without a sign of life in between. */
const OLD_WORKBOOK_SECONDS = 40;
const OLD_WORKBOOK = /\.(xls|xlsb|ods|et)$/i;

/** Fails what is waited for when nothing is heard for too long; every sign of life starts the time anew. */
class Watchdog {
  readonly #waiting = new Set<(error: Error) => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly #seconds: number;

  constructor(readonly fileName: string) {
    this.#seconds = OLD_WORKBOOK.test(fileName) ? OLD_WORKBOOK_SECONDS : STALL_SECONDS;
  }

  hear(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.size === 0) return;
    this.#timer = setTimeout(() => {
      const error = new AppError('READER_STALLED', { file: this.fileName, seconds: this.#seconds });
      for (const fail of this.#waiting) fail(error);
    }, this.#seconds * 1000);
  }

  async watch<T>(answer: Promise<T>): Promise<T> {
    let fail: (error: Error) => void = () => undefined;
    const stalled = new Promise<never>((_, reject) => (fail = reject));
    this.#waiting.add(fail);
    this.hear();
    try {
      return await Promise.race([answer, stalled]);
    } finally {
      this.#waiting.delete(fail);
      if (this.#waiting.size === 0) clearTimeout(this.#timer);
    }
  }
}

/** Has a fresh reader try its ways out. */
export async function tryReader(): Promise<ThreadTrial> {
  const worker = startReader();
  try {
    return await new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }: MessageEvent<ThreadTrial>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage({ probe: port2, patience: PATIENCE.asked }, [port2]);
    });
  } finally {
    worker.terminate();
  }
}

function startReader(): Worker {
  return new Worker(new URL('../reader/reader.worker.ts', import.meta.url), { type: 'module', name: 'reader' });
}

/** A reader in a fresh thread, thrown away after its file: what it allocated goes with it, and so does a hostile file. */
export function spawnReader(): SourceReader {
  const worker = startReader();
  const remote = wrap<Guarded<ReaderApi>>(worker);
  let dog = new Watchdog('');
  const died = new Promise<never>((_, reject) => {
    worker.onerror = (event) => reject(new AppError('FILE_UNREADABLE', { file: dog.fileName, reason: event.message }));
  });
  died.catch(() => undefined);
  const heard = remote.onProgress(proxy(() => dog.hear()));
  heard.catch(() => undefined);
  const ask = async <T>(answer: Promise<Result<T>>): Promise<T> =>
    unwrap(await dog.watch(Promise.race([answer, died])));
  return {
    inspect: (file, options) => {
      dog = new Watchdog(file.name);
      return ask(remote.inspect(file, options));
    },
    digest: (file) => ask(remote.digest(file)),
    open: (file, request, rules) => ask(remote.open(file, request, rules)),
    next: () => ask(remote.next()),
    dispose: () => {
      remote[releaseProxy]();
      worker.terminate();
    },
  };
}

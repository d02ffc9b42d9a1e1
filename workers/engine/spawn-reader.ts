import { proxy, releaseProxy, wrap } from 'comlink';
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

/** Fails when nothing is heard for too long; every sign of life starts the time anew. */
class Watchdog {
  #fail: ((error: Error) => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly #seconds: number;

  constructor(readonly fileName: string) {
    this.#seconds = OLD_WORKBOOK.test(fileName) ? OLD_WORKBOOK_SECONDS : STALL_SECONDS;
  }

  hear(): void {
    clearTimeout(this.#timer);
    if (this.#fail === null) return;
    const fail = this.#fail;
    this.#timer = setTimeout(
      () => fail(new AppError('READER_STALLED', { file: this.fileName, seconds: this.#seconds })),
      this.#seconds * 1000,
    );
  }

  async watch<T>(answer: Promise<T>): Promise<T> {
    const stalled = new Promise<never>((_, reject) => {
      this.#fail = reject;
      this.hear();
    });
    try {
      return await Promise.race([answer, stalled]);
    } finally {
      this.#fail = null;
      clearTimeout(this.#timer);
    }
  }
}

/** A reader in a fresh thread, thrown away after its file: what it allocated goes with it, and so does a hostile file. */
export function spawnReader(): SourceReader {
  const worker = new Worker(new URL('../reader/reader.worker.ts', import.meta.url), { type: 'module', name: 'reader' });
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
    open: (file, request) => ask(remote.open(file, request)),
    next: () => ask(remote.next()),
    dispose: () => {
      remote[releaseProxy]();
      worker.terminate();
    },
  };
}

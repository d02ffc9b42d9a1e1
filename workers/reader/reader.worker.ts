import { expose, transfer } from 'comlink';
import type { CellBatch, CellRules } from '../../src/domain/contracts/cells.ts';
import type { SourceInspection, SourceOptions, StreamRequest } from '../../src/domain/contracts/source.ts';
import { guard } from '../shared/guard.ts';
import { answerProbes, insistOnSeal } from '../shared/probe.ts';
import { digestFile } from './digest-file.ts';
import { onHeartbeat } from './heartbeat.ts';
import { type OpenedSource, openSource } from './open-source.ts';
import { shapeBatches } from './shape/shape-batches.ts';

answerProbes('reader');
/** Nothing is read before this thread has seen its ways out closed. */
const sealed = insistOnSeal('reader');
sealed.catch(() => undefined);

let opened: { file: File; options: SourceOptions; source: OpenedSource } | null = null;
let batches: AsyncGenerator<CellBatch, void> | null = null;
/** The batch that is read ahead while the engine works on the one before. */
let ahead: Promise<IteratorResult<CellBatch, void>> | null = null;

const isSame = (a: File, b: File): boolean =>
  a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;

async function sourceOf(file: File, options: SourceOptions): Promise<OpenedSource> {
  await sealed;
  if (
    opened !== null &&
    isSame(opened.file, file) &&
    opened.options.encoding === options.encoding &&
    opened.options.delimiter === options.delimiter
  ) {
    return opened.source;
  }
  opened = { file, options, source: await openSource(file, file.name, options) };
  return opened.source;
}

function readAhead(): void {
  ahead = batches?.next() ?? null;
  // A failure is for the call that takes the batch.
  ahead?.catch(() => undefined);
}

const handlers = {
  /** Tables of a file, from its head. */
  inspect: async (file: File, options: SourceOptions): Promise<SourceInspection> =>
    (await sourceOf(file, options)).inspection,

  /** Lower-case hex SHA-256; `inspect` leaves it empty for files that take long. */
  digest: (file: File): Promise<string> => digestFile(file),

  /** Starts reading one table; the encoding and delimiter of the request are those `inspect` was asked with. */
  open: async (file: File, request: StreamRequest, rules: CellRules): Promise<void> => {
    const { encoding, delimiter } = request;
    const known = opened !== null && isSame(opened.file, file) ? opened.source : null;
    const source = known ?? (await sourceOf(file, { ...(encoding && { encoding }), ...(delimiter && { delimiter }) }));
    batches = shapeBatches(source.stream(request), rules);
    readAhead();
  },

  /** The next batch, its bytes transferred; null after the last. */
  next: async (): Promise<CellBatch | null> => {
    const result = await ahead;
    if (result === null || result.done === true) return null;
    readAhead();
    return result.value;
  },

  close: async (): Promise<void> => {
    const open = batches;
    batches = ahead = opened = null;
    await open?.return(undefined);
  },

  /** Calls back at most about four times a second while bytes go through. */
  onProgress: (callback: () => void): Promise<void> => {
    let last = 0;
    onHeartbeat(() => {
      const now = performance.now();
      if (now - last < 250) return;
      last = now;
      callback();
    });
    return Promise.resolve();
  },
};

export type ReaderApi = typeof handlers;

const guarded = guard(handlers);

expose({
  ...guarded,
  next: async () => {
    const result = await guarded.next();
    if (!result.ok || result.value === null) return result;
    const { bytes, contacts } = result.value;
    return transfer(result, contacts ? [bytes.buffer, contacts.buffer] : [bytes.buffer]);
  },
});

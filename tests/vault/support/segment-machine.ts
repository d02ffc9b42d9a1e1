import { pagedFiles } from '../../../workers/vault/paged-files.ts';
import { SegmentStore, type WritableFolder } from '../../../workers/vault/segment-store.ts';
import type { Crash, Machine } from './machine.ts';
import type { Random } from './random.ts';
import { SMALL_PAGE_BYTES, testLocks } from './test-locks.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** One call to the folder. `close` shows a stream's bytes as the file's; nothing else of a stream is ever seen. */
export type FolderCall =
  { kind: 'create'; name: string } | { kind: 'close'; name: string; bytes: Bytes } | { kind: 'remove'; name: string };

/** Files that are surely there, and calls of a killed process that the disk may yet lose. */
export type FolderState = { readonly durable: ReadonlyMap<string, Bytes>; readonly waiting: readonly FolderCall[] };

/** The calls that count as durable once they have returned; a broken protocol is planted by others. */
export type Durable = (call: FolderCall) => boolean;

/** A folder in memory that shows what writable streams show, and writes down each call before it carries it out. */
export class JournalFolder implements WritableFolder {
  readonly journal: FolderCall[] = [];
  readonly #files: Map<string, Bytes>;

  constructor({ durable, waiting }: FolderState) {
    this.#files = new Map(durable);
    for (const call of waiting) carryOut(this.#files, call);
  }

  async getFileHandle(name: string, { create }: { create: boolean }) {
    if (!this.#files.has(name)) {
      if (!create) throw new DOMException('absent', 'NotFoundError');
      this.#call({ kind: 'create', name });
    }
    return {
      getFile: async () => ({ arrayBuffer: async () => (this.#files.get(name) ?? new Uint8Array(0)).slice().buffer }),
      createWritable: async () => {
        let bytes: Bytes = new Uint8Array(0);
        return {
          write: async (more: Bytes) => {
            bytes = new Uint8Array([...bytes, ...more]);
          },
          close: async () => this.#call({ kind: 'close', name, bytes }),
          abort: async () => undefined,
        };
      },
    };
  }

  async *keys(): AsyncGenerator<string> {
    yield* [...this.#files.keys()];
  }

  async removeEntry(name: string): Promise<void> {
    if (!this.#files.has(name)) throw new DOMException('absent', 'NotFoundError');
    this.#call({ kind: 'remove', name });
  }

  #call(call: FolderCall): void {
    this.journal.push(call);
    carryOut(this.#files, call);
  }
}

/** Files as segments behind writable streams: a closed stream is durable, a closing one is there whole or not at all. */
export function segmentMachine(isDurable: Durable = ({ kind }) => kind === 'close'): Machine<FolderState> {
  return {
    empty: { durable: new Map(), waiting: [] },
    start: (start) => {
      const folder = new JournalFolder(start);
      return {
        files: pagedFiles(new SegmentStore(folder, SMALL_PAGE_BYTES), { locks: testLocks(), scope: 'test' }),
        get calls() {
          return folder.journal.length;
        },
        trims: 0,
        crash: (crash) => crashFolder(start, { ...crash, journal: folder.journal, isDurable }),
      };
    },
  };
}

type Moment = Crash & { journal: readonly FolderCall[]; isDurable: Durable };

function crashFolder(start: FolderState, { model, calls, random, journal, isDurable }: Moment): FolderState {
  const durable = new Map(start.durable);
  let waiting = [...start.waiting];
  for (const call of journal.slice(0, calls)) {
    if (!isDurable(call)) {
      waiting.push(call);
      continue;
    }
    carryOut(durable, call);
    // A name's older calls cannot come after its newer one.
    waiting = waiting.filter(({ name }) => name !== call.name);
  }
  const running = journal[calls];
  if (running && random.chance(0.5)) waiting.push(running);
  if (model === 'kill') return { durable, waiting };
  const share = random.next();
  for (const call of waiting) if (random.chance(share)) carryOut(durable, torn(call, random));
  return { durable, waiting: [] };
}

/** Worse than promised: a file that was swapped in may be there before all of its bytes are. */
function torn(call: FolderCall, random: Random): FolderCall {
  if (call.kind !== 'close' || random.chance(0.7)) return call;
  const bytes = call.bytes.slice();
  bytes.fill(0, random.below(bytes.byteLength));
  return { ...call, bytes };
}

function carryOut(files: Map<string, Bytes>, call: FolderCall): void {
  if (call.kind === 'remove') files.delete(call.name);
  else files.set(call.name, call.kind === 'close' ? call.bytes : new Uint8Array(0));
}

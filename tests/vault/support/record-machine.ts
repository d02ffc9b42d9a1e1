import type { PageStore, StoredPages } from '../../../workers/vault/page-store.ts';
import { pagedFiles } from '../../../workers/vault/paged-files.ts';
import type { Machine } from './machine.ts';
import { SMALL_PAGE_BYTES, testLocks } from './test-locks.ts';

type Files = ReadonlyMap<string, StoredPages>;
type Transaction = (files: Files) => Files;

/** What is surely on disk, and transactions of a killed process that may yet be lost, the last ones first. */
export type RecordState = { readonly durable: Files; readonly waiting: readonly Transaction[] };

const carryOut = (files: Files, transactions: readonly Transaction[]): Files =>
  transactions.reduce((before, transaction) => transaction(before), files);

/**
 * Files as records of a database: a transaction is there whole or not at all; one that was acknowledged is on disk, and
 * all before it; were durability relaxed, the disk might lose it again.
 */
export function recordMachine(durability: 'strict' | 'relaxed' = 'strict'): Machine<RecordState> {
  return {
    empty: { durable: new Map(), waiting: [] },
    start: (start) => {
      const journal: Transaction[] = [];
      const files = pagedFiles(journalStore(carryOut(start.durable, start.waiting), journal), {
        locks: testLocks(),
        scope: 'test',
      });
      return {
        files,
        get calls() {
          return journal.length;
        },
        trims: 0,
        crash: ({ model, calls, random }) => {
          const done = [...start.waiting, ...journal.slice(0, calls)];
          const running = random.chance(0.5) ? journal.slice(calls, calls + 1) : [];
          const kept = durability === 'strict' && calls > 0 ? done.length : 0;
          const waiting = [...done.slice(kept), ...running];
          const durable = carryOut(start.durable, done.slice(0, kept));
          if (model === 'kill') return { durable, waiting };
          return { durable: carryOut(durable, waiting.slice(0, random.below(waiting.length + 1))), waiting: [] };
        },
      };
    },
  };
}

function journalStore(found: Files, journal: Transaction[]): PageStore {
  let now = found;
  const transact = (transaction: Transaction) => {
    journal.push(transaction);
    now = transaction(now);
  };
  return {
    pageBytes: SMALL_PAGE_BYTES,
    load: async (name) => copyOf(now.get(name)),
    list: async () => [...now.keys()],
    remove: async (name) => transact((files) => new Map([...files].filter(([other]) => other !== name))),
    save: async (name, { size, cut, changed, pages }) => {
      const records = [...changed].flatMap((number): [number, Uint8Array<ArrayBuffer>][] => {
        const page = pages.get(number);
        return page ? [[number, page.slice()]] : [];
      });
      transact((files) => {
        const kept = [...(files.get(name)?.pages ?? [])].filter(([number]) => number < cut);
        return new Map(files).set(name, { size, pages: new Map([...kept, ...records]) });
      });
    },
  };
}

function copyOf(file: StoredPages | undefined): StoredPages {
  const pages = [...(file?.pages ?? [])].map(([number, page]): [number, Uint8Array<ArrayBuffer>] => [
    number,
    page.slice(),
  ]);
  return { size: file?.size ?? 0, pages: new Map(pages) };
}

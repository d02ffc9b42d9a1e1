import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { PAGE_BYTES, type PageChange, type PageStore, type StoredPages } from './page-store.ts';

interface Schema extends DBSchema {
  files: { key: string; value: { name: string; size: number } };
  pages: { key: [string, number]; value: { name: string; number: number; bytes: Uint8Array<ArrayBuffer> } };
}

type Database = IDBPDatabase<Schema>;
type Change = IDBPTransaction<Schema, ['files', 'pages'], 'readwrite'>;

/** Pages read at once: 4 MiB, since one answer of the browser may not be of any length. */
const BATCH = 64;

const range = (name: string, from: number) => IDBKeyRange.bound([name, from], [name, Infinity]);

/** Files as records of one page each; a change is one transaction that is on disk before it counts as done. */
export class IndexedDbStore implements PageStore {
  readonly pageBytes = PAGE_BYTES;
  readonly #name: string;
  #opened: Promise<Database> | null = null;

  constructor(name: string) {
    this.#name = name;
  }

  async load(name: string): Promise<StoredPages> {
    const database = await this.#open();
    const transaction = database.transaction(['files', 'pages']);
    const file = await transaction.objectStore('files').get(name);
    const pages = new Map<number, Uint8Array<ArrayBuffer>>();
    for (let from = 0, read = BATCH; read === BATCH;) {
      const batch = await transaction.objectStore('pages').getAll(range(name, from), BATCH);
      for (const { number, bytes } of batch) pages.set(number, bytes);
      read = batch.length;
      from = (batch.at(-1)?.number ?? 0) + 1;
    }
    return { size: file?.size ?? 0, pages };
  }

  async save(name: string, { size, cut, changed, pages }: PageChange): Promise<void> {
    const records = [...changed].flatMap((number) => {
      const bytes = pages.get(number)?.slice();
      return bytes ? [{ name, number, bytes }] : [];
    });
    await this.#change((change) => [
      ...(cut < Infinity ? [change.objectStore('pages').delete(range(name, cut))] : []),
      ...records.map((record) => change.objectStore('pages').put(record)),
      change.objectStore('files').put({ name, size }),
    ]);
  }

  async list(): Promise<string[]> {
    const database = await this.#open();
    return database.getAllKeys('files');
  }

  async remove(name: string): Promise<void> {
    await this.#change((change) => [
      change.objectStore('files').delete(name),
      change.objectStore('pages').delete(range(name, 0)),
    ]);
  }

  /** One transaction; rejects with what ended it, such as QuotaExceededError, not with what that did to its requests. */
  async #change(request: (change: Change) => Promise<unknown>[]): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction(['files', 'pages'], 'readwrite', { durability: 'strict' });
    const requests = Promise.allSettled(request(transaction));
    await transaction.done;
    for (const answer of await requests) if (answer.status === 'rejected') throw answer.reason;
  }

  #open(): Promise<Database> {
    if (this.#opened) return this.#opened;
    const forget = () => {
      this.#opened = null;
    };
    const opening = openDB<Schema>(this.#name, 1, {
      upgrade: (database) => {
        database.createObjectStore('files', { keyPath: 'name' });
        database.createObjectStore('pages', { keyPath: ['name', 'number'] });
      },
      // Someone deletes or upgrades it: this connection may not stand in the way.
      blocking: () => {
        forget();
        void opening.then((database) => {
          database.close();
        });
      },
      terminated: forget,
    });
    opening.catch(forget);
    this.#opened = opening;
    return opening;
  }
}

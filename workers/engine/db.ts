import type { OutColumn } from '../../src/domain/contracts/analysis.ts';
import type { BoundStatement } from '../../src/domain/sql/bind-params.ts';
import { decodeColumns, describeResult } from '../../src/domain/sql/decode-columns.ts';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { throwIfAborted } from '../shared/jobs.ts';
import { nextTask } from '../shared/next-task.ts';
import { EngineDeath, EngineGone, explainEngineError } from './engine-error.ts';
import { joinBuffers } from './join-buffers.ts';
import { INBOX, sealEngine, type SealOptions } from './seal.ts';

/** What is used of the engine's blocking bindings; the same in the browser and in Node. */
export type DuckdbBindings = {
  connect(): { useUnsafe<T>(use: (unsafe: unknown, id: number) => T): T };
  disconnect(connection: number): void;
  runQuery(connection: number, text: string): Uint8Array;
  createPrepared(connection: number, text: string): number;
  runPrepared(connection: number, statement: number, params: (string | number | boolean | null)[]): Uint8Array;
  closePrepared(connection: number, statement: number): void;
  startPendingQuery(connection: number, text: string, stream: boolean): Uint8Array | null;
  pollPendingQuery(connection: number): Uint8Array | null;
  cancelPendingQuery(connection: number): boolean;
  fetchQueryResults(connection: number): Uint8Array | null;
  registerFileBuffer(name: string, bytes: Uint8Array): void;
  dropFile(name: string): void;
};

/** What a guest's statement begins with, after comments and brackets. */
const READING_WORDS = 'SELECT, WITH, FROM, VALUES, TABLE, DESCRIBE, SUMMARIZE, SHOW, EXPLAIN, PIVOT, UNPIVOT';
const READS = new RegExp(
  `^(?:\\s|--[^\\n]*\\n|/\\*[\\s\\S]*?\\*/|\\()*(?:${READING_WORDS.replaceAll(', ', '|')})\\b`,
  'i',
);

type Statement = string | BoundStatement;
/** `guest` runs what a user wrote: it shares neither variables nor a transaction with the others. */
type ConnectionName = 'reader' | 'writer' | 'builder' | 'guest';

/**
 * One database, several connections: questions and marts see the last commit while an import writes. Statements run one after another;
 * each is a pending query driven in slices, so that messages (cancel) are heard in between.
 */
export class Database {
  readonly #bindings: DuckdbBindings;
  readonly #connections: Record<ConnectionName, number>;
  /** Values of session variables by the statement that sets them. */
  readonly #variables = new Map<number, Map<string, unknown>>();
  #queue: Promise<unknown> = Promise.resolve();
  #transactions: Promise<unknown> = Promise.resolve();
  #changes = 0;
  /** After a trap the instance may be in any state: what it would answer, or write, cannot be trusted. */
  #isDead = false;
  #batches = 0;

  constructor(bindings: DuckdbBindings, options: SealOptions) {
    this.#bindings = bindings;
    this.#connections = {
      reader: this.#connect(),
      writer: this.#connect(),
      builder: this.#connect(),
      guest: this.#connect(),
    };
    sealEngine(
      (sql) => bindings.runQuery(this.#connections.writer, sql),
      (name) => this.#readSetting(name),
      options,
    );
  }

  /** Arrow IPC of a question. @throws CANCELLED, QUERY_INVALID, ENGINE_OUT_OF_MEMORY. */
  ask(statement: Statement, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return this.#exclusive(() => this.#drive('reader', statement, signal));
  }

  /** A question's typed columns. */
  async query<const O extends readonly OutColumn[]>(statement: BoundStatement, outputs: O, signal?: AbortSignal) {
    return decodeColumns(await this.ask(statement, signal), outputs);
  }

  /** Arrow IPC of one statement that somebody wrote; whatever it is, it changes nothing. @throws QUERY_INVALID, CANCELLED. */
  askAsGuest(text: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    if (!READS.test(text)) return Promise.reject(new AppError('QUERY_INVALID', { reason: READING_WORDS }));
    return this.#exclusive(async () => {
      await this.#drive('guest', 'BEGIN TRANSACTION READ ONLY');
      try {
        this.#refuseSeveral(text);
        return await this.#drive('guest', text, signal);
      } catch (thrown) {
        throw this.#explain(thrown);
      } finally {
        await this.#rollBack('guest'); // nothing was written; the answer or its error counts
      }
    });
  }

  /** Runs a change on the writing connection; its result, if any, as Arrow IPC. */
  write(statement: Statement, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return this.#exclusive(() => this.#drive('writer', statement, signal));
  }

  /** Rows of a small result on the writing connection, inside its transaction; numbers in units. */
  async writtenRows(statement: Statement): Promise<Record<string, string | number | boolean | null>[]> {
    return plainRows(await this.write(statement));
  }

  /** All of `work` or nothing: rolls back when it throws, whatever it throws. One at a time, in the order they were asked for. */
  transaction<T>(work: () => Promise<T>): Promise<T> {
    return this.alone(() => this.#transact(work));
  }

  async #transact<T>(work: () => Promise<T>): Promise<T> {
    this.#changes += 1;
    await this.write('BEGIN TRANSACTION');
    try {
      const value = await work();
      await this.write('COMMIT');
      return value;
    } catch (thrown) {
      await this.#exclusive(() => this.#rollBack('writer')); // the first error is the one to tell
      throw thrown;
    } finally {
      this.#changes += 1;
    }
  }

  /** Runs a change that follows from committed rows alone, beside a transaction that may be open. */
  build(statement: Statement, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return this.#exclusive(() => this.#drive('builder', statement, signal));
  }

  /** Counts the begins and ends of transactions: the same twice means that no change was committed in between. */
  get changes(): number {
    return this.#changes;
  }

  /** Runs `work` while no transaction is open, in the order asked for. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#transactions.then(work);
    this.#transactions = turn.catch(() => undefined);
    return turn;
  }

  /** Folds the log into the file and calls `take` before anything else can write; to be used `alone`. */
  async checkpoint<T>(take: () => Promise<T>): Promise<T> {
    const { taken } = await this.#exclusive(async () => {
      await this.#drive('builder', 'CHECKPOINT');
      return { taken: take() };
    });
    return taken;
  }

  /** Makes bytes readable under a fresh name for the time of `use`. */
  async withBatch<T>(bytes: Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
    const path = `${INBOX}${++this.#batches}.csv`;
    this.#bindings.registerFileBuffer(path, bytes);
    try {
      return await use(path);
    } finally {
      if (!this.#isDead) this.#bindings.dropFile(path);
    }
  }

  #connect(): number {
    return this.#bindings.connect().useUnsafe((_, id) => id);
  }

  #readSetting(name: string): string {
    const { writer } = this.#connections;
    const statement = this.#bindings.createPrepared(writer, 'SELECT current_setting($1)::VARCHAR AS value');
    const ipc = this.#bindings.runPrepared(writer, statement, [name]);
    this.#bindings.closePrepared(writer, statement);
    return decodeColumns(ipc, [{ name: 'value', type: 'VARCHAR' }]).value[0] ?? '';
  }

  /** Only one statement can be prepared, and one that ends the transaction cannot. */
  #refuseSeveral(text: string): void {
    const { guest } = this.#connections;
    this.#bindings.closePrepared(guest, this.#bindings.createPrepared(guest, text));
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #drive(name: ConnectionName, statement: Statement, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    throwIfAborted(signal);
    if (this.#isDead) await this.#refuse();
    try {
      const text = this.#assign(this.#connections[name], statement);
      return await this.#poll(name, text, signal);
    } catch (thrown) {
      throw this.#explain(thrown);
    }
  }

  async #rollBack(name: ConnectionName): Promise<void> {
    if (!this.#isDead) await this.#drive(name, 'ROLLBACK').catch(() => undefined);
  }

  /** A task later than the answer of the statement that killed it, so that the other side hears of that one first. */
  async #refuse(): Promise<never> {
    await nextTask();
    throw new EngineGone('the engine died of an earlier statement');
  }

  #explain(thrown: unknown): unknown {
    const told = explainEngineError(thrown);
    if (told instanceof EngineDeath) this.#isDead = true;
    return told;
  }

  /** Sets what the session does not hold already: each assignment costs a millisecond or two. */
  #assign(connection: number, statement: Statement): string {
    if (typeof statement === 'string') return statement;
    const held = this.#variables.get(connection) ?? new Map<string, unknown>();
    this.#variables.set(connection, held);
    for (const { text, value } of statement.assignments) {
      if (held.has(text) && held.get(text) === value) continue;
      const prepared = this.#bindings.createPrepared(connection, text);
      this.#bindings.runPrepared(connection, prepared, [value]);
      this.#bindings.closePrepared(connection, prepared);
      forget(held, text);
      held.set(text, value);
    }
    return statement.text;
  }

  async #poll(name: ConnectionName, text: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const connection = this.#connections[name];
    let header = this.#bindings.startPendingQuery(connection, text, false);
    while (header === null) {
      await nextTask();
      if (signal?.aborted) this.#abandon(name);
      throwIfAborted(signal);
      header = this.#bindings.pollPendingQuery(connection);
    }
    const chunks = [header];
    for (;;) {
      const chunk = this.#bindings.fetchQueryResults(connection);
      if (chunk === null) continue;
      if (chunk.byteLength === 0) return joinBuffers(chunks);
      chunks.push(chunk);
    }
  }

  /** After a cancel the connection may still hold the query: a reader gets a fresh one, the writer is about to roll back. */
  #abandon(name: ConnectionName): void {
    this.#bindings.cancelPendingQuery(this.#connections[name]);
    if (name === 'writer') return;
    this.#bindings.disconnect(this.#connections[name]);
    this.#variables.delete(this.#connections[name]);
    this.#connections[name] = this.#connect();
  }
}

/** Drops what another type has set under the same name. */
function forget(held: Map<string, unknown>, text: string): void {
  const name = text.slice(0, text.indexOf('='));
  for (const other of [...held.keys()]) if (other.startsWith(name)) held.delete(other);
}

/** A small result as plain rows; numbers in units, NaN as null. */
export function plainRows(ipc: Uint8Array): Record<string, string | number | boolean | null>[] {
  const outputs = describeResult(ipc);
  const columns: Record<string, ArrayLike<string | number | boolean | null>> = decodeColumns(ipc, outputs);
  const rows = columns[outputs[0]?.name ?? '']?.length ?? 0;
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(
      outputs.map(({ name }) => {
        const cell = columns[name]?.[row] ?? null;
        return [name, typeof cell === 'number' && Number.isNaN(cell) ? null : cell];
      }),
    ),
  );
}

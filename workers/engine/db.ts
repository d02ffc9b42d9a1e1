import type { OutColumn } from '../../src/domain/contracts/analysis.ts';
import type { BoundStatement } from '../../src/domain/sql/bind-params.ts';
import { compileAttach, compileCheckpoint } from '../../src/domain/sql/compile-ddl.ts';
import { decodeColumns } from '../../src/domain/sql/decode-columns.ts';
import type { DataClass } from '../../src/domain/contracts/data-class.ts';
import { throwIfAborted } from '../shared/jobs.ts';
import { nextTask } from '../shared/next-task.ts';
import type { AttachedFile } from './attached-file.ts';
import type { DuckdbBindings } from './duckdb-bindings.ts';
import { EngineDeath, EngineGone, explainEngineError } from './engine-error.ts';
import { GuestCheck } from './guest-check.ts';
import { Inbox } from './inbox.ts';
import { joinBuffers } from './join-buffers.ts';
import { plainRows, type PlainRow } from './plain-rows.ts';
import { sealEngine } from './seal.ts';
import { SessionVariables } from './session-variables.ts';

type Statement = string | BoundStatement;
/** `guest` runs what a user wrote: it shares neither variables nor a transaction with the others. */
type ConnectionName = 'reader' | 'writer' | 'builder' | 'guest' | DataClass;

/** `attached`: files of further classes, each written by a connection of its own, as a transaction writes one file. */
export type DatabaseOptions = { memoryLimit: string; attached?: readonly AttachedFile[] };

/**
 * One database, several connections: questions and marts see the last commit while an import writes. Statements run one after another;
 * each is a pending query driven in slices, so that messages (cancel) are heard in between.
 */
export class Database {
  readonly #bindings: DuckdbBindings;
  /** The classes beside the main database that are there. */
  readonly attached: readonly DataClass[];
  readonly #connections: Map<ConnectionName, number>;
  readonly #variables: SessionVariables;
  readonly #guests: GuestCheck;
  readonly #inbox: Inbox;
  #queue: Promise<unknown> = Promise.resolve();
  #transactions: Promise<unknown> = Promise.resolve();
  #changes = 0;
  /** After a trap the instance may be in any state: what it would answer, or write, cannot be trusted. */
  #isDead = false;

  constructor(bindings: DuckdbBindings, { memoryLimit, attached = [] }: DatabaseOptions) {
    this.#bindings = bindings;
    this.#variables = new SessionVariables(bindings);
    this.#inbox = new Inbox(bindings, () => this.#isDead);
    this.attached = attached.map(({ name }) => name);
    const names: ConnectionName[] = ['reader', 'writer', 'builder', 'guest', ...this.attached];
    this.#connections = new Map(names.map((name) => [name, this.#connect()]));
    const run = (sql: string) => bindings.runQuery(this.#connection('writer'), sql);
    for (const { path, name } of attached) run(compileAttach(path, name));
    this.#guests = new GuestCheck(bindings, this.#connect(), new Set(attached.flatMap(({ tables }) => tables)));
    sealEngine(run, (name) => this.#readSetting(name), { memoryLimit, paths: attached.map(({ path }) => path) });
  }

  /** Arrow IPC of a question. @throws CANCELLED, QUERY_INVALID, ENGINE_OUT_OF_MEMORY. */
  ask(statement: Statement, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return this.#exclusive(() => this.#drive('reader', statement, signal));
  }

  /** A question's typed columns. */
  async query<const O extends readonly OutColumn[]>(statement: BoundStatement, outputs: O, signal?: AbortSignal) {
    return decodeColumns(await this.ask(statement, signal), outputs);
  }

  /**
   * Arrow IPC of one statement that somebody wrote; whatever it is, it changes nothing, and reads the main database alone.
   * @throws QUERY_INVALID, QUERY_FORBIDDEN, CANCELLED.
   */
  askAsGuest(text: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return this.#exclusive(async () => {
      if (this.#isDead) await this.#refuse();
      // What an import is reading is not for guests.
      return this.#inbox.emptyFor(() => this.#askChecked(text, signal));
    });
  }

  async #askChecked(text: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    try {
      this.#guests.refuse(text);
      await this.#drive('guest', 'BEGIN TRANSACTION READ ONLY');
      return await this.#drive('guest', text, signal);
    } catch (thrown) {
      throw this.#explain(thrown);
    } finally {
      await this.#rollBack('guest'); // nothing was written; the answer or its error counts
    }
  }

  /** Runs a change on the writing connection; its result, if any, as Arrow IPC. */
  write(statement: Statement, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return this.#exclusive(() => this.#drive('writer', statement, signal));
  }

  /** Runs a change of the file of another class. */
  writeTo(name: DataClass, statement: Statement, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return this.#exclusive(() => this.#drive(name, statement, signal));
  }

  /** Rows of a small result on the writing connection, inside its transaction; numbers in units. */
  async writtenRows(statement: Statement): Promise<PlainRow[]> {
    return plainRows(await this.write(statement));
  }

  /**
   * All of `work` or nothing: rolls back when it throws, whatever it throws. One at a time, in the order they were asked for.
   * The main database is committed last: what the other files hold for it counts only once it says so.
   */
  transaction<T>(work: () => Promise<T>): Promise<T> {
    return this.alone(() => this.#transact(work));
  }

  async #transact<T>(work: () => Promise<T>): Promise<T> {
    this.#changes += 1;
    const writers: ConnectionName[] = [...this.attached, 'writer'];
    const all = (text: string) =>
      this.#exclusive(async () => {
        for (const name of writers) await this.#drive(name, text);
      });
    await all('BEGIN TRANSACTION');
    try {
      const value = await work();
      await all('COMMIT');
      return value;
    } catch (thrown) {
      // The first error is the one to tell.
      await this.#exclusive(async () => {
        for (const name of writers) await this.#rollBack(name);
      });
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

  /** Folds the logs into their files and calls `take` before anything else can write; to be used `alone`. */
  async checkpoint<T>(take: () => Promise<T>): Promise<T> {
    const { taken } = await this.#exclusive(async () => {
      await this.#drive('builder', 'CHECKPOINT');
      for (const name of this.attached) await this.#drive(name, compileCheckpoint(name));
      return { taken: take() };
    });
    return taken;
  }

  /** Makes bytes readable under a fresh name for the time of `use`. */
  withBatch<T>(bytes: Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
    return this.#inbox.with(bytes, use);
  }

  #connect(): number {
    return this.#bindings.connect().useUnsafe((_, id) => id);
  }

  #connection(name: ConnectionName): number {
    const found = this.#connections.get(name);
    if (found === undefined) throw new Error(`no file of the class ${name} is attached`);
    return found;
  }

  #readSetting(name: string): string {
    const writer = this.#connection('writer');
    const statement = this.#bindings.createPrepared(writer, 'SELECT current_setting($1)::VARCHAR AS value');
    const ipc = this.#bindings.runPrepared(writer, statement, [name]);
    this.#bindings.closePrepared(writer, statement);
    return decodeColumns(ipc, [{ name: 'value', type: 'VARCHAR' }]).value[0] ?? '';
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
      if (typeof statement === 'string') return await this.#poll(name, statement, signal);
      this.#variables.assign(this.#connection(name), statement);
      return await this.#poll(name, statement.text, signal);
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

  async #poll(name: ConnectionName, text: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const connection = this.#connection(name);
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

  /** After a cancel the connection may still hold the query: a reader gets a fresh one, a writer is about to roll back. */
  #abandon(name: ConnectionName): void {
    const connection = this.#connection(name);
    this.#bindings.cancelPendingQuery(connection);
    if (name !== 'reader' && name !== 'builder' && name !== 'guest') return;
    this.#bindings.disconnect(connection);
    this.#variables.end(connection);
    this.#connections.set(name, this.#connect());
  }
}

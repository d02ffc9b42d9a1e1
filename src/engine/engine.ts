import type { Catalogue } from '../domain/contracts/catalogue.ts';
import type { OrderContact } from '../domain/contracts/contact.ts';
import type { ThreadTrial } from '../domain/contracts/channels.ts';
import type { ImportOptions, ImportReport, MappingDraft, RejectedRow } from '../domain/contracts/import.ts';
import type { MetricAnswer, MetricQuery, MetricRow } from '../domain/contracts/metric.ts';
import type { NumberTrace, OrderPage, OrderQuery } from '../domain/contracts/rows.ts';
import type { Encoding, SourceOptions } from '../domain/contracts/source.ts';
import type { Text } from '../domain/contracts/text.ts';
import type { CallOptions } from './call-options.ts';
import type { VaultDoor } from './vault-door.ts';

export type EngineState =
  | { is: 'idle' }
  | { is: 'starting'; phase: Text; done: number; total: number | null }
  | { is: 'ready' }
  | { is: 'restarting'; reason: Text }
  | { is: 'failed'; error: Error };

/** Rows above the header and the head of the file as each encoding reads it, for the file card. */
export type FilePreview = { encoding: Encoding | null; unsure: boolean; rows: string[][] };

/** A table read by `sql`: columns in order, cells as plain values, money as a decimal text. */
export type SqlAnswer = {
  columns: { name: string; type: string }[];
  rows: Record<string, string | number | boolean | null>[];
  truncated: boolean;
  millis: number;
};

/** How one of several questions came out. */
export type MetricOutcome = { ok: true; value: MetricAnswer } | { ok: false; error: Error };

/** What stands between the page and its data. */
export type Gate = {
  /** Resolves when the page's guards are active, or the user goes on without those that this browser lacks. @throws GUARDS_INACTIVE */
  pass(): Promise<void>;
  /** Judges what a thread found out about itself. @throws GUARDS_INACTIVE */
  admit(trial: ThreadTrial): void;
  /** Resolves when the engine's module has been stored on this device, or could not be; bytes go to `say`. */
  whenStored(say: (done: number, total: number) => void): Promise<void>;
};

/** The one door: everything the page may ask of the workers. Expected failures reject with `AppError`. */
export type Engine = {
  /** Saved data: its keys, its lock, its backups. While it is locked, questions reject with `VAULT_LOCKED`. */
  readonly vault: VaultDoor;
  /** Starts the engine if it is not running yet; all other calls do so too. */
  start(): Promise<void>;
  /** Has every thread try its ways out again. */
  tryThreads(): Promise<ThreadTrial[]>;
  /** Calls back at once and on every change; returns how to stop. */
  watchState(listener: (state: EngineState) => void): () => void;
  /** Calls back after every committed change of data. */
  watchData(listener: () => void): () => void;

  /** Reads the head of a file in under a second; nothing is stored. */
  previewFile(file: File, options?: SourceOptions): Promise<FilePreview>;
  /** One report per table in the file (a workbook may hold several). Never rejects for a bad file: the report says so. */
  importFile(file: File, options?: ImportOptions, call?: CallOptions): Promise<ImportReport[]>;
  /** What the mapping screen needs for a file that came back with `needs_mapping`. */
  draftMapping(file: File, options?: SourceOptions): Promise<MappingDraft>;
  undoImport(importId: string): Promise<ImportReport>;
  /** Redo of an undo while its file is still known to this session. */
  listImports(): Promise<ImportReport[]>;
  rejectedRows(importId: string): Promise<RejectedRow[]>;
  /** Writes the sample shop's export files on the device and imports them through `importFile`. */
  loadSampleShop(options?: { scale?: number; seed?: number }, call?: CallOptions): Promise<ImportReport[]>;
  /** Everything gone, as on the first day. */
  clearAll(): Promise<void>;

  catalogue(): Promise<Catalogue>;
  queryMetric(query: MetricQuery, call?: CallOptions): Promise<MetricAnswer>;
  /**
   * Several questions in one call, answered with as little work as they share; outcomes in the order of the questions.
   * One that cannot be answered does not keep the others from it.
   */
  queryMetrics(queries: readonly MetricQuery[], call?: CallOptions): Promise<MetricOutcome[]>;
  /** How the number of one group was made; `group` holds the ids of its dimensions. */
  traceNumber(query: MetricQuery, target: TraceTarget, call?: CallOptions): Promise<NumberTrace>;
  queryOrders(query: OrderQuery, call?: CallOptions): Promise<OrderPage>;
  /** What the files say of an order's buyer and recipient, masked; nothing else of it ever reaches the page. */
  orderContact(order: { shopId: string; orderId: string }, call?: CallOptions): Promise<OrderContact>;
  runAnalysis(
    id: string,
    params: Readonly<Record<string, string | number | boolean>>,
    call?: CallOptions,
  ): Promise<unknown>;
  sql(text: string, call?: CallOptions): Promise<SqlAnswer>;
  /** Row-free description of the session for a bug report. */
  diagnostics(): Promise<Record<string, string | number | boolean>>;
};

/** Which group of an answer, by the ids of its dimensions, and which of its rows. */
export type TraceTarget = { group: Partial<MetricRow>; window: { offset: number; limit: number } };

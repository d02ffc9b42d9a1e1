import type { ImportReport, RejectedRow } from '../../src/domain/contracts/import.ts';
import type { OrderContact } from '../../src/domain/contracts/contact.ts';
import type { Catalogue } from '../../src/domain/contracts/catalogue.ts';
import type { MetricAnswer, MetricQuery } from '../../src/domain/contracts/metric.ts';
import type { NumberTrace, OrderPage, OrderQuery } from '../../src/domain/contracts/rows.ts';
import type { ReportProgress } from '../../src/domain/contracts/job.ts';
import { toErrorInfo, type Result } from '../../src/domain/contracts/result.ts';
import { buildCatalogue } from './catalogue.ts';
import type { ClassFile, DataHome } from './data-home.ts';
import { Database } from './db.ts';
import type { DuckdbBindings } from './duckdb-bindings.ts';
import { EngineDeath } from './engine-error.ts';
import { importFile, type ImportContext, type ImportRequest } from './import/import-file.ts';
import { rejectedRows } from './import/rejected-rows.ts';
import { listImports } from './import/source-files.ts';
import { undoImport } from './import/undo-import.ts';
import {
  areModelsBuilt,
  attachedFiles,
  buildModels,
  clearModels,
  createClassTables,
  createModels,
  markModels,
} from './models.ts';
import type { MetricAsking } from './prepare-query.ts';
import { queryMetric, queryMetrics } from './query-metric.ts';
import { orderContact, type OrderName } from './order-contact.ts';
import { queryOrders } from './query-orders.ts';
import { readExtents, type Extent } from './read-extents.ts';
import { ANALYSES, FORMATS, METRICS, MODELS } from './registry.ts';
import { runAnalysis } from './run-analysis.ts';
import { spawnReader } from './spawn-reader.ts';
import { traceNumber, type TraceTarget } from './trace-number.ts';
import { throwIfAborted } from '../shared/jobs.ts';

type AnalysisParams = Readonly<Record<string, string | number | boolean>>;
type Follow = { onProgress: ReportProgress; signal: AbortSignal };

/** Tables whose change makes marts stale. */
const FACTS = ['order_versions', 'order_line_versions', 'shop'];

/** The database on its vault: what changes it, and marts that are rebuilt before they are asked. */
export class ShopEngine {
  readonly db: Database;
  readonly #home: DataHome;
  #stale = false;
  #refreshing: Promise<void> | null = null;
  /** What each shop's data reaches; looked up once for each state of the data. */
  #extents: Promise<Extent[]> | null = null;

  #isPrefetched = false;
  /** Why a change could not be committed; whoever hears of it opens another engine on what was. */
  #notKept: Error | null = null;

  private constructor(db: Database, home: DataHome) {
    this.db = db;
    this.#home = home;
  }

  /**
   * Opens the database where it lives. One that was left with its marts built is asked as it is.
   * @param alive called now and then: compiling on a slow machine is silent for long
   * @throws ENGINE_NOT_SEALED.
   */
  static async open(
    bindings: DuckdbBindings,
    { home, memoryLimit }: { home: DataHome; memoryLimit: string },
    alive: () => void,
  ): Promise<ShopEngine> {
    const held = new Set(home.files.map(([name]) => name));
    const db = new Database(bindings, { memoryLimit, attached: attachedFiles(held) });
    alive();
    await createClassTables(db);
    const engine = new ShopEngine(db, home);
    if (!(await areModelsBuilt(db))) {
      await createModels(db, alive);
      if (home.isSaved) void engine.#keepMarts(db.changes);
    }
    return engine;
  }

  /** Calls `read` with the files of each class, which hold every change and do not change until it has ended. */
  async withFiles(read: (files: readonly ClassFile[]) => Promise<void>): Promise<void> {
    await this.fresh();
    await this.db.alone(async () => {
      await this.#keep();
      await read(this.#home.files.filter(([, file]) => file.getSize() > 0));
    });
  }

  /** Imports a file and makes it durable before the report goes out. */
  async importFile(request: ImportRequest, follow: Follow): Promise<ImportReport[]> {
    return this.#import(request, follow, () => this.#commit());
  }

  /** Imports several files and makes them durable together, also those before one that fails or is cancelled. */
  async importTogether(requests: Iterable<ImportRequest>, follow: Follow): Promise<ImportReport[]> {
    const reports: ImportReport[] = [];
    try {
      for (const request of requests) {
        throwIfAborted(follow.signal);
        reports.push(...(await this.#import(request, follow, () => Promise.resolve())));
      }
    } catch (thrown) {
      if (!(thrown instanceof EngineDeath)) await this.#commit();
      throw thrown;
    }
    await this.#commit();
    return reports;
  }

  async #import(request: ImportRequest, follow: Follow, commit: () => Promise<void>): Promise<ImportReport[]> {
    const context: ImportContext = {
      db: this.db,
      formats: [...FORMATS.values()],
      openReader: spawnReader,
      now: () => new Date(),
      tokenKey: this.#home.tokenKey,
      commit,
    };
    return importFile(context, request, follow);
  }

  async undoImport(importId: string): Promise<ImportReport> {
    const report = await undoImport(this.db, importId);
    await this.#commit();
    return report;
  }

  listImports(): Promise<ImportReport[]> {
    return listImports(this.db);
  }

  rejectedRows(importId: string): Promise<RejectedRow[]> {
    return rejectedRows(this.db, importId);
  }

  async clear(): Promise<void> {
    this.#stale = true;
    await this.db.alone(() => clearModels(this.db));
    await this.#commit();
  }

  async catalogue(): Promise<Catalogue> {
    const parts = {
      metrics: METRICS.values(),
      formats: FORMATS.values(),
      analyses: ANALYSES.values(),
      models: MODELS.values(),
    };
    return buildCatalogue(await this.fresh(), parts);
  }

  async queryMetric(query: MetricQuery, signal: AbortSignal): Promise<MetricAnswer> {
    return queryMetric(await this.#asking(signal), query);
  }

  /** Several questions at once, each with its answer or its error. */
  async queryMetrics(queries: readonly MetricQuery[], signal: AbortSignal): Promise<Result<MetricAnswer>[]> {
    const outcomes = await queryMetrics(await this.#asking(signal), queries);
    return outcomes.map((one) =>
      one.status === 'fulfilled' ? { ok: true, value: one.value } : { ok: false, error: toErrorInfo(one.reason) },
    );
  }

  async traceNumber(query: MetricQuery, target: TraceTarget, signal: AbortSignal): Promise<NumberTrace> {
    return traceNumber({ db: await this.fresh(), metrics: METRICS, signal }, query, target);
  }

  async queryOrders(query: OrderQuery, signal: AbortSignal): Promise<OrderPage> {
    return queryOrders(await this.fresh(), query, signal);
  }

  async orderContact(name: OrderName, signal: AbortSignal): Promise<OrderContact> {
    return orderContact(this.db, name, signal);
  }

  async runAnalysis(id: string, params: AnalysisParams, signal: AbortSignal): Promise<unknown> {
    return runAnalysis({ db: await this.fresh(), analyses: ANALYSES, signal }, id, params);
  }

  async #asking(signal: AbortSignal): Promise<MetricAsking> {
    const db = await this.fresh();
    this.#extents ??= readExtents({ db });
    const extents = await this.#extents;
    this.#prefetch();
    return { db, metrics: METRICS, signal, extents };
  }

  /** The first numbers come from the blocks they need; the others follow between later tasks. */
  #prefetch(): void {
    if (this.#isPrefetched) return;
    this.#isPrefetched = true;
    void this.#home.prefetch().catch(() => undefined); // a block that cannot be read says so to whoever asks for it
  }

  /** The database with its marts up to date. */
  async fresh(): Promise<Database> {
    // A question that comes while the marts are being built waits for them like the one that asked for it.
    while (this.#stale || this.#refreshing) {
      this.#refreshing ??= this.#refresh();
      await this.#refreshing;
    }
    return this.db;
  }

  async #refresh(): Promise<void> {
    try {
      this.#stale = false;
      this.#extents = null;
      const seen = this.db.changes;
      await buildModels(this.db, FACTS);
      if (this.#home.isSaved) void this.#keepMarts(seen);
    } catch (thrown) {
      this.#stale = true;
      throw thrown;
    } finally {
      this.#refreshing = null;
    }
  }

  /** Makes what was changed outlive the engine. */
  #commit(): Promise<void> {
    this.#stale = true;
    return this.db.alone(async () => {
      await markModels(this.db, 'stale');
      try {
        await this.#keep();
      } catch (thrown) {
        this.#notKept = thrown instanceof Error ? thrown : new Error(String(thrown));
        throw thrown;
      }
    });
  }

  /** @throws what a change failed with before: it was said not to be kept, and must not be kept later by another */
  async #keep(): Promise<void> {
    if (this.#notKept) throw this.#notKept;
    await this.db.checkpoint(() => this.#home.commit());
  }

  /**
   * Saves marts with the facts that they were made of, which spares the next visit their making.
   * @param seen the changes they were made after: a later one makes them worthless
   */
  async #keepMarts(seen: number): Promise<void> {
    const keep = async () => {
      if (this.#stale || this.db.changes !== seen) return;
      await markModels(this.db, 'built');
      await this.#keep();
    };
    await this.db.alone(keep).catch(() => undefined); // they are only copies: the next visit builds them
  }
}

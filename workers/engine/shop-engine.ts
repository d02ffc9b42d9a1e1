import type { ImportReport, RejectedRow } from '../../src/domain/contracts/import.ts';
import type { Catalogue } from '../../src/domain/contracts/catalogue.ts';
import type { MetricAnswer, MetricQuery } from '../../src/domain/contracts/metric.ts';
import type { NumberTrace, OrderPage, OrderQuery } from '../../src/domain/contracts/rows.ts';
import type { ReportProgress } from '../../src/domain/contracts/job.ts';
import { toErrorInfo, type Result } from '../../src/domain/contracts/result.ts';
import { buildCatalogue } from './catalogue.ts';
import { Database } from './db.ts';
import { bootDuckdb, type BootFollow } from './duckdb-runtime.ts';
import { EngineDeath } from './engine-error.ts';
import { importFile, type ImportContext, type ImportRequest } from './import/import-file.ts';
import { rejectedRows } from './import/rejected-rows.ts';
import { listImports } from './import/source-files.ts';
import { undoImport } from './import/undo-import.ts';
import { buildModels, clearModels, createModels } from './models.ts';
import type { MetricAsking } from './prepare-query.ts';
import { queryMetric, queryMetrics } from './query-metric.ts';
import { queryOrders } from './query-orders.ts';
import { readExtents, type Extent } from './read-extents.ts';
import { ANALYSES, FORMATS, METRICS, MODELS } from './registry.ts';
import { runAnalysis } from './run-analysis.ts';
import { spawnReader } from './spawn-reader.ts';
import { traceNumber, type TraceTarget } from './trace-number.ts';
import type { Vault } from './vault-port.ts';
import { throwIfAborted } from '../shared/jobs.ts';
import type { BlockHandle } from '../vault/block-handle.ts';

type AnalysisParams = Readonly<Record<string, string | number | boolean>>;
type Follow = { onProgress: ReportProgress; signal: AbortSignal };

/** Tables whose change makes marts stale. */
const FACTS = ['order_versions', 'order_line_versions', 'shop'];

/** The database on its vault: what changes it, and marts that are rebuilt before they are asked. */
export class ShopEngine {
  readonly db: Database;
  readonly #handle: BlockHandle;
  readonly #vault: Vault;
  #stale: boolean;
  #refreshing: Promise<void> | null = null;
  /** What each shop's data reaches; looked up once for each state of the data. */
  #extents: Promise<Extent[]> | null = null;

  private constructor(db: Database, store: { handle: BlockHandle; vault: Vault }, stale: boolean) {
    this.db = db;
    this.#handle = store.handle;
    this.#vault = store.vault;
    this.#stale = stale;
  }

  /** Opens the engine on what the vault holds. @throws ENGINE_NOT_SEALED. */
  static async open(vault: Vault, memoryLimit: string, follow: BootFollow): Promise<ShopEngine> {
    const image = await vault.load();
    const { bindings, handle } = await bootDuckdb(image, follow);
    const db = new Database(bindings, { memoryLimit });
    // The watchdog of the other side counts silence, and compiling on a slow machine is silent long enough.
    const alive = () => follow.onProgress(1, 1);
    alive();
    await createModels(db, alive);
    return new ShopEngine(db, { handle, vault }, image.size > 0);
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
      tokenKey: await this.#vault.tokenKey(),
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
    await clearModels(this.db);
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

  async runAnalysis(id: string, params: AnalysisParams, signal: AbortSignal): Promise<unknown> {
    return runAnalysis({ db: await this.fresh(), analyses: ANALYSES, signal }, id, params);
  }

  async #asking(signal: AbortSignal): Promise<MetricAsking> {
    const db = await this.fresh();
    this.#extents ??= readExtents({ db });
    return { db, metrics: METRICS, signal, extents: await this.#extents };
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
      await buildModels(this.db, FACTS);
    } catch (thrown) {
      this.#stale = true;
      throw thrown;
    } finally {
      this.#refreshing = null;
    }
  }

  /** The checkpoint folds the log into the file; the vault then holds every block that changed. */
  async #commit(): Promise<void> {
    this.#stale = true;
    await this.db.write('CHECKPOINT');
    await this.#vault.commit(this.#handle.takeChange());
  }
}

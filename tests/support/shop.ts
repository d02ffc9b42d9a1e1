import { basename } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { ImportOptions, ImportReport, RejectedRow } from '../../src/domain/contracts/import.ts';
import type { MetricAnswer, MetricQuery } from '../../src/domain/contracts/metric.ts';
import type { CellBatch } from '../../src/domain/contracts/cells.ts';
import type { Database } from '../../workers/engine/db.ts';
import { importFile } from '../../workers/engine/import/import-file.ts';
import { rejectedRows } from '../../workers/engine/import/rejected-rows.ts';
import type { SourceReader } from '../../workers/engine/import/source-reader.ts';
import { undoImport } from '../../workers/engine/import/undo-import.ts';
import { buildModels, clearModels } from '../../workers/engine/models.ts';
import { plainRows } from '../../workers/engine/plain-rows.ts';
import { queryMetric } from '../../workers/engine/query-metric.ts';
import { FORMATS, METRICS } from '../../workers/engine/registry.ts';
import { digestFile } from '../../workers/reader/digest-file.ts';
import { openSource, type OpenedSource } from '../../workers/reader/open-source.ts';
import { shapeBatches } from '../../workers/reader/shape/shape-batches.ts';
import { openDatabase } from './duckdb-wasm.ts';

/** The reader's own functions, without a thread between. */
export function readHere(): SourceReader {
  let source: OpenedSource | undefined;
  let batches: AsyncGenerator<CellBatch, void> | undefined;
  return {
    async inspect(file, options) {
      source = await openSource(file, file.name, options);
      return source.inspection;
    },
    digest: digestFile,
    open(_, request, rules) {
      batches = source && shapeBatches(source.stream(request), rules);
      return Promise.resolve();
    },
    async next() {
      const result = await batches?.next();
      return result === undefined || result.done === true ? null : result.value;
    },
    dispose: () => undefined,
  };
}

/** The product's own import on the product's own engine. */
export type TestShop = {
  db: Database;
  import(file: File | string, options?: ImportOptions): Promise<ImportReport[]>;
  undo(importId: string): Promise<ImportReport>;
  /** A metric's answer, with marts brought up to date. */
  metric(query: MetricQuery): Promise<MetricAnswer>;
  rejected(importId: string): Promise<RejectedRow[]>;
  rows(sql: string): Promise<Record<string, string | number | boolean | null>[]>;
};

let opened: Promise<Database> | undefined;

/** An empty shop; the engine behind it is booted once and cleared, as the product's own 清空 does. */
export async function openShop(): Promise<TestShop> {
  opened ??= openDatabase();
  const db = await opened;
  await clearModels(db);
  const context = {
    db,
    formats: [...FORMATS.values()],
    openReader: readHere,
    now: () => new Date('2026-07-01T00:00:00Z'),
    tokenKey: new Uint8Array(32).fill(7),
    commit: () => Promise.resolve(),
  };
  return {
    db,
    async import(file, options = {}) {
      const opened =
        typeof file === 'string' ? new File([await readFile(file)], basename(file), { lastModified: 0 }) : file;
      return importFile(context, { file: opened, options }, { onProgress: () => undefined });
    },
    undo: (importId) => undoImport(db, importId),
    async metric(query) {
      await buildModels(db, ['order_versions', 'order_line_versions', 'shop']);
      return queryMetric({ db, metrics: METRICS }, query);
    },
    rejected: (importId) => rejectedRows(db, importId),
    rows: async (sql) => plainRows(await db.ask(sql)),
  };
}

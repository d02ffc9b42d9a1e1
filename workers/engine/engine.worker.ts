import { expose, transfer } from 'comlink';
import type { MetricQuery } from '../../src/domain/contracts/metric.ts';
import type { OrderQuery } from '../../src/domain/contracts/rows.ts';
import type { SourceOptions } from '../../src/domain/contracts/source.ts';
import type { ReportProgress } from '../../src/domain/contracts/job.ts';
import { admitReader } from '../shared/admit-reader.ts';
import { guard } from '../shared/guard.ts';
import { Jobs } from '../shared/jobs.ts';
import { answerProbes } from '../shared/probe.ts';
import { findDataHome } from './data-home.ts';
import { openDatabase, startDuckdb, type BootFollow } from './duckdb-runtime.ts';
import type { ImportRequest } from './import/import-file.ts';
import { draftMapping, previewFile } from './import/preview-file.ts';
import type { SourceReader } from './import/source-reader.ts';
import { loadSampleShop } from './load-sample-shop.ts';
import type { OrderName } from './order-contact.ts';
import { ShopEngine } from './shop-engine.ts';
import { serveImages } from './serve-images.ts';
import { spawnReader, tryReader } from './spawn-reader.ts';
import type { TraceTarget } from './trace-number.ts';

admitReader();
answerProbes('engine');

const jobs = new Jobs();
/** The engine's module, started before it is known whether there is data to open. */
let starting: ReturnType<typeof startDuckdb> | null = null;
let opening: Promise<ShopEngine> | null = null;

function engine(): Promise<ShopEngine> {
  if (!opening) throw new Error('the engine was asked before it was opened');
  return opening;
}

async function openShop(vault: MessagePort, memoryLimit: string, alive: () => void): Promise<ShopEngine> {
  if (!starting) throw new Error('the engine was opened before it was started');
  const [bindings, home] = await Promise.all([starting, findDataHome(vault)]);
  return ShopEngine.open(openDatabase(bindings, home.files), { home, memoryLimit }, alive);
}

async function withReader<T>(use: (reader: SourceReader) => Promise<T>): Promise<T> {
  const reader = spawnReader();
  try {
    return await use(reader);
  } finally {
    reader.dispose();
  }
}

const handlers = {
  /** Held for life: whoever waits for this lock hears of the thread's end, however it ends. */
  live: (lock: string) =>
    new Promise<void>((held) => {
      void navigator.locks.request(lock, () => {
        held();
        return new Promise<never>(() => undefined);
      });
    }),
  start: async (follow: BootFollow): Promise<void> => {
    await (starting ??= startDuckdb(follow));
  },
  open: async (vault: MessagePort, memoryLimit: string, alive: () => void): Promise<void> => {
    opening ??= openShop(vault, memoryLimit, alive);
    await opening;
  },
  /** Serves the committed bytes of its files at this port, and changes nothing until their reader has ended. */
  serveImages: async (port: MessagePort): Promise<void> => serveImages(await engine(), port),
  tryReader: () => tryReader(),
  cancel: (job: string) => jobs.cancel(job),

  previewFile: (file: File, options: SourceOptions) => withReader((reader) => previewFile(reader, file, options)),
  draftMapping: (file: File, options: SourceOptions) => withReader((reader) => draftMapping(reader, file, options)),
  importFile: (job: string, request: ImportRequest, onProgress: ReportProgress) =>
    jobs.run(job, async (signal) => (await engine()).importFile(request, { onProgress, signal })),
  loadSampleShop: (job: string, options: { scale?: number; seed?: number }, onProgress: ReportProgress) =>
    jobs.run(job, async (signal) => loadSampleShop(await engine(), options, { onProgress, signal })),
  undoImport: async (importId: string) => (await engine()).undoImport(importId),
  listImports: async () => (await engine()).listImports(),
  rejectedRows: async (importId: string) => (await engine()).rejectedRows(importId),
  clearAll: async () => (await engine()).clear(),

  catalogue: async () => (await engine()).catalogue(),
  queryMetric: (job: string, query: MetricQuery) =>
    jobs.run(job, async (signal) => (await engine()).queryMetric(query, signal)),
  queryMetrics: (job: string, queries: readonly MetricQuery[]) =>
    jobs.run(job, async (signal) => (await engine()).queryMetrics(queries, signal)),
  traceNumber: (job: string, query: MetricQuery, target: TraceTarget) =>
    jobs.run(job, async (signal) => (await engine()).traceNumber(query, target, signal)),
  queryOrders: (job: string, query: OrderQuery) =>
    jobs.run(job, async (signal) => (await engine()).queryOrders(query, signal)),
  orderContact: (job: string, name: OrderName) =>
    jobs.run(job, async (signal) => (await engine()).orderContact(name, signal)),
  runAnalysis: (job: string, id: string, params: Readonly<Record<string, string | number | boolean>>) =>
    jobs.run(job, async (signal) => (await engine()).runAnalysis(id, params, signal)),
  /** Arrow IPC of a read-only statement. */
  sql: (job: string, text: string) =>
    jobs.run(job, async (signal) => (await (await engine()).fresh()).askAsGuest(text, signal)),
};
export type EngineApi = typeof handlers;

const guarded = guard(handlers);
expose({
  ...guarded,
  sql: async (job: string, text: string) => {
    const result = await guarded.sql(job, text);
    return result.ok ? transfer(result, [result.value.buffer]) : result;
  },
});

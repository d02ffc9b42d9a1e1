import { proxy } from 'comlink';
import type { MetricAnswer } from '../domain/contracts/metric.ts';
import { fromErrorInfo, type Result } from '../domain/contracts/result.ts';
import { decodeRows } from '../domain/sql/decode-columns.ts';
import { EngineClient } from './engine-client.ts';
import type { Engine, Gate, MetricOutcome } from './engine.ts';
import { VaultClient } from './vault-client.ts';
import { openDoor } from './open-door.ts';

/** Rows a script gets at most. */
const MOST_ROWS = 10_000;
const QUIET = () => undefined;

function toOutcome(result: Result<MetricAnswer>): MetricOutcome {
  return result.ok ? result : { ok: false, error: fromErrorInfo(result.error) };
}

/** The one door to the workers. */
export function connectEngine(gate: Gate): Engine {
  const vault = new VaultClient(gate);
  const client = new EngineClient(gate, vault);
  return {
    vault: openDoor(client, vault),
    start: async () => {
      await client.start();
    },
    tryThreads: () => client.tryThreads(),
    watchState: (listener) => client.announcer.watchState(listener),
    watchData: (listener) => client.announcer.watchData(listener),

    previewFile: (file, options = {}) => client.ask((remote) => remote.previewFile(file, options)),
    importFile: (file, options = {}, call = {}) =>
      client.change((remote, job) => remote.importFile(job, { file, options }, proxy(call.onProgress ?? QUIET)), call),
    draftMapping: (file, options = {}) => client.ask((remote) => remote.draftMapping(file, options)),
    undoImport: (importId) => client.change((remote) => remote.undoImport(importId)),
    listImports: () => client.ask((remote) => remote.listImports()),
    rejectedRows: (importId) => client.ask((remote) => remote.rejectedRows(importId)),
    loadSampleShop: (options = {}, call = {}) =>
      client.change((remote, job) => remote.loadSampleShop(job, options, proxy(call.onProgress ?? QUIET)), call),
    clearAll: () => client.change((remote) => remote.clearAll()),

    catalogue: () => client.ask((remote) => remote.catalogue()),
    queryMetric: (query, call) => client.follow((remote, job) => remote.queryMetric(job, query), call),
    queryMetrics: async (queries, call) =>
      (await client.overtake((remote, job) => remote.queryMetrics(job, queries), call)).map(toOutcome),
    traceNumber: (query, target, call) => client.follow((remote, job) => remote.traceNumber(job, query, target), call),
    queryOrders: (query, call) => client.follow((remote, job) => remote.queryOrders(job, query), call),
    orderContact: (order, call) => client.follow((remote, job) => remote.orderContact(job, order), call),
    runAnalysis: (id, params, call) => client.follow((remote, job) => remote.runAnalysis(job, id, params), call),
    sql: async (text, call) => {
      const started = performance.now();
      const ipc = await client.follow((remote, job) => remote.sql(job, text), call);
      const { columns, rows, total } = decodeRows(ipc, MOST_ROWS);
      return { columns, rows, truncated: total > rows.length, millis: Math.round(performance.now() - started) };
    },
    diagnostics: () =>
      Promise.resolve({
        engine: client.announcer.state.is,
        userAgent: navigator.userAgent,
        cores: navigator.hardwareConcurrency,
      }),
  };
}

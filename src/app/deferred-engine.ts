import type { Engine } from '../engine/engine.ts';

/** An engine that can be spoken to at once; its code is fetched with the first call, behind the first paint. */
export function deferEngine(connect: () => Promise<Engine>): Engine {
  let connected: Promise<Engine> | null = null;
  const engine = () => (connected ??= connect());
  const later = (watch: (engine: Engine) => () => void) => {
    let stopped = false;
    let stop: (() => void) | null = null;
    void engine().then((real) => {
      if (!stopped) stop = watch(real);
    });
    return () => {
      stopped = true;
      stop?.();
    };
  };
  return {
    start: async () => (await engine()).start(),
    tryThreads: async () => (await engine()).tryThreads(),
    watchState: (listener) => later((real) => real.watchState(listener)),
    watchData: (listener) => later((real) => real.watchData(listener)),
    previewFile: async (...args) => (await engine()).previewFile(...args),
    importFile: async (...args) => (await engine()).importFile(...args),
    draftMapping: async (...args) => (await engine()).draftMapping(...args),
    undoImport: async (...args) => (await engine()).undoImport(...args),
    listImports: async () => (await engine()).listImports(),
    rejectedRows: async (...args) => (await engine()).rejectedRows(...args),
    loadSampleShop: async (...args) => (await engine()).loadSampleShop(...args),
    clearAll: async () => (await engine()).clearAll(),
    catalogue: async () => (await engine()).catalogue(),
    queryMetric: async (...args) => (await engine()).queryMetric(...args),
    queryMetrics: async (...args) => (await engine()).queryMetrics(...args),
    traceNumber: async (...args) => (await engine()).traceNumber(...args),
    queryOrders: async (...args) => (await engine()).queryOrders(...args),
    runAnalysis: async (...args) => (await engine()).runAnalysis(...args),
    sql: async (...args) => (await engine()).sql(...args),
    diagnostics: async () => (await engine()).diagnostics(),
  };
}

import type { Engine } from '../engine/engine.ts';

/** An engine that can be spoken to at once; its code is fetched with the first call, behind the first paint. */
export function deferEngine(connect: () => Promise<Engine>): Engine {
  let connected: Promise<Engine> | null = null;
  const engine = () => (connected ??= connect());
  const vault = async () => (await engine()).vault;
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
    vault: {
      watch: (listener) => later((real) => real.vault.watch(listener)),
      judge: async (...args) => (await vault()).judge(...args),
      save: async (...args) => (await vault()).save(...args),
      unlock: async (...args) => (await vault()).unlock(...args),
      lock: async (...args) => (await vault()).lock(...args),
      takeOver: async () => (await vault()).takeOver(),
      changePassphrase: async (...args) => (await vault()).changePassphrase(...args),
      resetPassphrase: async (...args) => (await vault()).resetPassphrase(...args),
      renewRecoveryKey: async () => (await vault()).renewRecoveryKey(),
      addPasskey: async (...args) => (await vault()).addPasskey(...args),
      removePasskey: async (...args) => (await vault()).removePasskey(...args),
      backUp: async (...args) => (await vault()).backUp(...args),
      checkBackup: async (...args) => (await vault()).checkBackup(...args),
      restore: async (...args) => (await vault()).restore(...args),
      erase: async () => (await vault()).erase(),
    },
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
    orderContact: async (...args) => (await engine()).orderContact(...args),
    runAnalysis: async (...args) => (await engine()).runAnalysis(...args),
    sql: async (...args) => (await engine()).sql(...args),
    diagnostics: async () => (await engine()).diagnostics(),
  };
}

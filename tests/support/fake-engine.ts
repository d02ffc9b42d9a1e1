import type { Catalogue } from '../../src/domain/contracts/catalogue.ts';
import { AppError } from '../../src/domain/contracts/errors.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { FakeVault } from './fake-vault.ts';

const EMPTY: Catalogue = {
  metrics: [],
  formats: [],
  analyses: [],
  models: [],
  shops: [{ id: 's1', name: '样例旗舰店', platform: 'taobao', currency: 'CNY' }],
  dataRange: null,
  dataAsOf: null,
};

/** An engine that holds orders of a day or nothing, and answers only as far as its vault is open. */
export function fakeEngine(vault: FakeVault, holds: { orders: boolean }): Engine {
  let is = 'looking';
  const listeners = new Set<() => void>();
  vault.door.watch((state) => {
    const opens = state.is === 'open' && is !== 'open';
    is = state.is;
    if (opens) queueMicrotask(() => listeners.forEach((listener) => listener()));
  });
  const answer = async <T>(value: T): Promise<T> => {
    if (is !== 'open' && is !== 'memory' && is !== 'looking') throw new AppError('VAULT_LOCKED', {});
    return value;
  };
  const absent = () => Promise.reject(new Error('not in this test'));
  return {
    vault: vault.door,
    start: () => answer(undefined),
    tryThreads: async () => [],
    watchState: (listener) => {
      listener({ is: 'ready' });
      return () => {};
    },
    watchData: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    previewFile: async () => ({ encoding: 'utf-8', unsure: false, rows: [] }),
    importFile: () => answer([]),
    draftMapping: absent,
    undoImport: absent,
    listImports: () => answer([]),
    rejectedRows: absent,
    loadSampleShop: () => answer([]),
    clearAll: () => answer(undefined),
    catalogue: () => answer({ ...EMPTY, dataRange: holds.orders ? { from: '2024-05-01', to: '2024-05-02' } : null }),
    queryMetric: absent,
    queryMetrics: async () => answer([]),
    traceNumber: absent,
    queryOrders: () => answer({ total: 0, rows: [] }),
    orderContact: () => answer({ is: 'none' } as const),
    runAnalysis: absent,
    sql: absent,
    diagnostics: async () => ({}),
  };
}

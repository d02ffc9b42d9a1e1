import type { ImportOptions, ImportReport } from '../domain/contracts/import.ts';
import type { CallOptions } from '../engine/call-options.ts';
import type { Engine, SqlAnswer } from '../engine/engine.ts';

/** What scripts on this page may ask: the verbs that the pages use, under the same masks. */
export type LocalApi = Pick<Engine, 'catalogue' | 'queryMetric' | 'runAnalysis'> & {
  /** Imports files one after the other; one report per table in each file. */
  importFiles(files: readonly File[], options?: ImportOptions, call?: CallOptions): Promise<ImportReport[]>;
  /** Reads with SQL; statements that write are refused. Aborting `call.signal` ends it. */
  sql(text: string, call?: CallOptions): Promise<SqlAnswer>;
};

declare global {
  interface Window {
    zhanggui?: LocalApi;
  }
}

/** Puts the local interface at `window.zhanggui`. */
export function offerScripts(engine: Engine): void {
  window.zhanggui = {
    importFiles: async (files, options, call) => {
      const reports: ImportReport[] = [];
      for (const file of files) reports.push(...(await engine.importFile(file, options, call)));
      return reports;
    },
    catalogue: () => engine.catalogue(),
    queryMetric: (query, call) => engine.queryMetric(query, call),
    runAnalysis: (id, params, call) => engine.runAnalysis(id, params, call),
    sql: (text, call) => engine.sql(text, call),
  };
}

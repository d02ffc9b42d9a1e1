import { cutPower, killProcess } from './crash.ts';
import { JournalFiles, type DiskState, type FlushFilter } from './journal-files.ts';
import type { Machine } from './machine.ts';

const MODELS = { kill: killProcess, power: cutPower };

/** Files written in place. `reaches` plants a fault into the flushes of a run that starts on a given state. */
export function diskMachine(reaches?: FlushFilter): Machine<DiskState> {
  return {
    empty: { durable: new Map(), waiting: [] },
    start: (start) => {
      const files = new JournalFiles(start, reaches);
      return {
        files,
        get calls() {
          return files.journal.length;
        },
        get trims() {
          return files.journal.filter(({ kind }) => kind === 'truncate').length;
        },
        crash: ({ model, calls, random }) => MODELS[model]({ start, journal: files.journal, count: calls }, random),
      };
    },
  };
}

import { existsSync, readFileSync, readdirSync } from 'node:fs';

/** What the renderer of the page used while something ran. */
export type Usage = {
  /** Highest resident set of the renderer, bytes; null where the system does not tell. */
  peak: number | null;
  /** Processor time of each worker thread, oldest first, milliseconds. */
  workers: number[];
  /** When the youngest thread last worked, milliseconds after the start. */
  lastReading: number | null;
};

const EVERY_MS = 100;
const TICK_MS = 10; // Linux counts in 1/100 s

const read = (path: string) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // the thread or process ended
  }
};

function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
}

/** Ids of the worker threads with their processor time so far. */
function workerTimes(pid: number): Map<number, number> {
  const tasks = existsSync(`/proc/${pid}/task`) ? readdirSync(`/proc/${pid}/task`) : [];
  const found = new Map<number, number>();
  for (const task of tasks) {
    const stat = read(`/proc/${pid}/task/${task}/stat`);
    if (!stat.includes('(DedicatedWorker')) continue;
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    found.set(Number(task), (Number(fields[11]) + Number(fields[12])) * TICK_MS);
  }
  return found;
}

/** Watches a process until told to stop; on systems without `/proc` it sees nothing. */
export function watchProcess(pid: number): () => Usage {
  const begun = performance.now();
  const before = workerTimes(pid);
  const latest = new Map(before);
  let peak = 0;
  let lastReading: number | null = null;
  const look = () => {
    peak = Math.max(peak, residentBytes(pid));
    for (const [task, time] of workerTimes(pid)) {
      const grew = time - (latest.get(task) ?? 0);
      latest.set(task, time);
      if (!before.has(task) && grew > EVERY_MS / 5) lastReading = performance.now() - begun;
    }
  };
  look();
  const timer = setInterval(look, EVERY_MS);
  return () => {
    clearInterval(timer);
    look();
    const workers = [...latest].toSorted(([a], [b]) => a - b).map(([task, time]) => time - (before.get(task) ?? 0));
    return { peak: peak > 0 ? peak : null, workers, lastReading };
  };
}

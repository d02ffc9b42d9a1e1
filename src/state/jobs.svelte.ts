import type { JobProgress } from '../domain/contracts/job.ts';
import type { Text } from '../domain/contracts/text.ts';

/** Something long that runs on while the user walks through the app. */
export type Job = {
  readonly id: number;
  readonly title: Text;
  readonly titleParams: Readonly<Record<string, string | number>>;
  progress: JobProgress | null;
  /** Units done per second, smoothed; null until it can be said. */
  rate: number | null;
  readonly startedAt: number;
  cancel: () => void;
};

/** The tray of running jobs; each is started here, followed here and can be cancelled here. */
export class Jobs {
  running = $state.raw<readonly Job[]>([]);
  #next = 1;
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Runs work with a place in the tray; rejects as the work does. */
  async run<T>(
    title: Text,
    titleParams: Readonly<Record<string, string | number>>,
    work: (call: { signal: AbortSignal; onProgress: (progress: JobProgress) => void }) => Promise<T>,
  ): Promise<T> {
    const stop = new AbortController();
    const id = this.#next++;
    const job: Job = {
      id,
      title,
      titleParams,
      progress: null,
      rate: null,
      startedAt: this.#now(),
      cancel: () => stop.abort(),
    };
    this.running = [...this.running, job];
    try {
      return await work({ signal: stop.signal, onProgress: (progress) => this.#follow(id, progress) });
    } finally {
      this.running = this.running.filter((one) => one.id !== id);
    }
  }

  #follow(id: number, progress: JobProgress): void {
    this.running = this.running.map((job) => {
      if (job.id !== id) return job;
      const seconds = (this.#now() - job.startedAt) / 1000;
      return { ...job, progress, rate: seconds > 0.5 && progress.done > 0 ? progress.done / seconds : null };
    });
  }
}

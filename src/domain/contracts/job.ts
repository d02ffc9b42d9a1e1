import type { Text } from './text.ts';

/** Progress of something that takes longer than a blink. `total` is null when it cannot be known yet. */
export type JobProgress = {
  phase: Text;
  done: number;
  total: number | null;
  unit: 'rows' | 'bytes' | 'files' | 'steps';
};

/** Called at most about ten times a second. */
export type ReportProgress = (progress: JobProgress) => void;

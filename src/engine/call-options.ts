import type { ReportProgress } from '../domain/contracts/job.ts';

/** How a call can be followed and stopped. Aborting rejects with `CANCELLED` and leaves the data as it was. */
export type CallOptions = { signal?: AbortSignal; onProgress?: ReportProgress };

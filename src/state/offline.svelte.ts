/** How far the copy for offline use has come; bytes. */
export type OfflinePhase =
  | { is: 'unknown' }
  | { is: 'storing'; done: number; total: number }
  | { is: 'ready' }
  | { is: 'stopped'; retry: () => void };

/** Whether the app works without a network from now on. */
export class OfflineCopy {
  phase = $state.raw<OfflinePhase>({ is: 'unknown' });
}

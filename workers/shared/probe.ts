import { hearRefusals, sharedAttempts, tryAll, type ThreadTrial } from '../../src/domain/contracts/channels.ts';
import { AppError } from '../../src/domain/contracts/errors.ts';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Tries this thread's ways out.
 * @param patience how long to wait at most, milliseconds, for why one failed: threads of some browsers are never told
 */
function probeThread(thread: string, patience: number): Promise<ThreadTrial> {
  return tryAll(
    thread,
    sharedAttempts(self),
    hearRefusals(self, () => later(patience)),
  );
}

/**
 * Refuses to work where a way out of this thread is open. Only the built app has policies.
 * @throws GUARDS_INACTIVE naming the open ways
 */
export async function insistOnSeal(thread: string): Promise<void> {
  if (!import.meta.env.PROD) return;
  // Only whether one is open counts here, and that is known at once.
  const { trials } = await probeThread(thread, 0);
  const open = trials.filter(({ outcome }) => outcome === 'open').map(({ channel }) => `${thread}: ${channel}`);
  if (open.length > 0) throw new AppError('GUARDS_INACTIVE', { guards: open.join(', ') });
}

/** Answers a page that asks this thread to try its ways out: `{ probe: MessagePort, patience: number }`. */
export function answerProbes(thread: string): void {
  self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'object' || data === null) return;
    const port: unknown = Reflect.get(data, 'probe');
    const patience: unknown = Reflect.get(data, 'patience');
    if (!(port instanceof MessagePort)) return;
    void probeThread(thread, Number(patience)).then((trial) => port.postMessage(trial));
  });
}

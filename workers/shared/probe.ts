import { hearRefusals, sharedAttempts, tryAll, type ThreadTrial } from '../../src/domain/contracts/channels.ts';
import { AppError } from '../../src/domain/contracts/errors.ts';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Tries this thread's ways out. */
function probeThread(thread: string): Promise<ThreadTrial> {
  return tryAll(thread, sharedAttempts(self), hearRefusals(self, later));
}

/**
 * Refuses to work where a way out of this thread is open. Only the built app has policies.
 * @throws GUARDS_INACTIVE naming the open ways
 */
export async function insistOnSeal(thread: string): Promise<void> {
  if (!import.meta.env.PROD) return;
  const { trials } = await probeThread(thread);
  const open = trials.filter(({ outcome }) => outcome === 'open').map(({ channel }) => `${thread}: ${channel}`);
  if (open.length > 0) throw new AppError('GUARDS_INACTIVE', { guards: open.join(', ') });
}

/** Answers a page that asks this thread to try its ways out: `{ probe: MessagePort }`. */
export function answerProbes(thread: string): void {
  self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const port: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'probe') : null;
    if (port instanceof MessagePort) void probeThread(thread).then((trial) => port.postMessage(trial));
  });
}

import type { ThreadTrial } from '../domain/contracts/channels.ts';

/** How long a thread waits to be told why a way out failed, milliseconds: little at a start, more when the user asks. */
export const PATIENCE = { start: 200, asked: 1500 } as const;

/** Asks a thread to try its ways out. Never resolves for a script that answers no probes. */
export function askTrial(worker: Worker, patience: number): Promise<ThreadTrial> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<ThreadTrial>) => {
      port1.close();
      resolve(data);
    };
    worker.postMessage({ probe: port2, patience }, [port2]);
  });
}

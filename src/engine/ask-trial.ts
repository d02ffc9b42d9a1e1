import type { ThreadTrial } from '../domain/contracts/channels.ts';

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

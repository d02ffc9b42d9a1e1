import type { AuditReply, OfflineRequest } from '../../domain/contracts/offline.ts';

/** Has the service worker compare every file of the build with its copy on this device. @returns null without one */
export async function askAudit(): Promise<AuditReply | null> {
  const controller = 'serviceWorker' in navigator ? navigator.serviceWorker.controller : null;
  if (!controller) return null;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<AuditReply>) => {
      port1.close();
      resolve(data);
    };
    controller.postMessage({ type: 'audit' } satisfies OfflineRequest, [port2]);
  });
}

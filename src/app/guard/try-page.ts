import { hearRefusals, PATIENCE, sharedAttempts, tryAll, type Attempt } from '../../domain/contracts/channels.ts';
import type { PageTrial } from '../../domain/contracts/guards.ts';
import { isWebrtcClosed } from './webrtc.ts';

const later = () => new Promise((resolve) => setTimeout(resolve, PATIENCE.asked));

/** Tries the page's ways out: the few that take milliseconds, and `more` of them when the user asks. */
export async function tryPage(more: readonly Attempt[] = []): Promise<PageTrial> {
  const [page, webrtc] = await Promise.all([
    tryAll('page', [...sharedAttempts(window), ...more], hearRefusals(document, later)),
    isWebrtcClosed(),
  ]);
  return {
    page,
    isControlled: navigator.serviceWorker.controller !== null,
    hasTrustedTypes: 'trustedTypes' in window,
    isWebrtcClosed: webrtc,
  };
}

/** The first Chromium that knows `Connection-Allowlist`. */
const FIRST = 152;
/** A refused connection fails within some 5 ms, an open one meets within 100; a busy device may take far longer. */
const PATIENCE_MS = 10_000;

type Brands = { readonly brands?: readonly { brand: string; version: string }[] };

/** Whether this browser closes WebRTC when the header says so. */
export function knowsAllowlist(agent: Brands | undefined): boolean {
  return agent?.brands?.some(({ brand, version }) => brand === 'Chromium' && Number(version) >= FIRST) ?? false;
}

/**
 * Lets two ends on this page try to meet; nothing is addressed to anybody else.
 * @returns null where the browser has no `Connection-Allowlist` to close it with
 */
export async function isWebrtcClosed(): Promise<boolean | null> {
  const agent: unknown = Reflect.get(navigator, 'userAgentData');
  if (!isBrands(agent) || !knowsAllowlist(agent)) return null;
  const ends = [new RTCPeerConnection(), new RTCPeerConnection()] as const;
  try {
    return await Promise.race([isRefused(ends), later(PATIENCE_MS)]);
  } finally {
    for (const end of ends) end.close();
  }
}

function isBrands(agent: unknown): agent is Brands {
  return typeof agent === 'object' && agent !== null;
}

function later(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), ms));
}

async function isRefused([one, other]: readonly [RTCPeerConnection, RTCPeerConnection]): Promise<boolean> {
  const met = new Promise<boolean>((resolve) => {
    one.oniceconnectionstatechange = () => {
      const { iceConnectionState: state } = one;
      if (state === 'failed') resolve(true);
      if (state === 'connected' || state === 'completed') resolve(false);
    };
  });
  one.onicecandidate = ({ candidate }) => void tell(other, candidate);
  other.onicecandidate = ({ candidate }) => void tell(one, candidate);
  one.createDataChannel('self-test');
  const offer = await one.createOffer();
  await one.setLocalDescription(offer);
  await other.setRemoteDescription(offer);
  const answer = await other.createAnswer();
  await other.setLocalDescription(answer);
  await one.setRemoteDescription(answer);
  return met;
}

/** An end that was closed in the meantime takes nothing, and old ones promise nothing. */
async function tell(end: RTCPeerConnection, candidate: RTCIceCandidate | null): Promise<void> {
  try {
    await end.addIceCandidate(candidate);
  } catch {
    // The two meet by another candidate, or not at all.
  }
}

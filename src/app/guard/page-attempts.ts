import { FOREIGN_ADDRESS, type Attempt } from '../../domain/contracts/channels.ts';

/** Ways out that only a page has and that can be tried without harm; none of them reaches anybody. */
export function pageAttempts(): Attempt[] {
  const at = (channel: string) => `${FOREIGN_ADDRESS}${channel}`;
  return [
    { channel: 'beacon', attempt: () => settle(navigator.sendBeacon(at('beacon'), '')) },
    { channel: 'image', attempt: () => loaded(Object.assign(new Image(), { src: at('image') })) },
    { channel: 'font', attempt: () => new FontFace('self-test', `url(${at('font')})`).load() },
    { channel: 'import', attempt: () => import(/* @vite-ignore */ at('import')) },
    { channel: 'frame-src', attempt: () => framed(at('frame-src')) },
    { channel: 'window', attempt: () => opened() },
    { channel: 'trusted-types-sink', attempt: () => written() },
  ];
}

function settle(worked: boolean): Promise<void> {
  return worked ? Promise.resolve() : Promise.reject(new Error('refused'));
}

function loaded(image: HTMLImageElement): Promise<void> {
  return new Promise((resolve, reject) => {
    image.onload = () => resolve();
    image.onerror = () => reject(new Error('refused'));
  });
}

async function framed(address: string): Promise<void> {
  const frame = Object.assign(document.createElement('iframe'), { src: address, hidden: true, title: 'self-test' });
  const end = new AbortController();
  const settled = new Promise<void>((resolve) => {
    frame.onload = () => resolve();
    // Firefox loads nothing into a refused frame and says nothing of it but this.
    const hear = ({ effectiveDirective }: SecurityPolicyViolationEvent) =>
      effectiveDirective === 'frame-src' && resolve();
    document.addEventListener('securitypolicyviolation', hear, { signal: end.signal });
  });
  document.body.append(frame);
  try {
    await settled;
  } finally {
    end.abort();
    frame.remove();
  }
}

/** An empty window: the sandbox refuses it whatever it would show. */
function opened(): Promise<void> {
  const other = window.open('about:blank');
  other?.close();
  return settle(other !== null);
}

/** Text where markup is expected; what it says is harmless. */
function written(): Promise<void> {
  return new Promise((resolve) => {
    document.createElement('p').innerHTML = 'self-test';
    resolve();
  });
}

/**
 * The security policy of the app, in one place: the service worker adds it to what it serves, the build writes it
 * into index.html and `_headers`, the local server sends it, and docs/hosting.md is generated from it.
 */

type Directives = Readonly<Record<string, string>>;

const PAGE: Directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'worker-src': "'self'",
  'connect-src': "'self'",
  'style-src': "'self'",
  // Components position popovers through style attributes; attributes cannot load or run anything.
  'style-src-attr': "'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
  'frame-src': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'default svelte-trusted-html',
};

/** These have no effect inside a `<meta>` element. */
const PAGE_BY_HEADER: Directives = {
  'frame-ancestors': "'none'",
  sandbox: 'allow-scripts allow-same-origin allow-downloads allow-modals',
};

const WORKER: Directives = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'connect-src': "'self'",
};

const SERVICE_WORKER: Directives = { 'default-src': "'none'", 'script-src': "'self'", 'connect-src': "'self'" };

const write = (directives: Directives) =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

/** The policy for `<meta http-equiv="Content-Security-Policy">`, for hosts that cannot send headers. */
export const META_POLICY = write(PAGE);

/** Sent with every answer. */
const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // Chromium 152 and later: closes WebRTC, pop-ups and navigation, which a content policy leaves open.
  'Connection-Allowlist': '(response-origin);webrtc=block',
  'Permissions-Policy': ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
    .map((feature) => `${feature}=()`)
    .join(', '),
};

export type Served = 'page' | 'worker' | 'service-worker' | 'asset';

const POLICIES: Readonly<Record<Served, string | null>> = {
  page: write({ ...PAGE, ...PAGE_BY_HEADER }),
  worker: write(WORKER),
  'service-worker': write(SERVICE_WORKER),
  asset: null,
};

/** All security headers for one kind of answer. */
export function securityHeaders(served: Served): Record<string, string> {
  const policy = POLICIES[served];
  return policy === null ? { ...COMMON_HEADERS } : { ...COMMON_HEADERS, 'Content-Security-Policy': policy };
}

/** What a path inside the app's folder is; worker scripts are built into `workers/`. */
export function servedKind(path: string): Served {
  if (path === '' || path.endsWith('/') || path.endsWith('.html')) return 'page';
  if (path === 'sw.js') return 'service-worker';
  return /^workers\/.*\.js$/.test(path) ? 'worker' : 'asset';
}

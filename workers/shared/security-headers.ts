/**
 * The security policy of the app, in one place: the service worker adds it to what it serves, the build writes it
 * into index.html and `_headers`, the local server sends it, and docs/hosting.md is generated from it.
 */

type Directives = Readonly<Record<string, string>>;

const PAGE: Directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'worker-src': "'self'",
  // The engine comes out of the cache; nothing on the page has a reason to speak to anybody, not even to its own host.
  'connect-src': "'none'",
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

/** The page that reads a backup without the app, also from a disk or another host: it has no thread to compute in. */
const BACKUP_CHECK: Directives = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'connect-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
};

const SEALED_THREAD: Directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  'connect-src': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
};

const COMPILES_WASM: Directives = { 'script-src': "'self' 'wasm-unsafe-eval'" };

/** What a thread may do beyond running this app's scripts, by the name of its script; others may do nothing more. */
const THREADS: Readonly<Record<string, Directives>> = {
  engine: {
    ...SEALED_THREAD,
    ...COMPILES_WASM,
    // Its module is handed over as a blob, and each file gets a reader of its own.
    'connect-src': 'blob:',
    'worker-src': "'self'",
    'trusted-types': 'default',
  },
  reader: { ...SEALED_THREAD, ...COMPILES_WASM },
  vault: { ...SEALED_THREAD, ...COMPILES_WASM },
};

/** The only script that may use the network, and only its own host. */
const SERVICE_WORKER: Directives = { ...SEALED_THREAD, 'connect-src': "'self'" };

const write = (directives: Directives) =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

/** The policy for `<meta http-equiv="Content-Security-Policy">`, for hosts that cannot send headers. */
export const META_POLICY = write(PAGE);

/** The same for `backup-check.html`. */
export const BACKUP_CHECK_META_POLICY = write(BACKUP_CHECK);

/** Sent with every answer. */
const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // Chromium 152 and later: closes WebRTC, pop-ups and navigation, which a content policy leaves open.
  'Connection-Allowlist': '(response-origin);webrtc=block',
  'Permissions-Policy': ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
    .map((feature) => `${feature}=()`)
    .join(', '),
};

/** Kinds of answers; `thread:` with a name for the scripts of threads. */
export type Served = 'page' | 'backup-check' | 'service-worker' | 'asset' | 'thread' | `thread:${string}`;

function policyFor(served: Served): string | null {
  if (served === 'asset') return null;
  if (served === 'page') return write({ ...PAGE, ...PAGE_BY_HEADER });
  if (served === 'backup-check') return write({ ...BACKUP_CHECK, ...PAGE_BY_HEADER });
  if (served === 'service-worker') return write(SERVICE_WORKER);
  return write(THREADS[served.slice('thread:'.length)] ?? SEALED_THREAD);
}

/** Every kind that has a policy of its own; where addresses of two kinds look alike, the more special first. */
export const POLICED: readonly Served[] = [
  'backup-check',
  'page',
  ...Object.keys(THREADS).map((name) => `thread:${name}` as const),
  'thread',
  'service-worker',
];

/** All security headers for one kind of answer. */
export function securityHeaders(served: Served): Record<string, string> {
  const policy = policyFor(served);
  return policy === null ? { ...COMMON_HEADERS } : { ...COMMON_HEADERS, 'Content-Security-Policy': policy };
}

/** What a path inside the app's folder is; scripts of threads are built into `workers/`. */
export function servedKind(path: string): Served {
  if (path === 'backup-check.html') return 'backup-check';
  if (path === '' || path.endsWith('/') || path.endsWith('.html')) return 'page';
  if (path === 'sw.js') return 'service-worker';
  if (!/^workers\/.*\.js$/.test(path)) return 'asset';
  const name = /^workers\/([\w-]+)\.worker-/.exec(path)?.[1] ?? '';
  return name in THREADS ? `thread:${name}` : 'thread';
}

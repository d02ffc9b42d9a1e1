import { cleanupOutdatedCaches, matchPrecache, precache, type PrecacheEntry } from 'workbox-precaching';
import type { AuditedFile, AuditReply, OfflineRequest, PackFile } from '../../src/domain/contracts/offline.ts';
import { POLICED, securityHeaders, servedKind, type Served } from '../shared/security-headers.ts';
import { EnginePack, sha256 } from './engine-pack.ts';
import { holdNetwork } from './hold-network.ts';
import { receiveShared } from './shared-files.ts';

declare const self: ServiceWorkerGlobalScope;

/** The lists are written in by the build. */
declare const SHELL_FILES: PrecacheEntry[];
declare const PACK_FILES: PackFile[];
declare const BUILD_FILES: PackFile[];

holdNetwork();

const NOT_OURS = new Response('404', { status: 404, headers: { 'content-type': 'text/plain' } });

const scope = self.registration.scope;
const pack = new EnginePack(PACK_FILES, scope);

precache(SHELL_FILES);
cleanupOutdatedCaches();

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([pack.dropOld(), self.clients.claim()]));
});

self.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (asks('SKIP_WAITING', event.data)) event.waitUntil(self.skipWaiting());
  else if (asks('claim', event.data)) event.waitUntil(self.clients.claim());
  else if (port && asks('warm', event.data)) event.waitUntil(pack.warm((reply) => port.postMessage(reply)));
  else if (port && asks('audit', event.data)) event.waitUntil(audit().then((reply) => port.postMessage(reply)));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) {
    event.respondWith(Response.error());
    return;
  }
  const folder = new URL(scope).pathname;
  const path = pathname.startsWith(folder) ? pathname.slice(folder.length) : null;
  if (path !== null && request.method === 'POST' && path === 'share-target')
    event.respondWith(receiveShared(request, scope));
  else event.respondWith(request.method === 'GET' && path !== null ? serve(request, path) : NOT_OURS.clone());
});

/** Every file of the build against what this device would be given. */
async function audit(): Promise<AuditReply> {
  const files: AuditedFile[] = [];
  for (const file of BUILD_FILES) {
    const stored = (await matchPrecache(file.url)) ?? (await pack.stored(new URL(file.url, scope).href));
    const isSame = stored && (await sha256(await stored.blob())) === file.sha256;
    files.push({ ...file, state: isSame ? 'same' : stored ? 'differs' : 'missing' });
  }
  return { files, policies: POLICED.map((served) => ({ served, headers: securityHeaders(served) })) };
}

function asks(type: OfflineRequest['type'], message: unknown): boolean {
  return typeof message === 'object' && message !== null && Reflect.get(message, 'type') === type;
}

/**
 * A file of this build, and nothing else: an address that names no file could carry data in its words, so it is
 * answered here and never asked of the host.
 */
async function serve(request: Request, path: string): Promise<Response> {
  const named = servedKind(path);
  const kind = request.mode === 'navigate' && named !== 'backup-check' ? 'page' : named;
  const address = new URL(path, scope).href;
  const stored = await matchPrecache(path === '' ? 'index.html' : path);
  const response = stored ?? (pack.holds(address) ? await pack.answer(address) : NOT_OURS.clone());
  return withPolicy(response, kind);
}

/** The same answer under our policy, whatever the host sent. */
function withPolicy(response: Response, kind: Served): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(securityHeaders(kind))) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

import { cleanupOutdatedCaches, matchPrecache, precache, type PrecacheEntry } from 'workbox-precaching';
import type { OfflineRequest, PackFile } from '../../src/domain/contracts/offline.ts';
import { securityHeaders, servedKind, type Served } from '../shared/security-headers.ts';
import { EnginePack } from './engine-pack.ts';
import { receiveShared } from './shared-files.ts';

declare const self: ServiceWorkerGlobalScope;

/** Both lists are written in by the build. */
declare const SHELL_FILES: PrecacheEntry[];
declare const PACK_FILES: PackFile[];

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
  else if (port && asks('warm', event.data)) event.waitUntil(pack.warm((reply) => port.postMessage(reply)));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) {
    event.respondWith(Response.error());
    return;
  }
  const folder = new URL(scope).pathname;
  if (!pathname.startsWith(folder)) return;
  const path = pathname.slice(folder.length);
  if (request.method === 'POST' && path === 'share-target') event.respondWith(receiveShared(request, scope));
  else if (request.method === 'GET') event.respondWith(serve(request, path));
});

function asks(type: OfflineRequest['type'], message: unknown): boolean {
  return typeof message === 'object' && message !== null && Reflect.get(message, 'type') === type;
}

async function serve(request: Request, path: string): Promise<Response> {
  const kind = request.mode === 'navigate' ? 'page' : servedKind(path);
  const stored = await matchPrecache(path === '' ? 'index.html' : path);
  const address = new URL(path, scope).href;
  const response = stored ?? (pack.holds(address) ? await pack.answer(address) : await fetch(request));
  return kind === 'asset' || !response.ok ? response : withPolicy(response, kind);
}

/** The same answer under our policy, whatever the host sent. */
function withPolicy(response: Response, kind: Served): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(securityHeaders(kind))) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

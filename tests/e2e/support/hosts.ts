import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** A host on this machine, and every address it was asked for. */
export type Host = { url: string; asked: string[]; close(): Promise<void> };

/** A host that sends no security headers at all, as the plainest static hosting does. */
export function bareHost(folder = 'dist'): Promise<Host> {
  return open(async (path) => {
    const file = normalize(path === '' ? 'index.html' : path);
    return { type: TYPES[extname(file)] ?? 'application/octet-stream', body: await readFile(join(folder, file)) };
  });
}

/** A host of the control: an empty page, an empty thread, an empty service worker, and no policy. `files` are added. */
export function controlHost(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<Host> {
  const all: Readonly<Record<string, string | Uint8Array>> = {
    '': '<!doctype html><title>control</title><body><p>control</p></body>',
    'thread.js': 'self.onmessage = () => undefined;',
    'sw.js': 'self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));',
    ...files,
  };
  return open(async (path) => {
    const body = all[path];
    if (body === undefined) throw new Error('no such file');
    return { type: path === '' ? 'text/html' : (TYPES[extname(path)] ?? 'text/plain'), body };
  });
}

async function open(find: (path: string) => Promise<{ type: string; body: string | Uint8Array }>): Promise<Host> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
    find(path).then(
      ({ type, body }) => response.writeHead(200, { 'Content-Type': type }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

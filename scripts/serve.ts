import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { securityHeaders, servedKind } from '../workers/shared/security-headers.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const COMPRESSED = join(ROOT, '.cache', 'compressed');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.csv': 'text/csv; charset=utf-8',
};
type Encoding = 'br' | 'gzip';
const COMPRESSIBLE = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.wasm']);

/** Serves `dist` on this machine only. @returns the running server and its address */
export async function serve(port: number): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    answer(request, response).catch((thrown: unknown) => {
      console.error(thrown);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await listen(server, port);
  const address = server.address();
  return { server, url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}/` };
}

/** The asked port, or any free one when it is taken. */
async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' || port === 0) reject(error);
      else resolve(listen(server, 0));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname).slice(1);
  const file = fileOf(path);
  if (request.method !== 'GET' && request.method !== 'HEAD') refuse(response, 405);
  else if (!file) refuse(response, 404);
  else {
    const encoding = encodingOf(request, extname(file));
    const body = encoding ? await compressed(file, encoding) : file;
    response.writeHead(200, { ...securityHeaders(servedKind(path)), ...describe(file, body, encoding) });
    if (request.method === 'HEAD') response.end();
    else createReadStream(body).pipe(response);
  }
}

function describe(file: string, body: string, encoding: Encoding | null): Record<string, string | number> {
  return {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Length': statSync(body).size,
    'Cache-Control': /-[\w-]{8}\.\w+$/.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
    ...(encoding ? { 'Content-Encoding': encoding } : {}),
  };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...securityHeaders('asset'), 'Content-Type': 'text/plain' }).end(String(status));
}

function fileOf(path: string): string | null {
  const file = normalize(join(DIST, path === '' || path.endsWith('/') ? `${path}index.html` : path));
  const isOurs = file.startsWith(DIST + sep) && !file.includes(`${sep}.`);
  return isOurs && existsSync(file) && statSync(file).isFile() ? file : null;
}

function encodingOf(request: IncomingMessage, type: string): Encoding | null {
  const accepted = COMPRESSIBLE.has(type) ? (request.headers['accept-encoding'] ?? '') : '';
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : null;
}

/** The compressed copy, made at the first request and kept: 36 MB of wasm take seconds. */
async function compressed(file: string, encoding: Encoding): Promise<string> {
  const { mtimeMs, size } = statSync(file);
  const copy = join(COMPRESSED, `${file.slice(DIST.length).replaceAll(sep, '_')}.${size}.${mtimeMs}.${encoding}`);
  if (existsSync(copy)) return copy;
  mkdirSync(COMPRESSED, { recursive: true });
  const bytes = await readFile(file);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength };
  const packed = encoding === 'br' ? brotliCompressSync(bytes, { params: quality }) : gzipSync(bytes);
  const unfinished = `${copy}.${randomUUID()}`;
  await writeFile(unfinished, packed);
  await rename(unfinished, copy);
  return copy;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serve(Number(process.env['PORT'] ?? 4173));
  console.log(`掌柜 Zhanggui  ${url}\nCtrl+C 停止 / stops it`);
}

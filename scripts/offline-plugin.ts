import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type HtmlTagDescriptor, type Plugin } from 'vite';
import { getManifest } from 'workbox-build';
import type { PackFile } from '../src/domain/contracts/offline.ts';
import { META_POLICY, securityHeaders } from '../workers/shared/security-headers.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const HASHED = /-[\w-]{8}\.\w+$/;
const PACK = ['workers/**/*.js', '**/*.wasm'];
const SHELL_LIMIT = 1_500_000;

/**
 * What makes a build installable and closed: the policy in index.html, `_headers` for hosts that read it,
 * and the service worker with its two lists, the shell (stored at install) and the pack (stored afterwards).
 */
export function offline(): Plugin {
  let outDir = '';
  return {
    name: 'offline',
    apply: 'build',
    configResolved(config) {
      outDir = fileURLToPath(new URL(`${config.build.outDir}/`, `file://${config.root}/`));
    },
    transformIndexHtml: {
      order: 'pre',
      handler: () => [
        tag('meta', { 'http-equiv': 'Content-Security-Policy', content: META_POLICY }),
        tag('link', { rel: 'manifest', href: './manifest.webmanifest' }),
        tag('link', { rel: 'icon', href: './icons/icon.svg', type: 'image/svg+xml' }),
        tag('link', { rel: 'apple-touch-icon', href: './icons/apple-touch-icon.png' }),
      ],
    },
    async writeBundle() {
      await writeFile(`${outDir}_headers`, hostHeaders());
      const shell = await shellFiles(outDir);
      await buildServiceWorker(outDir, shell, await packFiles(outDir));
    },
  };
}

const tag = (name: string, attrs: Record<string, string>): HtmlTagDescriptor => ({
  tag: name,
  attrs,
  injectTo: 'head',
});

async function shellFiles(outDir: string) {
  const { manifestEntries, size, warnings } = await getManifest({
    globDirectory: outDir,
    globPatterns: ['**/*.{js,css,html,svg,png,woff2,webmanifest,json}'],
    globIgnores: [...PACK, 'sw.js'],
    dontCacheBustURLsMatching: HASHED,
  });
  if (warnings.length > 0) throw new Error(warnings.join('\n'));
  if (size > SHELL_LIMIT) throw new Error(`the shell has ${size} bytes; the limit is ${SHELL_LIMIT}`);
  return manifestEntries;
}

async function packFiles(outDir: string): Promise<PackFile[]> {
  const { manifestEntries } = await getManifest({
    globDirectory: outDir,
    globPatterns: PACK,
    globIgnores: ['sw.js'],
    maximumFileSizeToCacheInBytes: Number.MAX_SAFE_INTEGER,
  });
  const files = await Promise.all(manifestEntries.map(async ({ url }) => describe(url, await readFile(outDir + url))));
  const loose = files.filter(({ url }) => !HASHED.test(url));
  if (loose.length > 0)
    throw new Error(`without a content hash in its name: ${loose.map(({ url }) => url).join(', ')}`);
  return files.sort((a, b) => a.size - b.size);
}

function describe(url: string, bytes: Buffer): PackFile {
  return { url, size: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
}

async function buildServiceWorker(outDir: string, shell: unknown, pack: PackFile[]): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    define: {
      'process.env.NODE_ENV': '"production"',
      SHELL_FILES: JSON.stringify(shell),
      PACK_FILES: JSON.stringify(pack),
    },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      rolldownOptions: {
        input: `${ROOT}workers/sw/sw.ts`,
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
  });
}

/** The `_headers` file that Netlify, Cloudflare and others read; later blocks replace a header of earlier ones. */
export function hostHeaders(): string {
  const block = (path: string, headers: Record<string, string>) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  const policyOf = (kind: 'page' | 'worker' | 'service-worker') => ({
    'Content-Security-Policy': securityHeaders(kind)['Content-Security-Policy'] ?? '',
  });
  const forever = { 'Cache-Control': 'public, max-age=31536000, immutable' };
  const fresh = { 'Cache-Control': 'no-cache' };
  return [
    block('/*', securityHeaders('asset')),
    block('/', { ...policyOf('page'), ...fresh }),
    block('/index.html', { ...policyOf('page'), ...fresh }),
    block('/sw.js', { ...policyOf('service-worker'), ...fresh }),
    block('/workers/*', { ...policyOf('worker'), ...forever }),
    block('/assets/*', forever),
    '',
  ].join('\n\n');
}

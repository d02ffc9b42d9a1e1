import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type HtmlTagDescriptor, type Plugin } from 'vite';
import { getManifest } from 'workbox-build';
import type { PackFile } from '../src/domain/contracts/offline.ts';
import { META_POLICY } from '../workers/shared/security-headers.ts';
import { apacheHeaders, hostHeaders, nginxHeaders } from './host-headers.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const HASHED = /-[\w-]{8}\.\w+$/;
const SHELL = ['**/*.{js,css,html,svg,png,woff2,webmanifest,json}'];
const PACK = ['workers/**/*.js', '**/*.wasm'];
const SHELL_LIMIT = 1_500_000;

/**
 * What makes a build installable and closed: the policy in index.html, header files for hosts,
 * the service worker with its two lists, the shell (stored at install) and the pack (stored afterwards), and the
 * checksums of every file.
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
      await buildBackupCheck(outDir);
      const shell = await shellFiles(outDir);
      const pack = await packFiles(outDir);
      await buildServiceWorker(outDir, { shell, pack, files: await buildFiles(outDir) });
      const addresses = [...shell, ...pack].map(({ url }) => url);
      await writeFile(`${outDir}_headers`, hostHeaders([...addresses, 'sw.js'].toSorted()));
      await writeFile(`${outDir}.htaccess`, apacheHeaders());
      await writeFile(`${outDir}nginx.conf`, nginxHeaders());
      await writeFile(`${outDir}SHA256SUMS`, await checksums(outDir));
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
    globPatterns: SHELL,
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

/** Every file that the app consists of, but for the service worker, which holds this list. */
async function buildFiles(outDir: string): Promise<PackFile[]> {
  const { manifestEntries } = await getManifest({
    globDirectory: outDir,
    globPatterns: [...SHELL, '**/*.wasm'],
    globIgnores: ['sw.js'],
    maximumFileSizeToCacheInBytes: Number.MAX_SAFE_INTEGER,
  });
  const urls = manifestEntries.map(({ url }) => url).toSorted();
  return Promise.all(urls.map(async (url) => describe(url, await readFile(outDir + url))));
}

/** In the form that `sha256sum -c` reads: every file of the build but this one. */
async function checksums(outDir: string): Promise<string> {
  const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && entry.name !== 'SHA256SUMS')
    .map((entry) => relative(outDir, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((name) => !name.startsWith('.vite/'))
    .toSorted();
  const lines = names.map(async (name) => `${describe(name, await readFile(join(outDir, name))).sha256}  ${name}\n`);
  return (await Promise.all(lines)).join('');
}

/** A classic script of its own: pages on a disk load no modules. */
async function buildBackupCheck(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      rolldownOptions: {
        input: `${ROOT}src/backup-check/main.ts`,
        output: { format: 'iife', entryFileNames: 'backup-check.js' },
      },
    },
  });
}

type Lists = { shell: unknown; pack: PackFile[]; files: PackFile[] };

async function buildServiceWorker(outDir: string, { shell, pack, files }: Lists): Promise<void> {
  await build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    define: {
      'process.env.NODE_ENV': '"production"',
      SHELL_FILES: JSON.stringify(shell),
      PACK_FILES: JSON.stringify(pack),
      BUILD_FILES: JSON.stringify(files),
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

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = join(ROOT, 'dist', 'sw.js');
const INPUTS = [
  'src',
  'workers',
  'public',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'scripts/host-headers.ts',
  'scripts/offline-plugin.ts',
];

/** Builds `dist` when it is missing or older than anything it is made of. @returns whether it had to */
export async function ensureBuilt(): Promise<boolean> {
  if (existsSync(STAMP) && newest(INPUTS.map((path) => join(ROOT, path))) < statSync(STAMP).mtimeMs) return false;
  await build({ root: ROOT, logLevel: 'warn' });
  return true;
}

function newest(paths: readonly string[]): number {
  return Math.max(0, ...paths.filter((path) => existsSync(path)).map(changedAt));
}

function changedAt(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, newest(readdirSync(path).map((name) => join(path, name))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt();

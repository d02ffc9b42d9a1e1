import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const IMPORT = /^\s*import (?!type )(?:[^'";]*? from )?'([^'./][^']*)';|import\('([^'./][^']*)'\)/gm;

/**
 * Packages, with their subpaths, that the page and the workers import, in order of name.
 * @param not what starts with one of these is left out.
 */
export function bareImports(not: readonly string[]): string[] {
  const files = ['src', 'workers'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(ROOT, folder, file)),
  );
  const found = files
    .filter((file) => /\.(?:ts|svelte)$/.test(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? ''));
  return [...new Set(found)].filter((name) => !not.some((start) => name.startsWith(start))).toSorted();
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { ensureBuilt } from './ensure-built.ts';

type Chunk = {
  file: string;
  src?: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  imports?: string[];
  css?: string[];
};

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const KB = 1_000;

/** Gzipped bytes that a part may have. */
const BUDGET = {
  shell: 90 * KB,
  route: 60 * KB,
  // The blocking bindings of the engine with Arrow are 1.4 MB raw; our own code comes on top. The last 10 kB are what
  // tells the personal columns of every layout, masks them, and checks a user's statement.
  worker: 460 * KB,
  wasm: 8_300 * KB,
  // Reads a backup without the app: two hashes in wasm, the formats, the texts of all errors.
  backupCheck: 36 * KB,
};

await ensureBuilt();
const chunks: Record<string, Chunk> = JSON.parse(readFileSync(join(DIST, '.vite/manifest.json'), 'utf8'));
const shell = filesOf(Object.values(chunks).filter((chunk) => chunk.isEntry));
const routes = Object.values(chunks).filter((chunk) => chunk.isDynamicEntry);
const all = readdirSync(DIST, { recursive: true, encoding: 'utf8' });

const measured = [
  { part: 'shell', size: weigh(shell), budget: BUDGET.shell },
  ...routes.map((chunk) => ({
    part: `route ${chunk.src ?? chunk.file}`,
    size: weigh(new Set([...filesOf([chunk])].filter((file) => !shell.has(file)))),
    budget: BUDGET.route,
  })),
  ...all.filter((file) => /^workers.*\.js$/.test(file)).map((file) => single(file, BUDGET.worker)),
  single('backup-check.js', BUDGET.backupCheck),
  ...all.filter((file) => file.endsWith('.wasm')).map((file) => single(file, BUDGET.wasm)),
];

for (const { part, size, budget } of measured) {
  const verdict = size > budget ? 'OVER' : 'ok';
  console.log(
    `${verdict.padEnd(5)}${(size / KB).toFixed(1).padStart(8)} of ${(budget / KB).toFixed(0).padStart(5)} kB  ${part}`,
  );
}
process.exitCode = measured.some(({ size, budget }) => size > budget) ? 1 : 0;

/** Script and style files of chunks with everything that they import at once. */
function filesOf(start: readonly Chunk[], seen = new Set<string>()): Set<string> {
  for (const { file, css, imports } of start) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const style of css ?? []) seen.add(style);
    filesOf(
      (imports ?? []).flatMap((key) => chunks[key] ?? []),
      seen,
    );
  }
  return seen;
}

function weigh(files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(DIST, file))).byteLength, 0);
}

function single(file: string, budget: number): { part: string; size: number; budget: number } {
  return { part: file, size: weigh([file]), budget };
}

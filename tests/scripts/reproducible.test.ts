import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'build-')));

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

async function checksums(outDir: string): Promise<string[]> {
  await build({ root: ROOT, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  return readFileSync(join(outDir, 'SHA256SUMS'), 'utf8').trim().split('\n');
}

it('builds the same bytes twice', async () => {
  const [first = '', second = ''] = folders;
  const once = await checksums(first);
  expect(await checksums(second)).toEqual(once);
  expect(once.length).toBeGreaterThan(40);
  const names = once.map((line) => line.slice(66));
  for (const file of ['index.html', 'sw.js', '_headers', '.htaccess', 'nginx.conf']) expect(names).toContain(file);
  expect(names.some((name) => name.endsWith('.wasm'))).toBe(true);
});

import { readFileSync } from 'node:fs';
import { MemoryFile, MemoryFiles } from './memory-files.ts';
import { handleOf, openSmall } from './vault-run.ts';

/** What the vault of every fixture holds, in the words of the fixture's maker; invented, no person's data. */
export const FIXTURE_CONTENT = {
  business: Buffer.from('order,amount\n'.repeat(250)),
  personal: Buffer.concat([Buffer.from('first'), Buffer.alloc(2500), Buffer.from('last')]),
};

/** A vault of today's format: three commits, so that both slots, freed extents and a hole are in it. */
export async function makeFixture(): Promise<MemoryFiles> {
  const files = new MemoryFiles();
  const store = await openSmall(files);
  handleOf(store, 'business').write(Buffer.from('x'.repeat(4000)));
  await store.commit();
  handleOf(store, 'business').truncate(0);
  handleOf(store, 'business').write(FIXTURE_CONTENT.business);
  handleOf(store, 'personal').write(Buffer.from('first'));
  await store.commit();
  handleOf(store, 'personal').write(Buffer.from('last'), { at: 2505 });
  await store.commit();
  await store.close();
  return files;
}

/** Files as a text that can be kept with the tests. */
export function packFiles({ files }: MemoryFiles): string {
  const packed = Object.fromEntries(
    [...files].map(([name, { bytes }]) => [name, Buffer.from(bytes).toString('base64')]),
  );
  return `${JSON.stringify(packed, null, 2)}\n`;
}

/** The files of a kept vault. */
export function readFixture(name: string): MemoryFiles {
  const packed: Record<string, string> = JSON.parse(
    readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'),
  );
  const files = new MemoryFiles();
  for (const [file, text] of Object.entries(packed)) {
    files.files.set(file, new MemoryFile(Uint8Array.from(Buffer.from(text, 'base64'))));
  }
  return files;
}

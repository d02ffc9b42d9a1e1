import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FORMAT_VERSION } from '../../workers/vault/manifest-record.ts';
import { FIXTURE_CONTENT, makeFixture, packFiles, readFixture } from './support/fixture-vault.ts';
import { handleOf, openSmall, readAll } from './support/vault-run.ts';

/** One vault for each version of the format that was ever released; kept for ever, never written anew. */
const KEPT = readdirSync(new URL('./fixtures/', import.meta.url)).filter((name) => name.startsWith('vault-'));

it('keeps a vault of every version of the format', () => {
  const versions = Array.from({ length: FORMAT_VERSION }, (_, before) => `vault-v${before + 1}.json`);
  expect(KEPT.toSorted()).toEqual(versions);
});

it.each(KEPT)('opens %s, and saves to it', async (name) => {
  const files = readFixture(name);
  const store = await openSmall(files);
  for (const [file, bytes] of Object.entries(FIXTURE_CONTENT)) expect(readAll(store, file).equals(bytes)).toBe(true);
  handleOf(store, 'business').write(Buffer.from('ORDER'));
  await store.commit();
  const reopened = await openSmall(files.copy());
  expect(readAll(reopened, 'business').subarray(0, 12).toString()).toBe('ORDER,amount');
  expect(readAll(reopened, 'personal').equals(FIXTURE_CONTENT.personal)).toBe(true);
});

it('writes today what the latest of them holds, but for nonces and keys', async () => {
  const [kept, made] = [readFixture(`vault-v${FORMAT_VERSION}.json`), await makeFixture()];
  expect([...made.files].map(([name, { bytes }]) => [name, bytes.byteLength])).toEqual(
    [...kept.files].map(([name, { bytes }]) => [name, bytes.byteLength]),
  );
  const header = (files: typeof made, name: string) => [...(files.files.get(name)?.bytes.slice(0, 16) ?? [])];
  for (const name of ['manifest-a', 'manifest-b']) expect(header(made, name)).toEqual(header(kept, name));
  expect(packFiles(made)).not.toBe(packFiles(kept));
});

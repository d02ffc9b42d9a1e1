import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OfflineReply, PackFile } from '../../src/domain/contracts/offline.ts';
import { EnginePack } from '../../workers/sw/engine-pack.ts';

// Real caches and a real server: the files of the pack are files of this repository as the test server gives them.
const SCOPE = new URL('/', location.href).href;
const CACHE = 'engine-pack';

async function described(url: string): Promise<PackFile> {
  const bytes = await (await fetch(url)).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return {
    url: url.slice(1),
    size: bytes.byteLength,
    sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
}

const readme = () => described('/README.md');
const changelog = () => described('/CHANGELOG.md');

async function warm(files: PackFile[]): Promise<OfflineReply[]> {
  const replies: OfflineReply[] = [];
  await new EnginePack(files, SCOPE, 1).warm((reply) => replies.push(reply));
  return replies;
}

const storedNames = async () => (await (await caches.open(CACHE)).keys()).map(({ url }) => url.slice(SCOPE.length));

beforeEach(() => caches.delete(CACHE));
afterEach(() => caches.delete(CACHE));

it('stores every file and counts its bytes', async () => {
  const files = [await readme(), await changelog()];
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const replies = await warm(files);
  expect(replies.at(-1)).toEqual({ type: 'ready', total });
  expect(replies.filter(({ type }) => type === 'progress').at(-1)).toEqual({ type: 'progress', done: total, total });
  expect(await storedNames()).toEqual(['README.md', 'CHANGELOG.md']);
});

it('stops at a file that is not the one that was built, and keeps what it has', async () => {
  const good = await readme();
  const wrong = { ...(await changelog()), sha256: '0'.repeat(64) };
  const replies = await warm([good, wrong]);
  expect(replies.at(-1)).toEqual({ type: 'stopped', done: good.size, total: good.size + wrong.size });
  expect(await storedNames()).toEqual(['README.md']);
});

it('goes on where it stopped, without asking for stored files again', async () => {
  const good = await readme();
  const missing = { ...(await changelog()), url: 'no-such-file-0a1b2c3d.js' };
  await warm([good, missing]);
  performance.clearResourceTimings();
  const replies = await warm([good, await changelog()]);
  expect(replies.at(-1)).toMatchObject({ type: 'ready' });
  const asked = performance.getEntriesByType('resource').map(({ name }) => name.slice(SCOPE.length));
  expect(asked.filter((name) => name === 'README.md')).toEqual([]);
});

it('tells everyone who waits, and downloads once', async () => {
  const pack = new EnginePack([await readme()], SCOPE);
  const heard: string[] = [];
  performance.clearResourceTimings();
  await Promise.all(['a', 'b'].map((name) => pack.warm(({ type }) => type === 'ready' && heard.push(name))));
  expect(heard.toSorted()).toEqual(['a', 'b']);
  expect(performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('README.md'))).toHaveLength(1);
});

it('answers from the device once the file is stored', async () => {
  const file = await readme();
  const pack = new EnginePack([file], SCOPE);
  const address = new URL(file.url, SCOPE).href;
  expect((await (await pack.answer(address)).arrayBuffer()).byteLength).toBe(file.size);
  await pack.warm(() => undefined);
  performance.clearResourceTimings();
  expect((await (await pack.answer(address)).arrayBuffer()).byteLength).toBe(file.size);
  expect(performance.getEntriesByType('resource').filter(({ name }) => name === address)).toEqual([]);
});

it('forgets files of other versions only', async () => {
  await warm([await readme(), await changelog()]);
  await new EnginePack([await changelog()], SCOPE).dropOld();
  expect(await storedNames()).toEqual(['CHANGELOG.md']);
});

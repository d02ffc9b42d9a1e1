import { describe, expect, it } from 'vitest';
import { pagedFiles } from '../../workers/vault/paged-files.ts';
import { SegmentStore } from '../../workers/vault/segment-store.ts';
import { MemoryFile } from './support/memory-files.ts';
import { Random } from './support/random.ts';
import { recordMachine } from './support/record-machine.ts';
import { JournalFolder } from './support/segment-machine.ts';
import { SMALL_PAGE_BYTES, testLocks } from './support/test-locks.ts';

const EMPTY = { durable: new Map(), waiting: [] };

function segments() {
  const folder = new JournalFolder(EMPTY);
  const open = () => pagedFiles(new SegmentStore(folder, SMALL_PAGE_BYTES), { locks: testLocks(), scope: 'test' });
  return { folder, open };
}

async function entries(folder: JournalFolder): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe.each([
  ['segments', () => segments().open],
  [
    'records',
    () => {
      const { files } = recordMachine().start(EMPTY);
      return () => files;
    },
  ],
])('files in %s', (_, make) => {
  it.each([1, 2, 3, 4, 5])('hold what a plain array would, across flushes and openings: run %i', async (seed) => {
    const random = new Random(seed);
    const open = make();
    let plain = new MemoryFile();
    let saved = plain.bytes.slice();
    let file = await open().open('one');
    for (let step = 0; step < 300; step++) {
      const choice = random.next();
      if (choice < 0.6) {
        const bytes = random.bytes(random.below(1500));
        const at = random.below(plain.bytes.byteLength + 700);
        expect(file.write(bytes, { at })).toBe(bytes.byteLength);
        if (bytes.byteLength > 0) plain.write(bytes, at);
      } else if (choice < 0.75) {
        const size = random.below(plain.bytes.byteLength + 900);
        file.truncate(size);
        plain.truncate(size);
      } else if (choice < 0.95) {
        await file.flush();
        saved = plain.bytes.slice();
      } else {
        file.close();
        file = await open().open('one');
        plain = new MemoryFile(saved.slice());
      }
      const read = new Uint8Array(file.getSize() + 10).fill(7);
      expect(file.read(read, { at: 0 })).toBe(plain.bytes.byteLength);
      expect(text(read.subarray(0, file.getSize()))).toBe(text(plain.bytes));
    }
  });

  it('are held by one at a time, and free once closed', async () => {
    const files = make()();
    const first = await files.open('one');
    await first.flush();
    await expect(files.open('one')).rejects.toMatchObject({ name: 'NoModificationAllowedError' });
    await expect(files.remove('one')).rejects.toMatchObject({ name: 'NoModificationAllowedError' });
    first.close();
    const second = await files.open('one');
    second.close();
    await files.remove('one');
    expect(await files.list()).toEqual([]);
    await files.remove('one');
  });
});

describe('a file in segments', () => {
  it('does not write the whole file for a small change, nor let segments outweigh it', async () => {
    const { folder, open } = segments();
    const file = await open().open('one');
    const bytes = new Random(1).bytes(100 * SMALL_PAGE_BYTES);
    file.write(bytes, { at: 0 });
    await file.flush();
    const written = () => folder.journal.flatMap((call) => (call.kind === 'close' ? [call.bytes.byteLength] : []));
    for (let nth = 0; nth < 300; nth++) {
      file.write(Uint8Array.of(nth % 256), { at: (nth * 997) % bytes.byteLength });
      await file.flush();
      expect((await entries(folder)).length).toBeLessThanOrEqual(65);
    }
    const whole = written().filter((length) => length > 100 * SMALL_PAGE_BYTES).length;
    expect(whole).toBeGreaterThan(1);
    expect(whole).toBeLessThan(7);
    expect(written()).toHaveLength(301);
  });

  it('is what it was before when its newest segment is torn, and goes on from there', async () => {
    const { folder, open } = segments();
    const file = await open().open('one');
    file.write(new Uint8Array(9000).fill(1), { at: 0 });
    await file.flush();
    file.write(new Uint8Array(100).fill(2), { at: 0 });
    await file.flush();
    const durable = new Map(
      folder.journal.flatMap((call) => (call.kind === 'close' ? [[call.name, call.bytes] as const] : [])),
    );
    expect([...durable.keys()]).toEqual(['one~1', 'one~2']);
    durable.set('one~2', (durable.get('one~2') ?? new Uint8Array(0)).slice(0, -1));
    const torn = new JournalFolder({ durable, waiting: [] });
    const again = () => pagedFiles(new SegmentStore(torn, SMALL_PAGE_BYTES), { locks: testLocks(), scope: 'test' });
    const before = await again().open('one');
    const byte = new Uint8Array(1);
    before.read(byte, { at: 0 });
    expect([before.getSize(), byte[0]]).toEqual([9000, 1]);
    before.write(Uint8Array.of(3), { at: 0 });
    await before.flush();
    expect(await entries(torn)).toEqual(['one~3']);
    (await again().open('one')).read(byte, { at: 0 });
    expect(byte[0]).toBe(3);
  });

  it('keeps what it could not save, and saves it with the next flush', async () => {
    const { folder, open } = segments();
    const file = await open().open('one');
    file.write(new Uint8Array(2000).fill(1), { at: 0 });
    const create = folder.getFileHandle.bind(folder);
    folder.getFileHandle = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    await expect(file.flush()).rejects.toMatchObject({ name: 'QuotaExceededError' });
    folder.getFileHandle = create;
    file.write(Uint8Array.of(2), { at: 500 });
    await file.flush();
    const read = new Uint8Array(2000);
    (await open().open('one')).read(read, { at: 0 });
    expect([read[0], read[500], read[1999]]).toEqual([1, 2, 1]);
  });
});

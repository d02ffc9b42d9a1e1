import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCipher } from '../../workers/vault/cipher.ts';
import { CopyOnWriteStore } from '../../workers/vault/copy-on-write-store.ts';
import { crc32 } from '../../workers/vault/crc32.ts';
import { eraseVault } from '../../workers/vault/erase-vault.ts';
import type { VaultFiles } from '../../workers/vault/vault-files.ts';
import { isTooLoose } from '../../workers/vault/plan-moves.ts';
import { MemoryFiles } from './support/memory-files.ts';
import { Random } from './support/random.ts';
import {
  changeAtRandom,
  contentOf,
  handleOf,
  KEYS,
  openSmall,
  PlainVault,
  readAll,
  SMALL_LAYOUT,
} from './support/vault-run.ts';

const MANIFESTS = ['manifest-a', 'manifest-b'];

async function saved(commits = 2): Promise<{ files: MemoryFiles; content: string }> {
  const files = new MemoryFiles();
  const store = await openSmall(files);
  for (let nth = 0; nth < commits; nth++) {
    changeAtRandom(store, new Random(100 + nth));
    await store.commit();
  }
  await store.close();
  return { files, content: contentOf(await openSmall(files.copy())) };
}

const asFiles = (files: MemoryFiles): VaultFiles => ({
  open: (name) => files.open(name),
  list: () => files.list(),
  remove: (name) => files.remove(name),
});

const bytesOf = (files: MemoryFiles, name: string) => files.files.get(name)?.bytes ?? new Uint8Array(0);
const generationOf = (files: MemoryFiles, name: string) => {
  const bytes = bytesOf(files, name);
  return bytes.byteLength > 12 ? new DataView(bytes.buffer).getUint32(12, true) : 0;
};
/** The slot that counts last. */
const newest = (files: MemoryFiles) =>
  generationOf(files, 'manifest-a') > generationOf(files, 'manifest-b') ? 'manifest-a' : 'manifest-b';

describe('a vault', () => {
  it('holds what a plain array would, over any changes, commits, failures and reopenings', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('change' as const), seed: fc.nat(99_999) }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('commit' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('fail' as const) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('overlap' as const), seed: fc.nat(99_999) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const files = new MemoryFiles();
        let store = await openSmall(files);
        let plain = new PlainVault();
        let committed = plain.copy();
        for (const each of steps) {
          if (each.kind === 'change') changeAtRandom(store, new Random(each.seed), plain);
          if (each.kind === 'overlap') {
            // What is changed while a commit runs belongs to the next one.
            const snapshot = plain.copy();
            const running = store.commit();
            changeAtRandom(store, new Random(each.seed), plain);
            await running;
            committed = snapshot;
          }
          if (each.kind === 'commit') {
            await store.commit();
            committed = plain.copy();
          }
          if (each.kind === 'fail') {
            files.quota = 0;
            await store.commit().catch(() => undefined);
            files.quota = Infinity;
            expect(contentOf(await openSmall(files.copy())) === committed.content).toBe(true);
          }
          if (each.kind === 'reopen') {
            await store.close();
            store = await openSmall(files);
            plain = committed.copy();
          }
          expect(contentOf(store) === plain.content).toBe(true);
        }
        expect(contentOf(await openSmall(files.copy())) === committed.content).toBe(true);
      }),
      { numRuns: 120 },
    );
  });

  it('saves a cut after which the file has grown to the size it had', async () => {
    const { files } = await saved(0);
    const store = await openSmall(files);
    const handle = handleOf(store, 'business');
    handle.write(new Random(4).bytes(5000));
    await store.commit();
    handle.truncate(SMALL_LAYOUT.headBytes);
    store.file('business')?.resize(5000);
    await store.commit();
    const found = readAll(await openSmall(files.copy()), 'business');
    expect(found.subarray(SMALL_LAYOUT.headBytes).equals(Buffer.alloc(5000 - SMALL_LAYOUT.headBytes))).toBe(true);
  });

  it('is new again once it is erased, and refused while it is half erased', async () => {
    const { files } = await saved();
    let left = 1;
    const dying = {
      ...asFiles(files),
      remove: async (name: string) => {
        if (left-- <= 0) throw new Error('gone');
        await files.remove(name);
      },
    };
    await expect(eraseVault(dying)).rejects.toMatchObject({ code: 'VAULT_WRITE_FAILED' });
    await expect(openSmall(files.copy())).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
    await eraseVault(files);
    expect((await openSmall(files)).generation).toBe(0);
  });

  it('is new only where there is nothing', async () => {
    const files = new MemoryFiles();
    const store = await openSmall(files);
    expect([store.generation, contentOf(store)]).toEqual([0, '\u0000|\u0000']);
    expect(files.used).toBe(0);
  });

  it('is there from its first commit on, also with nothing in it', async () => {
    const files = new MemoryFiles();
    const store = await openSmall(files);
    await store.commit();
    await store.commit();
    const reopened = await openSmall(files.copy());
    expect([reopened.generation, contentOf(reopened)]).toEqual([1, '\u0000|\u0000']);
    expect(reopened.vaultId).toEqual(store.vaultId);
  });

  it('reads only what is asked for, and forgets beyond its cache', async () => {
    const files = new MemoryFiles();
    const first = await openSmall(files);
    handleOf(first, 'business').write(new Random(5).bytes(50 * 1024));
    await first.commit();
    await first.close();

    let opened = 0;
    const counted = createCipher(new Uint8Array(32).fill(2));
    const counting = {
      ...counted,
      open: (...args: Parameters<typeof counted.open>) => (opened++, counted.open(...args)),
    };
    const store = await openSmall(files, {
      ciphers: { manifest: KEYS.manifest, files: new Map([['business', counting]]) },
      cacheBytes: 10 * 1024,
    });
    expect(opened).toBe(0);
    const handle = handleOf(store, 'business');
    handle.read(new Uint8Array(10), { at: 2000 });
    handle.read(new Uint8Array(10), { at: 2100 });
    expect(opened).toBe(1);
    await store.prefetch();
    expect(opened).toBe(10); // 512 + 9 × 1,024 bytes
    for (const at of [600, 40_000, 600, 40_000]) handle.read(new Uint8Array(10), { at });
    expect(opened).toBe(11);
  });

  it('carries files whose key a role lacks from commit to commit', async () => {
    const { files } = await saved();
    const personal = readAll(await openSmall(files.copy()), 'personal');
    const business = { manifest: KEYS.manifest, files: new Map([...KEYS.files].slice(0, 1)) };
    const clerk = await openSmall(files, { ciphers: business });
    expect(clerk.file('personal')).toBeNull();
    for (let nth = 0; nth < 4; nth++) {
      handleOf(clerk, 'business').write(new Random(nth).bytes(4000), { at: 100 * nth });
      await clerk.commit();
    }
    await clerk.close();
    const owner = await openSmall(files);
    expect(readAll(owner, 'personal').equals(personal)).toBe(true);
  });

  it('keeps less than a third of its files free, and shrinks with what it holds', async () => {
    const files = new MemoryFiles();
    const store = await openSmall(files);
    const random = new Random(3);
    for (let nth = 0; nth < 150; nth++) {
      if (nth % 50 === 0) handleOf(store, 'business').write(random.bytes(80_000));
      if (nth % 50 === 30) handleOf(store, 'business').truncate(20_000);
      changeAtRandom(store, random);
      await store.commit();
      for (const { used, free } of store.usage()) {
        const [inUse, all] = [used / SMALL_LAYOUT.blockBytes, (used + free) / SMALL_LAYOUT.blockBytes];
        expect(isTooLoose(Math.ceil(all), inUse), `${inUse} of ${all}`).toBe(false);
        expect(free <= 0.3 * (used + free) || free <= 8 * SMALL_LAYOUT.blockBytes).toBe(true);
      }
    }
    handleOf(store, 'business').truncate(0);
    handleOf(store, 'personal').truncate(0);
    await store.commit();
    expect(bytesOf(files, 'data-business').byteLength).toBeLessThanOrEqual(8 * SMALL_LAYOUT.blockBytes);
  });
});

describe('a full disk', () => {
  it('leaves the last commit, says how much is missing, and takes the commit once there is room', async () => {
    const { files, content } = await saved();
    for (let room = 0; room < 50; room++) {
      const disk = files.copy();
      const store = await openSmall(disk);
      handleOf(store, 'business').write(new Random(room).bytes(60_000), { at: 300 });
      handleOf(store, 'personal').write(new Random(room).bytes(60_000), { at: 300 });
      const changed = contentOf(store);
      disk.quota = disk.used + room * 2500;
      const error: unknown = await store.commit().then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({ code: 'VAULT_FULL', params: { megabytes: 0.2 } });
      expect(contentOf(await openSmall(disk.copy())) === content).toBe(true);
      // Nothing half done takes up room.
      expect(disk.used).toBeLessThanOrEqual(files.used + 600);
      disk.quota = Infinity;
      await store.commit();
      expect(contentOf(await openSmall(disk.copy())) === changed).toBe(true);
    }
  });
});

describe('a vault that cannot be opened', () => {
  it('is refused with another key, and nothing is changed', async () => {
    const { files } = await saved();
    const other = createCipher(new Uint8Array(32).fill(9));
    const before = files.copy();
    await expect(openSmall(files, { ciphers: { ...KEYS, manifest: other } })).rejects.toMatchObject({
      code: 'VAULT_KEY_WRONG',
    });
    for (const [name, { bytes }] of before.files) expect(Buffer.compare(bytes, bytesOf(files, name))).toBe(0);
  });

  it('is refused when a newer version wrote it', async () => {
    const { files } = await saved();
    const bytes = bytesOf(files, newest(files));
    const view = new DataView(bytes.buffer);
    view.setUint32(8, 2, true);
    view.setUint32(68, crc32(bytes.subarray(0, 68)), true);
    await expect(openSmall(files)).rejects.toMatchObject({ code: 'VAULT_NEWER', params: { found: 2, known: 1 } });
  });

  it('is refused while another thread has it open', async () => {
    const { files } = await saved();
    await openSmall(files);
    await expect(openSmall(files)).rejects.toMatchObject({ code: 'VAULT_BUSY' });
  });

  it('is never taken for an empty one', async () => {
    const { files } = await saved();
    for (const gone of [MANIFESTS, ['manifest-a', 'manifest-b', 'data-business']]) {
      const disk = files.copy();
      for (const name of gone) disk.files.delete(name);
      await expect(openSmall(disk)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
    }
    const disk = files.copy();
    disk.files.delete('data-personal');
    await expect(openSmall(disk)).rejects.toMatchObject({ code: 'VAULT_DAMAGED', params: { part: 'personal' } });
    const both = files.copy();
    for (const name of MANIFESTS) bytesOf(both, name).fill(7, 0, 40);
    await expect(openSmall(both)).rejects.toMatchObject({ code: 'VAULT_DAMAGED', params: { part: 'manifest' } });
  });

  it('gives no wrong byte for any flipped bit', async () => {
    const { files, content } = await saved(3);
    const random = new Random(11);
    let refused = 0;
    let older = 0;
    for (let nth = 0; nth < 600; nth++) {
      const disk = files.copy();
      const names = [...disk.files.keys()];
      const bytes = bytesOf(disk, names[random.below(names.length)] ?? '');
      const at = random.below(bytes.byteLength);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
      try {
        const found = contentOf(await openSmall(disk));
        if (found !== content) older++;
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: 'VAULT_DAMAGED' });
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(50);
    // A damaged newest manifest looks like a torn one: the commit before is opened where its blocks still stand.
    expect(older).toBeLessThan(150);
  });

  it('takes no block for another, nor an earlier one of the same place', async () => {
    const files = new MemoryFiles();
    const store = await openSmall(files);
    handleOf(store, 'business').write(new Random(1).bytes(5000));
    await store.commit();
    const data = bytesOf(files, 'data-business');
    const { blockBytes } = SMALL_LAYOUT;
    const swapped = files.copy();
    bytesOf(swapped, 'data-business').set(data.slice(blockBytes, 2 * blockBytes), 2 * blockBytes);
    bytesOf(swapped, 'data-business').set(data.slice(2 * blockBytes, 3 * blockBytes), blockBytes);
    const opened = await openSmall(swapped.abandon());
    expect(() => contentOf(opened)).toThrow(/VAULT_DAMAGED.*business\/1/);
  });
});

describe('what lies on the disk', () => {
  it('looks like noise but for the header of a manifest', async () => {
    const files = new MemoryFiles();
    const store = await CopyOnWriteStore.open({ files, ciphers: KEYS });
    handleOf(store, 'personal').write(new TextEncoder().encode('13800000000'.repeat(60_000)));
    await store.commit();
    const data = Buffer.from(bytesOf(files, 'data-personal'));
    expect(data.includes('138000')).toBe(false);
    // Extents as a whole; the first holds the short block 0 and then nothing.
    const used = data.subarray(262_144, 2 * 262_144);
    const counts = new Array<number>(256).fill(0);
    for (const byte of used) counts[byte] = (counts[byte] ?? 0) + 1;
    const entropy = counts.reduce(
      (sum, n) => (n === 0 ? sum : sum - (n / used.length) * Math.log2(n / used.length)),
      0,
    );
    expect(entropy).toBeGreaterThan(7.99);
  });

  it('seals equal blocks differently each time', async () => {
    const cipher = createCipher(new Uint8Array(32));
    const [plain, none] = [new Uint8Array(64), new Uint8Array(0)];
    expect(Buffer.compare(cipher.seal(plain, none), cipher.seal(plain, none))).not.toBe(0);
  });

  it('has the CRC-32 that everybody computes', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });
});

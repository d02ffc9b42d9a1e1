import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { CopyOnWriteStore } from '../../workers/vault/copy-on-write-store.ts';
import type { VaultFiles } from '../../workers/vault/vault-files.ts';
import { faultyCiphers, faultyFiles, Faults } from './support/faulty-files.ts';
import { MemoryFiles } from './support/memory-files.ts';
import { Random } from './support/random.ts';
import { changeAtRandom, contentOf, handleOf, KEYS, openSmall, SMALL_LAYOUT } from './support/vault-run.ts';

const SEED = 7;
/** Changes that fill several blocks, cut a file so that compaction runs, and come in three commits. */
const change = (store: CopyOnWriteStore, nth: number) => {
  changeAtRandom(store, new Random(SEED + nth));
  if (nth === 0) handleOf(store, 'business').write(new Random(SEED).bytes(20_000));
  if (nth === 1) handleOf(store, 'business').truncate(3000);
};

/** A vault with one commit, and that commit's content. */
async function savedVault(): Promise<{ saved: MemoryFiles; content: string }> {
  const saved = new MemoryFiles();
  const store = await openSmall(saved);
  change(store, 0);
  await store.commit();
  return { saved: saved.abandon(), content: contentOf(store) };
}

const openFaulty = (files: MemoryFiles, faults: Faults) =>
  CopyOnWriteStore.open({ files: faultyFiles(files, faults), ciphers: faultyCiphers(KEYS, faults), cacheBytes: 0 });

const { saved, content: before } = await savedVault();

type Session = { error: unknown; opened: CopyOnWriteStore | null; attempted: string; committed: string };

/** Opens, reads, and commits twice; ends at the first error. `attempted` is what it tried to save last. */
async function session(files: MemoryFiles, faults: Faults): Promise<Session> {
  const result: Session = { error: null, opened: null, attempted: before, committed: before };
  try {
    const store = await openFaulty(files, faults);
    result.opened = store;
    contentOf(store);
    for (const nth of [1, 2]) {
      change(store, nth);
      result.attempted = contentOf(store);
      await store.commit();
      result.committed = result.attempted;
    }
  } catch (thrown) {
    result.error = thrown;
  }
  return result;
}

const whole = new Faults();
await session(saved.copy(), whole);

describe('a call that fails', () => {
  it('is every kind of call', () => {
    expect(new Set(whole.log)).toEqual(
      new Set(['open', 'getSize', 'read', 'unseal', 'seal', 'write', 'flush', 'truncate']),
    );
    expect(whole.calls).toBeGreaterThan(80);
  });

  it('once, whichever it is, leaves the old state, says so, and the retry works', async () => {
    for (let nth = 0; nth < whole.calls; nth++) {
      const files = saved.copy();
      const { error, opened, committed } = await session(files, new Faults(nth));
      // Only what comes after the durable commit may fail unheard.
      if (error === null) expect(['getSize', 'read', 'write', 'flush', 'truncate', 'seal']).toContain(whole.log[nth]);
      else expect(error, `call ${nth}, ${whole.log[nth]}`).toBeInstanceOf(AppError);

      const reopened = await openSmall(files.copy());
      expect(contentOf(reopened) === committed, `call ${nth}, ${whole.log[nth]}`).toBe(true);
      if (!opened) continue;
      const changed = contentOf(opened);
      await opened.commit();
      expect(contentOf(await openSmall(files.copy())) === changed, `retry of ${nth}`).toBe(true);
    }
  });

  it('and fails for ever after leaves one whole commit, the last acknowledged or the one under way', async () => {
    let underWay = 0;
    for (let nth = 0; nth < whole.calls; nth++) {
      const files = saved.copy();
      const { error, attempted, committed } = await session(files, new Faults(nth, true));
      if (error !== null) expect(error).toBeInstanceOf(AppError);
      const found = contentOf(await openSmall(files.copy()));
      expect([committed, attempted].includes(found), `call ${nth}, ${whole.log[nth]}`).toBe(true);
      if (found !== committed) underWay++;
    }
    // Only the flush of a manifest that was written whole: it cannot be taken back when nothing works any more.
    expect(underWay).toBeLessThanOrEqual(2);
  });
});

describe('a manifest whose flush failed and could not be taken back', () => {
  it('never points at extents that a retry has written over', async () => {
    const disk = saved.copy();
    let isBroken = false;
    const snapshots: MemoryFiles[] = [];
    const files: VaultFiles = {
      list: () => disk.list(),
      remove: (name) => disk.remove(name),
      open: async (name) => {
        const inner = await disk.open(name);
        if (!name.startsWith('manifest')) {
          return {
            ...inner,
            write: (from, position) => {
              const count = inner.write(from, position);
              snapshots.push(disk.copy());
              return count;
            },
          };
        }
        let hasFailed = false;
        return {
          ...inner,
          write: (from, position) => {
            if (isBroken && hasFailed) throw new Error('cannot be taken back');
            return inner.write(from, position);
          },
          flush: async () => {
            // The first flush of a commit only makes durable what was read.
            hasFailed = isBroken && snapshots.length > 0;
            if (hasFailed) throw new Error('cannot be flushed');
          },
        };
      },
    };
    const store = await openSmall(files);
    handleOf(store, 'business').write(new Random(98).bytes(5000), { at: 700 });
    const attempted = contentOf(store);
    isBroken = true;
    await expect(store.commit()).rejects.toMatchObject({ code: 'VAULT_WRITE_FAILED' });
    expect(contentOf(await openSmall(disk.copy())) === attempted).toBe(true);

    isBroken = false;
    snapshots.length = 0;
    handleOf(store, 'business').write(new Random(99).bytes(9000));
    const retried = contentOf(store);
    await store.commit();
    expect(snapshots.length).toBeGreaterThan(8);
    for (const each of snapshots) expect([attempted, retried]).toContain(contentOf(await openSmall(each)));
    expect(contentOf(await openSmall(disk.copy())) === retried).toBe(true);
    // The next commit finds the space of the one in doubt free again.
    const used = store.usage().find(({ name }) => name === 'business')?.used ?? 0;
    expect(used).toBe((store.file('business')?.committed.places.size ?? 0) * SMALL_LAYOUT.blockBytes);
  });
});

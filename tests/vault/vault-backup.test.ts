import { describe, expect, it } from 'vitest';
import type { DataClass } from '../../src/domain/contracts/data-class.ts';
import { backUp, checkBackup, restore } from '../../workers/vault/vault-backup.ts';
import type { VaultHolder } from '../../workers/vault/vault-holder.ts';
import { codeOf, flip } from './keys/keys-support.ts';
import { cutPower, killProcess } from './support/crash.ts';
import { Faults, faultyFiles } from './support/faulty-files.ts';
import { arrive, digestsOf, fillMemory, holderOver, imagesOf, outcomeOf, savedBytes } from './support/holder-trial.ts';
import { JournalFiles } from './support/journal-files.ts';
import { MemoryFiles } from './support/memory-files.ts';
import { Random } from './support/random.ts';

const ORIGIN = { app: '0.1.0', createdAt: '2026-03-01T02:03:04.000Z' };
const QUIET = () => undefined;
const right = { kind: 'passphrase', passphrase: 'right' } as const;
const other = { kind: 'passphrase', passphrase: 'other' } as const;

const IMAGES = new Map<DataClass, Uint8Array<ArrayBuffer>>([
  ['business', new Random(2).bytes(1_500_000)],
  ['personal', new Random(3).bytes(700)],
]);
const SMALL = new Map<DataClass, Uint8Array<ArrayBuffer>>([['business', new Random(4).bytes(9000)]]);

async function savedVault(passphrase: string, data: Uint8Array<ArrayBuffer>) {
  const disk = new MemoryFiles();
  const { holder, browser } = await holderOver(disk);
  await fillMemory(holder, data);
  const { recoveryKey } = await holder.save(passphrase);
  return { disk, holder, browser, recoveryKey };
}

const keeper = await savedVault('right', new Random(5).bytes(100));
const write = (holder: VaultHolder, images: typeof IMAGES) =>
  backUp(holder, imagesOf(images), { origin: ORIGIN, report: QUIET });
const whole = await write(keeper.holder, IMAGES);
const small = await write(keeper.holder, SMALL);
const smallBytes = new Uint8Array(await small.arrayBuffer());
const found = async (disk: MemoryFiles, secret: typeof right | typeof other) => {
  const { holder, browser } = await holderOver(disk);
  await holder.unlock(secret);
  return savedBytes(holder, browser);
};

describe('a backup', () => {
  it('brings every class to another browser as it was, and the same keys', async () => {
    const steps: number[] = [];
    const images = imagesOf(IMAGES);
    const file = await backUp(keeper.holder, images, {
      origin: ORIGIN,
      report: (done, total) => steps.push(done / total),
    });
    expect(images.ended).toBe(1);
    expect(file.name).toBe('zhanggui-2026-03-01.zgbackup');
    expect(steps.at(-1)).toBe(1);
    expect(await checkBackup(file)).toMatchObject(ORIGIN);
    const disk = new MemoryFiles();
    const { holder } = await holderOver(disk);
    const restored = await restore(holder, { file, secret: right }, (done, total) => steps.push(done / total));
    expect(steps.at(-1)).toBe(1);
    expect(restored).toMatchObject({ createdAt: ORIGIN.createdAt, storage: 'sync-handles' });
    expect(digestsOf(await found(disk, right))).toEqual(digestsOf(IMAGES));
    const [lodging, kept] = [await holder.lodging(), await keeper.holder.lodging()];
    expect(lodging.tokenKey).toEqual(kept.tokenKey);
  });

  it('opens by its recovery key, and is refused to any other secret', async () => {
    const disk = new MemoryFiles();
    const { holder } = await holderOver(disk);
    expect(await codeOf(restore(holder, { file: small, secret: other }, QUIET))).toBe('WRONG_PASSPHRASE');
    expect((await holder.look()).vault).toBeNull();
    await restore(holder, { file: small, secret: { kind: 'recovery', typed: keeper.recoveryKey } }, QUIET);
    expect(digestsOf(await found(disk, right))).toEqual(digestsOf(SMALL));
  });

  it('lets the files go also when it cannot be written', async () => {
    const { holder } = await holderOver(keeper.disk.copy());
    const images = imagesOf(SMALL);
    expect(await codeOf(backUp(holder, images, { origin: ORIGIN, report: QUIET }))).toBe('VAULT_LOCKED');
    expect(images.ended).toBe(1);
  });

  it('takes the place of another vault, whose secret and data are gone', async () => {
    const { disk, holder } = await savedVault('other', new Random(6).bytes(5000));
    await restore(holder, { file: small, secret: right }, QUIET);
    expect(digestsOf(await found(disk, right))).toEqual(digestsOf(SMALL));
    expect(await codeOf(found(disk, other))).toBe('WRONG_PASSPHRASE');
    expect((await disk.list()).filter((name) => name.startsWith('vault-1/'))).toEqual([]);
    // And back again into the place that is free now.
    await restore(holder, { file: whole, secret: right }, QUIET);
    expect(digestsOf(await found(disk, right))).toEqual(digestsOf(IMAGES));
    expect((await disk.list()).filter((name) => name.startsWith('vault-2/'))).toEqual([]);
  });

  it('takes the place of a vault whose key record is damaged', async () => {
    const { disk } = await savedVault('other', new Random(6).bytes(5000));
    for (const name of ['vault-1/keys-a', 'vault-1/keys-b']) {
      const file = disk.files.get(name);
      if (file) file.bytes = flip(file.bytes, 40);
    }
    const before = disk.copy();
    expect(await codeOf(holderOver(disk))).toBe('KEYS_DAMAGED');
    expect([...disk.files.keys()]).toEqual([...before.files.keys()]);
    await restore(arrive(disk).holder, { file: small, secret: right }, QUIET);
    expect(digestsOf(await found(disk, right))).toEqual(digestsOf(SMALL));
  });
});

describe('a backup that was hurt', () => {
  it('by truncation at 100 lengths replaces nothing', async () => {
    const { disk, holder } = await savedVault('other', new Random(6).bytes(5000));
    const before = disk.copy();
    for (let nth = 0; nth < 100; nth += 1) {
      const file = new Blob([smallBytes.slice(0, Math.floor((nth * smallBytes.byteLength) / 100))]);
      const code = await codeOf(restore(holder, { file, secret: right }, QUIET));
      expect(['BACKUP_INCOMPLETE', 'BACKUP_DAMAGED', 'BACKUP_NOT_RECOGNISED']).toContain(code);
    }
    expect(disk.files).toEqual(before.files);
    expect((await found(disk, other)).get('business')).toHaveLength(5000);
  });

  it('by one bit at 200 places replaces nothing', async () => {
    const { disk, holder } = await savedVault('other', new Random(6).bytes(5000));
    const before = disk.copy();
    const random = new Random(200);
    for (let nth = 0; nth < 200; nth += 1) {
      const file = new Blob([flip(smallBytes, random.below(smallBytes.byteLength), random.below(8))]);
      const code = await codeOf(restore(holder, { file, secret: right }, QUIET));
      expect(['BACKUP_INCOMPLETE', 'BACKUP_DAMAGED', 'BACKUP_NOT_RECOGNISED']).toContain(code);
    }
    expect(disk.files).toEqual(before.files);
  });
});

describe('restoring over a vault', () => {
  it('leaves one of both, whenever it is cut short', async () => {
    const { disk } = await savedVault('other', new Random(6).bytes(5000));
    const start = { durable: new Map([...disk.files].map(([name, { bytes }]) => [name, bytes])), waiting: [] };
    const journal = new JournalFiles(start);
    const { holder } = await holderOver(journal);
    await restore(holder, { file: small, secret: right }, QUIET);
    const results = { old: 0, restored: 0 };
    for (const [seed, crash] of [killProcess, cutPower].entries()) {
      const random = new Random(seed);
      for (let count = 0; count <= journal.journal.length; count += 1) {
        const state = crash({ start, journal: journal.journal, count }, random);
        const { holder: next, browser } = await holderOver(new JournalFiles(state));
        const secret =
          count === journal.journal.length
            ? right
            : await next.unlock(other).then(
                () => other,
                () => right,
              );
        await next.unlock(secret);
        const bytes = (await savedBytes(next, browser)).get('business');
        expect(bytes?.byteLength).toBe(secret === right ? 9000 : 5000);
        results[secret === right ? 'restored' : 'old'] += 1;
      }
    }
    expect(results.old).toBeGreaterThan(20);
    expect(results.restored).toBeGreaterThan(10);
  });

  it('keeps the old one open where any call fails, and works when it is tried again', async () => {
    const { disk } = await savedVault('other', new Random(6).bytes(5000));
    const attempt = async (files: MemoryFiles, faults: Faults) => {
      const { holder } = await holderOver(faultyFiles(files, faults));
      const from = faults.calls;
      await restore(holder, { file: small, secret: right }, QUIET);
      return from;
    };
    const count = new Faults();
    const from = await attempt(disk.copy(), count);
    for (let nth = from; nth < count.calls; nth += 1) {
      const files = disk.copy();
      const code = await outcomeOf(attempt(files, new Faults(nth)));
      const opened = (await found(files, code === 'done' ? right : other)).get('business');
      expect(opened, `call ${nth}, ${count.log[nth]}`).toHaveLength(code === 'done' ? 9000 : 5000);
      await attempt(files, new Faults());
      expect((await found(files, right)).get('business')).toHaveLength(9000);
    }
  });
});

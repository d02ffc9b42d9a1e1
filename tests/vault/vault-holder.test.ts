import { describe, expect, it } from 'vitest';
import type { VaultHolder } from '../../workers/vault/vault-holder.ts';
import { codeOf } from './keys/keys-support.ts';
import { cutPower, killProcess } from './support/crash.ts';
import { Faults, faultyFiles } from './support/faulty-files.ts';
import { arrive, digestsOf, fillMemory, holderOver, outcomeOf, savedBytes } from './support/holder-trial.ts';
import { JournalFiles } from './support/journal-files.ts';
import { MemoryFiles } from './support/memory-files.ts';
import { Random } from './support/random.ts';

const DATA = new Random(1).bytes(300_000);
const right = { kind: 'passphrase', passphrase: 'right' } as const;
const wrong = { kind: 'passphrase', passphrase: 'wrong' } as const;

/** A vault saved and closed, and what its maker knows. */
async function saved(data: Uint8Array<ArrayBuffer> = DATA) {
  const disk = new MemoryFiles();
  const { holder } = await holderOver(disk);
  await fillMemory(holder, data);
  const { tokenKey } = await holder.lodging();
  const { recoveryKey, vault, storage } = await holder.save('right');
  return { disk, holder, recoveryKey, tokenKey, vault, storage, lodging: await holder.lodging() };
}

/** Bytes of the files in memory. */
const heldBytes = async ({ memory }: VaultHolder) => (await memory.load()).reduce((sum, [, { size }]) => sum + size, 0);

const opens = async (disk: MemoryFiles, secret: Parameters<VaultHolder['unlock']>[0]): Promise<string> => {
  const { holder } = await holderOver(disk);
  return outcomeOf(holder.unlock(secret));
};

describe('what is in memory', () => {
  it('is where the engine works until it is saved, then opens with the passphrase alone', async () => {
    const { disk, holder, lodging, tokenKey, vault, storage } = await saved();
    expect(storage).toBe('sync-handles');
    expect(vault?.ways.passkeys).toEqual([]);
    expect(await holder.memory.load()).toEqual([]);
    const { holder: next, browser } = await holderOver(disk);
    expect((await next.look()).vault?.vaultId).toBe(vault?.vaultId);
    expect(await codeOf(next.lodging())).toBe('VAULT_LOCKED');
    const before = disk.copy();
    expect(await codeOf(next.unlock(wrong))).toBe('WRONG_PASSPHRASE');
    expect(disk.files).toEqual(before.files);
    await next.unlock(right);
    expect(await next.lodging()).toEqual(lodging);
    // Buyers keep their tokens: what was imported before is compared with what comes after.
    expect(lodging).toMatchObject({ is: 'saved', tokenKey });
    expect(digestsOf(await savedBytes(next, browser))).toEqual(digestsOf(new Map([['business', DATA]])));
  });

  it('may be nothing at all, and is nothing after', async () => {
    const { disk } = await saved(new Uint8Array(0));
    const { holder, browser } = await holderOver(disk);
    await holder.unlock(right);
    expect(await savedBytes(holder, browser)).toEqual(new Map());
  });

  it('is not saved over a vault, and stays where it is', async () => {
    const { disk, holder } = await saved();
    expect(await codeOf(holder.save('again'))).toBe('VAULT_EXISTS');
    // Another tab, which began before.
    const { holder: other } = arrive(disk);
    await fillMemory(other, DATA);
    expect(await codeOf(other.save('again'))).toBe('VAULT_EXISTS');
    expect((await other.lodging()).is).toBe('memory');
    expect(await heldBytes(other)).toBe(DATA.byteLength);
    expect(await opens(disk, right)).toBe('done');
  });

  it('stays in memory where nothing durable exists', async () => {
    const { holder } = arrive(new MemoryFiles(), {});
    expect(await holder.look()).toEqual({ storage: null, vault: null });
    await fillMemory(holder, DATA);
    expect(await codeOf(holder.save('right'))).toBe('STORAGE_MISSING');
    expect((await holder.lodging()).is).toBe('memory');
    expect(await heldBytes(holder)).toBe(DATA.byteLength);
  });

  it('stays in memory where the disk is full, and is saved once there is room', async () => {
    const disk = new MemoryFiles();
    const { holder } = await holderOver(disk);
    await fillMemory(holder, DATA);
    for (let quota = 5000; quota < 400_000; quota += 30_000) {
      disk.quota = quota;
      expect(['VAULT_FULL', 'STORAGE_MISSING'], `${quota}`).toContain(await codeOf(holder.save('right')));
      expect((await holder.lodging()).is).toBe('memory');
    }
    disk.quota = Infinity;
    await holder.save('right');
    expect(await opens(disk, right)).toBe('done');
  });
});

describe('ways in', () => {
  it('are exchanged one by one; the old ones are refused from then on', async () => {
    const { disk, holder, recoveryKey, lodging } = await saved();
    const oldKey = { kind: 'recovery', typed: recoveryKey } as const;
    expect(await codeOf(holder.changePassphrase('wrong', 'next'))).toBe('WRONG_PASSPHRASE');
    await holder.changePassphrase('right', 'next');
    expect(await opens(disk, right)).toBe('WRONG_PASSPHRASE');
    expect(await opens(disk, { ...right, passphrase: 'next' })).toBe('done');
    const { holder: forgetful } = await holderOver(disk);
    expect(await codeOf(forgetful.resetPassphrase('third'))).toBe('VAULT_LOCKED');
    await forgetful.unlock(oldKey);
    await forgetful.resetPassphrase('third');
    expect(await opens(disk, { ...right, passphrase: 'next' })).toBe('WRONG_PASSPHRASE');
    const renewed = { kind: 'recovery', typed: (await forgetful.renewRecoveryKey()).recoveryKey } as const;
    expect(await opens(disk, oldKey)).toBe('WRONG_RECOVERY_KEY');
    expect(await opens(disk, renewed)).toBe('done');
    const { holder: last } = await holderOver(disk);
    await last.unlock({ ...right, passphrase: 'third' });
    expect(await last.lodging()).toEqual(lodging);
  });

  it('may be a passkey, until it is removed', async () => {
    const { disk, holder } = await saved();
    const credentialId = new Uint8Array([1, 2, 3, 4]);
    const prfSalt = new Uint8Array(32).fill(5);
    const secret = (fill: number) => ({ kind: 'passkey', credentialId, prf: new Uint8Array(32).fill(fill) }) as const;
    const added = await holder.addPasskey({ credentialId, prfSalt, prf: new Uint8Array(32).fill(9) });
    expect(added.vault?.ways.passkeys).toEqual([{ credentialId, salt: prfSalt }]);
    const { holder: next } = await holderOver(disk);
    expect((await next.look()).vault?.ways.passkeys).toEqual([{ credentialId, salt: prfSalt }]);
    expect(await opens(disk, secret(9))).toBe('done');
    expect(await opens(disk, secret(8))).toBe('WRONG_PASSKEY');
    const removed = await holder.removePasskey(credentialId);
    expect(removed.vault?.ways.passkeys).toEqual([]);
    expect(await opens(disk, secret(9))).toBe('WRONG_PASSKEY');
    expect(await opens(disk, right)).toBe('done');
  });

  it('stay the old ones where the new could not be written', async () => {
    const { disk } = await saved();
    const count = new Faults();
    const attempt = async (files: MemoryFiles, faults: Faults) => {
      const { holder } = await holderOver(faultyFiles(files, faults));
      const before = faults.calls;
      await holder.changePassphrase('right', 'next');
      return before;
    };
    const from = await attempt(disk.copy(), count);
    expect(count.calls - from).toBeGreaterThan(15);
    for (let nth = from; nth < count.calls; nth += 1) {
      const files = disk.copy();
      expect(['VAULT_WRITE_FAILED', 'VAULT_READ_FAILED']).toContain(await codeOf(attempt(files, new Faults(nth))));
      expect(await opens(files, right), count.log[nth]).toBe('done');
      await attempt(files, new Faults());
      expect(await opens(files, right)).toBe('WRONG_PASSPHRASE');
    }
  });
});

describe('erasing', () => {
  it('leaves nothing, also from the locked state', async () => {
    const { disk, holder } = await saved();
    for (const each of [holder, (await holderOver(disk.copy())).holder]) {
      expect(await each.erase()).toEqual({ storage: 'sync-handles', vault: null });
      expect((await each.lodging()).is).toBe('memory');
    }
    expect(disk.used).toBe(0);
    const { holder: next } = await holderOver(disk);
    expect((await next.look()).vault).toBeNull();
    await next.save('new');
    expect(await opens(disk, right)).toBe('WRONG_PASSPHRASE');
  });
});

it('a save cut short by a crash is there or not, never one that does not open', async () => {
  const found = { none: 0, open: 0 };
  for (const [seed, crash] of [killProcess, cutPower, cutPower].entries()) {
    const start = { durable: new Map<string, Uint8Array<ArrayBuffer>>(), waiting: [] };
    const disk = new JournalFiles(start);
    const { holder } = await holderOver(disk);
    await fillMemory(holder, DATA.slice(0, 20_000));
    await holder.save('right');
    const random = new Random(seed);
    for (let count = 0; count <= disk.journal.length; count += 1) {
      const { holder: next, browser } = await holderOver(
        new JournalFiles(crash({ start, journal: disk.journal, count }, random)),
      );
      const { vault } = await next.look();
      if (!vault) {
        expect(count).toBeLessThan(disk.journal.length);
        found.none += 1;
        continue;
      }
      await next.unlock(right);
      expect((await savedBytes(next, browser)).get('business')?.equals(DATA.slice(0, 20_000))).toBe(true);
      found.open += 1;
    }
  }
  expect(found.none).toBeGreaterThan(30);
  expect(found.open).toBeGreaterThan(3);
});

import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { backupAge, backupPatience, isBackupDue } from '../../src/state/backup-age.ts';
import { Jobs } from '../../src/state/jobs.svelte.ts';
import { Notices, type PassingNotice } from '../../src/state/notices.svelte.ts';
import { Query } from '../../src/state/query.svelte.ts';
import { Session } from '../../src/state/session.svelte.ts';
import { Settings } from '../../src/state/settings.svelte.ts';
import { Vault } from '../../src/state/vault.svelte.ts';
import { fakeEngine } from '../support/fake-engine.ts';
import { FakeVault, LOCKED, MARK, MEMORY, OPEN, RECOVERY_KEY } from '../support/fake-vault.ts';

const ADDRESS = { path: '/', params: new URLSearchParams(), go: () => {}, watch: () => () => {} };

let door: FakeVault;
let settings: Settings;
let notices: Notices;
let said: PassingNotice[];
let vault: Vault;
beforeEach(() => {
  door = new FakeVault();
  settings = new Settings(null, 'zh-CN');
  notices = new Notices();
  said = [];
  notices.deliverTo((notice) => said.push(notice));
  vault = new Vault(door.door, { settings, jobs: new Jobs(), notices });
});

describe('Vault', () => {
  it('leaves the pages alone on a first visit, and holds them back where data was saved', () => {
    expect(vault.screen).toBe('none');
    settings.change({ savedHere: true });
    expect(vault.screen).toBe('looking');
  });

  it('remembers over visits that data is saved here, until it is erased', async () => {
    door.become(MEMORY);
    expect(settings.savedHere).toBe(false);
    await vault.save('a long passphrase');
    expect([settings.savedHere, settings.recoveryKeyKept, vault.recoveryKey]).toEqual([true, false, RECOVERY_KEY]);
    await vault.erase();
    expect([settings.savedHere, settings.recoveryKeyKept]).toEqual([false, true]);
  });

  it('calls a loss a loss until the user has taken note', () => {
    settings.change({ savedHere: true });
    door.become({ ...MEMORY, lost: MARK });
    expect(vault.screen).toBe('lost');
    expect(settings.savedHere).toBe(true);
    vault.acceptLoss();
    expect(vault.screen).toBe('none');
    door.become({ ...MEMORY, lost: { ...MARK, vaultId: 'another' } });
    expect(vault.screen).toBe('lost');
  });

  it('locks only what is open, and once', async () => {
    door.become(MEMORY);
    await vault.lock('idle');
    door.become(OPEN);
    door.holds.set('lock', new Promise(() => {}));
    vault.task = 'erase';
    void vault.lock('idle');
    void vault.lock('slept');
    expect(door.asked).toEqual([['lock', 'idle']]);
    expect([vault.screen, vault.task]).toEqual(['locking', null]);
  });

  it('says when locking failed, and gives the pages back', async () => {
    door.become(OPEN);
    door.failures.set('lock', new AppError('VAULT_WRITE_FAILED', {}));
    await vault.lock('hand');
    expect(vault.screen).toBe('none');
    expect(said.map(({ text }) => text.en)).toEqual(['Locking failed; please close this tab']);
  });

  it('offers a new passphrase to who came in without: at once by recovery key, in passing by passkey', async () => {
    door.become(LOCKED);
    await vault.unlock({ kind: 'passphrase', passphrase: 'x' });
    expect(vault.task).toBeNull();
    await vault.unlock({ kind: 'passkey', credentialId: new Uint8Array(1), prf: new Uint8Array(32) });
    expect(vault.task).toBeNull();
    said[0]?.act?.run();
    expect(vault.task).toBe('reset-passphrase');
    vault.task = null;
    await vault.unlock({ kind: 'recovery', typed: RECOVERY_KEY });
    expect(vault.task).toBe('reset-passphrase');
  });

  it('stays as it is when a secret is wrong', async () => {
    door.become(LOCKED);
    door.failures.set('unlock', new AppError('WRONG_RECOVERY_KEY', {}));
    await expect(vault.unlock({ kind: 'recovery', typed: '0' })).rejects.toMatchObject({ code: 'WRONG_RECOVERY_KEY' });
    expect([vault.screen, vault.task]).toEqual(['locked', null]);
  });

  it('shows no key and no dialog any more where another tab took over', () => {
    door.become(OPEN);
    vault.recoveryKey = RECOVERY_KEY;
    vault.task = 'change-passphrase';
    door.become({ is: 'elsewhere', taken: true });
    expect([vault.recoveryKey, vault.task, vault.screen]).toEqual([null, null, 'elsewhere']);
  });
});

describe('the session', () => {
  const open = (orders: boolean) => new Session(fakeEngine(door, { orders }), ADDRESS, settings);

  it('keeps the pages back until what was just opened is known', async () => {
    door.become(LOCKED);
    const session = open(true);
    await session.start();
    expect(session.screen).toBe('locked');
    door.become(OPEN);
    expect(session.screen).toBe('looking');
    await expect.poll(() => session.screen).toBe('none');
    expect(session.hasData).toBe(true);
  });

  it('is not upset to hear late that the data was locked at the start', async () => {
    const engine = fakeEngine(door, { orders: true });
    const late = { ...engine, start: () => Promise.reject(new AppError('VAULT_LOCKED', {})) };
    door.become(OPEN);
    await expect(new Session(late, ADDRESS, settings).start()).resolves.toBeUndefined();
  });

  it('says what failed at the start only where nothing stands in place of the pages', async () => {
    const engine = fakeEngine(door, { orders: false });
    const failing = { ...engine, start: () => Promise.reject(new AppError('VAULT_DAMAGED', { part: 'manifest' })) };
    const session = new Session(failing, ADDRESS, settings);
    await expect(session.start()).rejects.toMatchObject({ code: 'VAULT_DAMAGED' });
    door.become({ is: 'failed', error: new AppError('VAULT_DAMAGED', { part: 'manifest' }) });
    await expect(session.start()).resolves.toBeUndefined();
  });

  it('forgets what it knew when the data closes', async () => {
    door.become(OPEN);
    const session = open(true);
    await session.start();
    await session.importing.add([new File(['x'], 'x.csv')]);
    session.rememberName('product', 'p1', '样例商品');
    door.become({ is: 'elsewhere', taken: true });
    expect(session.hasData).toBe(false);
    expect(session.importing.cards).toEqual([]);
    expect(session.memberName('product', 'p1').en).toBe('p1');
  });

  it('shows no answer of a closed door as an error', async () => {
    door.become(LOCKED);
    const session = open(true);
    await session.start();
    expect(session.catalogue.phase).toEqual({ is: 'idle' });
    session.orders.refresh();
    await expect.poll(() => session.orders.isLoading).toBe(false);
    expect(session.orders.error).toBeNull();
  });

  it('still shows other errors', async () => {
    const query = new Query(() => Promise.reject(new AppError('ENGINE_OUT_OF_MEMORY', {})));
    await query.run();
    expect(query.phase.is).toBe('failed');
  });
});

describe('the age of a backup', () => {
  const now = Date.parse('2024-05-31T12:00:00Z');

  it.each([
    ['2024-05-31T11:00:00Z', 0],
    ['2024-05-30T11:00:00Z', 1],
    ['2024-05-01T12:00:00Z', 30],
    ['2024-06-02T12:00:00Z', 0],
  ])('of %s is %i days', (backedUpAt, days) => {
    expect(backupAge(backedUpAt, now)).toBe(days);
  });

  it('is spoken of after 30 days, on iOS after 7, and always when there is none', () => {
    expect(backupAge(null, now)).toBeNull();
    const due = (age: number | null, isIos: boolean) => isBackupDue(age, backupPatience(isIos));
    expect([due(29, false), due(30, false), due(6, true), due(7, true), due(null, false)]).toEqual([
      false,
      true,
      false,
      true,
      true,
    ]);
  });
});

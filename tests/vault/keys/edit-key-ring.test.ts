import { describe, expect, it } from 'vitest';
import { toBase64Url, toHex } from '../../../workers/vault/keys/base64.ts';
import { describeKeyRing } from '../../../workers/vault/keys/describe-key-ring.ts';
import {
  addPasskey,
  changePassphrase,
  raiseParameters,
  removePasskey,
  renewRecoveryKey,
  setPassphrase,
} from '../../../workers/vault/keys/edit-key-ring.ts';
import { grantRole, revokeRole } from '../../../workers/vault/keys/grant-role.ts';
import { KEY_NAMES } from '../../../workers/vault/keys/key-names.ts';
import { createKeyRing, unlock } from '../../../workers/vault/keys/key-ring.ts';
import { passkeyRequests } from '../../../workers/vault/keys/passkey-wrap.ts';
import { randomBytes } from '../../../workers/vault/keys/seal.ts';
import type { UnlockedKeys } from '../../../workers/vault/keys/unlocked-keys.ts';
import { CHEAP, codeOf } from './keys-support.ts';

const made = await createKeyRing('first', CHEAP);
const allOf = (keys: UnlockedKeys) => KEY_NAMES.map((name) => toHex(keys.copyKey(name)));
const open = (header: Uint8Array, passphrase: string, role?: string) =>
  unlock(header, { kind: 'passphrase', passphrase, ...(role === undefined ? {} : { role }) });
const recover = (header: Uint8Array, typed: string) => unlock(header, { kind: 'recovery', typed });

describe('another passphrase', () => {
  it('wraps the same keys anew: the old one no longer opens, the recovery key still does', async () => {
    const header = await changePassphrase(
      made.header,
      { passphrase: 'first' },
      { passphrase: 'second', argon2: CHEAP },
    );
    expect(allOf(await open(header, 'second'))).toEqual(allOf(made.keys));
    expect(await codeOf(open(header, 'first'))).toBe('WRONG_PASSPHRASE');
    expect(allOf(await recover(header, made.recoveryKey))).toEqual(allOf(made.keys));
  });

  it('leaves the old record as it was, for a crash before the new one is stored', async () => {
    const before = toHex(made.header);
    await changePassphrase(made.header, { passphrase: 'first' }, { passphrase: 'second', argon2: CHEAP });
    expect(toHex(made.header)).toBe(before);
    expect(allOf(await open(made.header, 'first'))).toEqual(allOf(made.keys));
  });

  it('is not set for whoever does not know the present one', async () => {
    const next = { passphrase: 'mine', argon2: CHEAP };
    expect(await codeOf(changePassphrase(made.header, { passphrase: 'guess' }, next))).toBe('WRONG_PASSPHRASE');
  });

  it('is set by whoever has the recovery key', async () => {
    const keys = await recover(made.header, made.recoveryKey);
    const header = await setPassphrase(made.header, keys, { passphrase: 'remembered', argon2: CHEAP });
    expect(allOf(await open(header, 'remembered'))).toEqual(allOf(made.keys));
    keys.lock();
    expect(await codeOf(setPassphrase(header, keys, { passphrase: 'x', argon2: CHEAP }))).toBe('VAULT_LOCKED');
  });

  it('is not written into the record of another vault', async () => {
    const other = await createKeyRing('first', CHEAP);
    const next = { passphrase: 'second', argon2: CHEAP };
    expect(await codeOf(setPassphrase(other.header, made.keys, next))).toBe('KEYS_DAMAGED');
  });
});

describe('the cost of a guess', () => {
  const costOf = async (header: Uint8Array) =>
    (await describeKeyRing(header)).ways.find(({ kind }) => kind === 'passphrase')?.argon2;

  it('is raised when the device has become faster, under the same passphrase', async () => {
    const header = await raiseParameters(made.header, { passphrase: 'first' }, { ...CHEAP, iterations: 4 });
    expect(await costOf(header ?? made.header)).toEqual({ ...CHEAP, iterations: 4 });
    expect(allOf(await open(header ?? made.header, 'first'))).toEqual(allOf(made.keys));
  });

  it('is left alone when it is high enough, and for a wrong passphrase', async () => {
    expect(await raiseParameters(made.header, { passphrase: 'first' }, CHEAP)).toBeNull();
    const dearer = { ...CHEAP, iterations: 4 };
    expect(await codeOf(raiseParameters(made.header, { passphrase: 'guess' }, dearer))).toBe('WRONG_PASSPHRASE');
  });

  it('is never lowered by a new passphrase on a slower device', async () => {
    const dear = await createKeyRing('first', { memoryKib: 64, iterations: 3, parallelism: 1 });
    const header = await changePassphrase(dear.header, { passphrase: 'first' }, { passphrase: 'next', argon2: CHEAP });
    expect(await costOf(header)).toEqual({ memoryKib: 64, iterations: 3, parallelism: 1 });
  });
});

describe('a passkey', () => {
  const [credentialId, prfSalt, prf] = [randomBytes(33), randomBytes(32), randomBytes(32)];
  const answer = (bytes = prf) => ({ kind: 'passkey', credentialId, prf: bytes.slice() }) as const;

  it('opens beside passphrase and recovery key, and not with other PRF bytes', async () => {
    const header = await addPasskey(made.header, made.keys, { credentialId, prfSalt, prf: prf.slice() });
    expect(await passkeyRequests(header)).toEqual([{ credentialId, salt: prfSalt }]);
    expect(allOf(await unlock(header, answer()))).toEqual(allOf(made.keys));
    expect(allOf(await open(header, 'first'))).toEqual(allOf(made.keys));
    expect(await codeOf(unlock(header, answer(randomBytes(32))))).toBe('WRONG_PASSKEY');
    await expect(unlock(header, answer(randomBytes(16)))).rejects.toThrow(RangeError);
  });

  it('is replaced when it is added again, and gone once removed', async () => {
    const once = await addPasskey(made.header, made.keys, { credentialId, prfSalt, prf: prf.slice() });
    const twice = await addPasskey(once, made.keys, { credentialId, prfSalt: randomBytes(32), prf: randomBytes(32) });
    expect((await describeKeyRing(twice)).ways.map(({ kind }) => kind)).toEqual(['passphrase', 'recovery', 'passkey']);
    expect((await describeKeyRing(twice)).ways[2]?.credentialId).toBe(toBase64Url(credentialId));
    expect(await codeOf(unlock(twice, answer()))).toBe('WRONG_PASSKEY');
    const removed = await removePasskey(twice, made.keys, credentialId);
    expect(await passkeyRequests(removed)).toEqual([]);
  });

  it('leaves its PRF bytes wiped', async () => {
    const bytes = prf.slice();
    await addPasskey(made.header, made.keys, { credentialId, prfSalt, prf: bytes });
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });
});

describe('a new recovery key', () => {
  it('replaces the printed one', async () => {
    const renewed = await renewRecoveryKey(made.header, made.keys);
    expect(allOf(await recover(renewed.header, renewed.recoveryKey))).toEqual(allOf(made.keys));
    expect(await codeOf(recover(renewed.header, made.recoveryKey))).toBe('WRONG_RECOVERY_KEY');
  });
});

describe('a role', () => {
  const clerk = { role: 'clerk', classes: ['business'], passphrase: 'counter', argon2: CHEAP } as const;

  it('gets the keys of its classes and no others, however the record is read', async () => {
    const header = await grantRole(made.header, made.keys, clerk);
    const keys = await open(header, 'counter');
    expect([keys.role, keys.classes]).toEqual(['clerk', ['public', 'business']]);
    expect(keys.copyKey('business')).toEqual(made.keys.copyKey('business'));
    for (const name of ['personal', 'sensitive', 'buyer-token'] as const)
      expect(await codeOf((async () => keys.copyKey(name))())).toBe('CLASS_NOT_HELD');
    const slot = new TextDecoder().decode(header).match(/"role":"clerk".*?\}/)?.[0] ?? '';
    expect(slot).toContain('"business"');
    expect(slot).not.toMatch(/personal|sensitive|buyer-token/);
    expect((await open(header, 'first')).role).toBe('owner');
    expect(await codeOf(open(header, 'counter', 'owner'))).toBe('WRONG_PASSPHRASE');
  });

  it('changes its own passphrase and gives no more than it has', async () => {
    const header = await grantRole(made.header, made.keys, clerk);
    const changed = await changePassphrase(
      header,
      { passphrase: 'counter', role: 'clerk' },
      { passphrase: 'till', argon2: CHEAP },
    );
    const keys = await open(changed, 'till', 'clerk');
    expect(keys.classes).toEqual(['public', 'business']);
    expect((await open(changed, 'first')).classes).toHaveLength(4);
    const more = { role: 'friend', classes: ['personal'], passphrase: 'x', argon2: CHEAP } as const;
    expect(await codeOf(grantRole(changed, keys, more))).toBe('CLASS_NOT_HELD');
  });

  it('is revoked by others only', async () => {
    const header = await grantRole(made.header, made.keys, clerk);
    const revoked = await revokeRole(header, made.keys, 'clerk');
    expect(await codeOf(open(revoked, 'counter'))).toBe('WRONG_PASSPHRASE');
    await expect(revokeRole(header, made.keys, 'owner')).rejects.toThrow(RangeError);
  });

  it('granted again replaces what it had', async () => {
    const header = await grantRole(made.header, made.keys, clerk);
    const again = await grantRole(header, made.keys, { ...clerk, classes: ['personal'], passphrase: 'new' });
    expect((await open(again, 'new')).classes).toEqual(['public', 'personal']);
    expect((await open(again, 'new')).copyKey('buyer-token')).toEqual(made.keys.copyKey('buyer-token'));
    expect(await codeOf(open(again, 'counter'))).toBe('WRONG_PASSPHRASE');
  });
});

import { describe, expect, it } from 'vitest';
import { DATA_CLASSES } from '../../../src/domain/contracts/data-class.ts';
import { toBase64Url, toHex, type Bytes } from '../../../workers/vault/keys/base64.ts';
import { describeKeyRing } from '../../../workers/vault/keys/describe-key-ring.ts';
import { KEY_NAMES } from '../../../workers/vault/keys/key-names.ts';
import { createKeyRing, unlock } from '../../../workers/vault/keys/key-ring.ts';
import { randomBytes } from '../../../workers/vault/keys/seal.ts';
import type { UnlockedKeys } from '../../../workers/vault/keys/unlocked-keys.ts';
import { CHEAP, codeOf, flip } from './keys-support.ts';

const PASSPHRASE = '石榴 拖拉机 月亮 算盘';
const made = await createKeyRing(PASSPHRASE, CHEAP);

const allOf = (keys: UnlockedKeys) => KEY_NAMES.map((name) => toHex(keys.copyKey(name)));
const passphrase = (text: string) => ({ kind: 'passphrase', passphrase: text }) as const;
/** The record with its text changed and its checksum made right again, as a forger would. */
async function forge(header: Uint8Array, change: (text: string) => string): Promise<Bytes> {
  const body = change(new TextDecoder().decode(header).slice(0, -65));
  const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
  return new TextEncoder().encode(`${body}${toHex(new Uint8Array(sum))}\n`);
}

describe('a new key record', () => {
  it('opens with the passphrase and with the recovery key, to the same five keys', async () => {
    const byPassphrase = await unlock(made.header, passphrase(PASSPHRASE));
    const byRecovery = await unlock(made.header, { kind: 'recovery', typed: made.recoveryKey.toLowerCase() });
    expect(allOf(byPassphrase)).toEqual(allOf(made.keys));
    expect(allOf(byRecovery)).toEqual(allOf(made.keys));
    expect(new Set(allOf(made.keys)).size).toBe(5);
    expect(byPassphrase.classes).toEqual(DATA_CLASSES);
    expect(byPassphrase.role).toBe('owner');
  });

  it('has other keys, salts and wraps than another vault with the same passphrase', async () => {
    const other = await createKeyRing(PASSPHRASE, CHEAP);
    expect(allOf(other.keys).some((key) => allOf(made.keys).includes(key))).toBe(false);
    expect(other.recoveryKey).not.toBe(made.recoveryKey);
    const tokens = (header: Uint8Array): string[] => new TextDecoder().decode(header).match(/[\w-]{22,}/g) ?? [];
    expect(tokens(other.header).filter((token) => tokens(made.header).includes(token))).toEqual([]);
  });

  it('tells without a secret which ways in there are, and no more', async () => {
    expect(await describeKeyRing(made.header)).toEqual({
      vaultId: made.keys.vaultId,
      ways: [
        { kind: 'passphrase', role: 'owner', classes: DATA_CLASSES, credentialId: null, argon2: CHEAP },
        { kind: 'recovery', role: 'owner', classes: DATA_CLASSES, credentialId: null, argon2: null },
      ],
    });
  });

  it('holds no key, passphrase or recovery key in clear, in no spelling', () => {
    const record = Buffer.from(made.header);
    for (const name of KEY_NAMES) {
      const key = Buffer.from(made.keys.copyKey(name));
      const spellings: (string | Buffer)[] = [
        key,
        key.toString('hex'),
        key.toString('base64').slice(0, 40),
        toBase64Url(key),
      ];
      for (const spelling of spellings) expect(record.includes(spelling)).toBe(false);
    }
    for (const secret of [PASSPHRASE, made.recoveryKey, made.recoveryKey.replaceAll('-', '')])
      expect(record.includes(secret)).toBe(false);
  });
});

describe('a wrong secret', () => {
  it('is called wrong in the same words each time, and changes nothing', async () => {
    const before = toHex(made.header);
    for (const wrong of ['', '石榴 拖拉机 月亮', `${PASSPHRASE} `, PASSPHRASE.slice(1), 'x'.repeat(10_000)])
      expect(await codeOf(unlock(made.header, passphrase(wrong)))).toBe('WRONG_PASSPHRASE');
    expect(toHex(made.header)).toBe(before);
    expect(allOf(await unlock(made.header, passphrase(PASSPHRASE)))).toEqual(allOf(made.keys));
  });

  it('is told apart from a recovery key that is mistyped or of another vault, and from an unknown passkey', async () => {
    const other = await createKeyRing(PASSPHRASE, CHEAP);
    const recovery = (typed: string) => unlock(made.header, { kind: 'recovery', typed });
    expect(await codeOf(recovery(other.recoveryKey))).toBe('WRONG_RECOVERY_KEY');
    expect(await codeOf(recovery(made.recoveryKey.slice(0, -1)))).toBe('RECOVERY_KEY_MISTYPED');
    const passkey = { kind: 'passkey', credentialId: randomBytes(20), prf: randomBytes(32) } as const;
    expect(await codeOf(unlock(made.header, passkey))).toBe('WRONG_PASSKEY');
  });
});

describe('a damaged record', () => {
  it('is told apart from a wrong passphrase, whichever bit turned', async () => {
    for (let at = 0; at < made.header.byteLength; at += 1) {
      const damaged = flip(made.header, at, at % 8);
      expect(await codeOf(unlock(damaged, passphrase('wrong')))).toBe('KEYS_DAMAGED');
    }
  });

  it('is refused at every length, with bytes before or after, and as rubbish', async () => {
    const open = (bytes: Uint8Array) => codeOf(unlock(bytes, passphrase(PASSPHRASE)));
    for (let length = 0; length < made.header.byteLength; length += 7)
      expect(await open(made.header.slice(0, length))).toBe('KEYS_DAMAGED');
    expect(await open(Uint8Array.of(...made.header, 10))).toBe('KEYS_DAMAGED');
    expect(await open(Uint8Array.of(0xef, 0xbb, 0xbf, ...made.header))).toBe('KEYS_DAMAGED');
    expect(await open(randomBytes(2_000))).toBe('KEYS_DAMAGED');
    expect(await open(new Uint8Array(2_000_000))).toBe('KEYS_DAMAGED');
  });

  it('of a newer version is refused politely', async () => {
    const newer = await forge(made.header, (text) => text.replace('zhanggui-keys 1', 'zhanggui-keys 2'));
    await expect(unlock(newer, passphrase(PASSPHRASE))).rejects.toMatchObject({
      code: 'KEYS_NEWER',
      params: { version: 2 },
    });
  });
});

describe('a forged record with a right checksum', () => {
  const open = async (change: (text: string) => string) =>
    codeOf(unlock(await forge(made.header, change), passphrase(PASSPHRASE)));

  it('does not open with cheaper parameters, another role or another vault', async () => {
    expect(await open((text) => text.replace('"memoryKib":32', '"memoryKib":16'))).toBe('WRONG_PASSPHRASE');
    expect(await open((text) => text.replace('"role":"owner"', '"role":"clerk"'))).toBe('WRONG_PASSPHRASE');
    expect(await open((text) => text.replace(made.keys.vaultId, '0'.repeat(32)))).toBe('WRONG_PASSPHRASE');
  });

  it('does not open with the wraps of two classes exchanged', async () => {
    const exchange = (text: string) =>
      text.replace(/"personal":"([\w-]+)","sensitive":"([\w-]+)"/, '"personal":"$2","sensitive":"$1"');
    expect(await open(exchange)).toBe('WRONG_PASSPHRASE');
  });

  it('is found out by its signature when a way in was taken away', async () => {
    const without = (text: string) => text.replace(/,\{"kind":"recovery".*?\}\}/, '');
    expect(without(new TextDecoder().decode(made.header))).not.toContain('recovery');
    expect(await open(without)).toBe('KEYS_DAMAGED');
  });

  it('is refused before it can ask for endless memory or time, or with fields of its own', async () => {
    expect(await open((text) => text.replace('"memoryKib":32', '"memoryKib":33554432'))).toBe('KEYS_DAMAGED');
    expect(await open((text) => text.replace('"iterations":1', '"iterations":100000'))).toBe('KEYS_DAMAGED');
    expect(await open((text) => text.replace('{"vaultId"', '{"key":"AAAA","vaultId"'))).toBe('KEYS_DAMAGED');
    expect(await open((text) => text.replace(/"salt":"[\w-]+"/, '"salt":"AAAAA"'))).toBe('KEYS_DAMAGED');
    expect(await open((text) => text.replace(/\{"vaultId.*\n/, '{"vaultId"\n'))).toBe('KEYS_DAMAGED');
  });
});

describe('unlocked keys', () => {
  it('are carried by neither JSON nor a message', async () => {
    const keys = await unlock(made.header, passphrase(PASSPHRASE));
    const carried = JSON.stringify(keys) + JSON.stringify(structuredClone(keys)) + JSON.stringify(Object.entries(keys));
    expect(Object.keys(structuredClone(keys)).toSorted()).toEqual(['role', 'vaultId']);
    for (const name of KEY_NAMES) expect(carried).not.toContain(toHex(keys.copyKey(name)).slice(0, 8));
  });

  it('are overwritten and refused once locked', async () => {
    const raw = new Map(KEY_NAMES.map((name) => [name, randomBytes(32)]));
    const { UnlockedKeys: Keys } = await import('../../../workers/vault/keys/unlocked-keys.ts');
    const keys = new Keys({ vaultId: '0'.repeat(32), role: 'owner' }, raw);
    const copy = keys.copyKey('public');
    keys.lock();
    keys.lock();
    expect([...raw.values()].every((key) => key.every((byte) => byte === 0))).toBe(true);
    expect(copy.every((byte) => byte === 0)).toBe(false);
    expect(keys.isLocked).toBe(true);
    expect(keys.classes).toEqual([]);
    const purpose = { salt: new Uint8Array(0), info: '' };
    expect(await codeOf((async () => keys.copyKey('public'))())).toBe('VAULT_LOCKED');
    expect(await codeOf(keys.deriveBytes('public', purpose))).toBe('VAULT_LOCKED');
    expect(await codeOf(keys.deriveAesKey('public', purpose))).toBe('VAULT_LOCKED');
    expect(await codeOf(keys.deriveMacKey('public', purpose))).toBe('VAULT_LOCKED');
  });
});

import { describe, expect, it } from 'vitest';
import { openFile } from '../../src/backup-check/open-file.ts';
import { grantRole } from '../../workers/vault/keys/grant-role.ts';
import { createKeyRing } from '../../workers/vault/keys/key-ring.ts';
import { backupOf, blobOf, CREATED } from '../vault/backup/backup-support.ts';
import { CHEAP, codeOf, flip } from '../vault/keys/keys-support.ts';

const made = await createKeyRing('石榴 拖拉机', CHEAP);
const clerk = { role: 'clerk', classes: ['business'], passphrase: 'till', argon2: CHEAP } as const;
const header = await grantRole(made.header, made.keys, clerk);
const bytes = await backupOf({ ...made, header }, [
  { name: 'business.db', class: 'business', bytes: [new Uint8Array(300_000).fill(1)] },
  { name: 'personal.db', class: 'personal', bytes: [new Uint8Array(20).fill(2)] },
]);
const quiet = () => undefined;
const open = (typed: string, blob = blobOf(bytes)) => openFile(blob, typed, quiet);

describe('opening a backup without the app', () => {
  it('without a secret says that the file is whole', async () => {
    expect(await open('')).toMatchObject({ depth: 'whole', about: { createdAt: CREATED, vaultId: made.keys.vaultId } });
    expect(await codeOf(open('', blobOf(flip(bytes, 5_000))))).toBe('BACKUP_DAMAGED');
  });

  it.each([
    ['the passphrase', '石榴 拖拉机'],
    ['the recovery key', made.recoveryKey],
    ['the recovery key in small letters with spaces', made.recoveryKey.toLowerCase().replaceAll('-', ' ')],
  ])('with %s gives every part', async (_, typed) => {
    const told: number[] = [];
    const found = await openFile(blobOf(bytes), typed, (done, total) => told.push(done, total));
    if (found.depth !== 'read') throw new Error('the file was not read');
    const sizes = await Promise.all(found.parts.map(async ({ unpack }) => (await unpack?.())?.size));
    expect(sizes).toEqual([300_000, 20]);
    expect(told.slice(-2)).toEqual([300_020, 300_020]);
  });

  it('gives a role what it holds and names the rest', async () => {
    const found = await open('till');
    if (found.depth !== 'read') throw new Error('the file was not read');
    expect(found.parts.map(({ name, unpack }) => [name, unpack === null])).toEqual([
      ['business.db', false],
      ['personal.db', true],
    ]);
  });

  it('tells a slip in a recovery key from a wrong passphrase', async () => {
    expect(await codeOf(open('something else'))).toBe('WRONG_PASSPHRASE');
    expect(await codeOf(open(made.recoveryKey.slice(0, -2)))).toBe('RECOVERY_KEY_MISTYPED');
    expect(await codeOf(open((await createKeyRing('x', CHEAP)).recoveryKey))).toBe('WRONG_RECOVERY_KEY');
  });
});

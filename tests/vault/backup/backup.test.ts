import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DATA_CLASSES } from '../../../src/domain/contracts/data-class.ts';
import { verifyBackup } from '../../../workers/vault/backup/inspect-backup.ts';
import { readBackup, verifyBackupFully } from '../../../workers/vault/backup/read-backup.ts';
import type { BackupPart } from '../../../workers/vault/backup/write-backup.ts';
import { addPasskey } from '../../../workers/vault/keys/edit-key-ring.ts';
import { grantRole } from '../../../workers/vault/keys/grant-role.ts';
import { createKeyRing } from '../../../workers/vault/keys/key-ring.ts';
import { randomBytes } from '../../../workers/vault/keys/seal.ts';
import { CHEAP, codeOf } from '../keys/keys-support.ts';
import { backupOf, blobOf, CREATED, gatherAll, recordsOf } from './backup-support.ts';

const made = await createKeyRing('石榴 拖拉机', CHEAP);
const right = { kind: 'passphrase', passphrase: '石榴 拖拉机' } as const;

async function contentsOf(blob: Blob, secret: Parameters<typeof readBackup>[1] = right) {
  const opened = await readBackup(blob, secret);
  return Promise.all(opened.parts.map(async (part) => ({ part, bytes: await gatherAll(part.read()) })));
}

describe('a backup', () => {
  it('gives back what was put in, whatever its contents and however it came in pieces', async () => {
    const piece = fc.uint8Array({ maxLength: 3_000 });
    const part = fc.record({
      name: fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/),
      class: fc.constantFrom(...DATA_CLASSES),
      bytes: fc.array(piece, { maxLength: 6 }),
    });
    const parts = fc.uniqueArray(part, { selector: ({ name }) => name, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(parts, async (given) => {
        const read = await contentsOf(blobOf(await backupOf(made, given)));
        expect(read.map(({ part: { name, class: dataClass, size }, bytes }) => [name, dataClass, size, bytes])).toEqual(
          given.map(({ name, class: dataClass, bytes }) => {
            const whole = new Uint8Array(Buffer.concat(bytes));
            return [name, dataClass, whole.byteLength, whole];
          }),
        );
      }),
      { numRuns: 100 },
    );
  });

  it.each([0, 1, 262_143, 262_144, 262_145, 524_288, 3_000_001])('keeps a part of %i bytes', async (size) => {
    const bytes = new Uint8Array(Buffer.alloc(size, 'random enough '));
    const file = await backupOf(made, [{ name: 'a.db', class: 'business', bytes: [bytes] }]);
    const [only] = await contentsOf(blobOf(file));
    expect(
      createHash('sha256')
        .update(only?.bytes ?? '')
        .digest('hex'),
    ).toBe(createHash('sha256').update(bytes).digest('hex'));
    // By the layout: 256 KiB chunks, the last one possibly full but never missing.
    const chunks = recordsOf(file).filter(({ kind }) => kind === 2 || kind === 3);
    expect(chunks.map(({ kind }) => kind)).toEqual([...Array(Math.max(0, Math.ceil(size / 262_144) - 1)).fill(2), 3]);
  });

  it('opens with the recovery key or a passkey alone, and hands on its key record', async () => {
    const [credentialId, prf] = [randomBytes(16), randomBytes(32)];
    const header = await addPasskey(made.header, made.keys, {
      credentialId,
      prfSalt: randomBytes(32),
      prf: prf.slice(),
    });
    const file = blobOf(
      await backupOf({ ...made, header }, [{ name: 'x', class: 'sensitive', bytes: [Uint8Array.of(7)] }]),
    );
    for (const secret of [
      { kind: 'recovery', typed: made.recoveryKey },
      { kind: 'passkey', credentialId, prf: prf.slice() },
    ] as const)
      expect((await contentsOf(file, secret)).map(({ bytes }) => bytes)).toEqual([Uint8Array.of(7)]);
    const opened = await readBackup(file, right);
    expect(opened.keyRing).toEqual(header);
    expect([opened.createdAt, opened.app]).toEqual([CREATED, '0.1.0']);
  });

  it('says without a secret when and by what it was made and what it holds, and nothing in clear beyond', async () => {
    const marker = Buffer.from('杨小明 13800000000 invented');
    const file = await backupOf(made, [
      { name: 'business.db', class: 'business', bytes: [marker, marker] },
      { name: 'personal.db', class: 'personal', bytes: [] },
    ]);
    expect(await verifyBackup(blobOf(file))).toMatchObject({
      version: 1,
      createdAt: CREATED,
      app: '0.1.0',
      vaultId: made.keys.vaultId,
      ways: [{ kind: 'passphrase' }, { kind: 'recovery' }],
      parts: [
        { name: 'business.db', class: 'business', bytes: marker.byteLength * 2 + 16 },
        { name: 'personal.db', class: 'personal', bytes: 16 },
      ],
    });
    expect(Buffer.from(file).includes(marker)).toBe(false);
    for (const name of DATA_CLASSES)
      expect(Buffer.from(file).includes(Buffer.from(made.keys.copyKey(name)))).toBe(false);
  });

  it('never looks the same twice', async () => {
    const parts: BackupPart[] = [{ name: 'a', class: 'public', bytes: [new Uint8Array(64)] }];
    const [one, two] = [await backupOf(made, parts), await backupOf(made, parts)];
    const sealed = (file: Uint8Array) =>
      recordsOf(file)
        .filter(({ kind }) => kind !== 1)
        .map(({ from, to }) => Buffer.from(file.slice(from + 5, to)).toString('hex'));
    expect(sealed(one).filter((text) => sealed(two).includes(text))).toEqual([]);
  });

  it('opens for a role as far as its keys go', async () => {
    const clerk = { role: 'clerk', classes: ['business'], passphrase: 'till', argon2: CHEAP } as const;
    const header = await grantRole(made.header, made.keys, clerk);
    const parts: BackupPart[] = DATA_CLASSES.map((name) => ({ name, class: name, bytes: [Uint8Array.of(1)] }));
    const file = blobOf(await backupOf({ ...made, header }, parts));
    const secret = { kind: 'passphrase', passphrase: 'till' } as const;
    const opened = await readBackup(file, secret);
    expect(opened.parts.filter(({ isHeld }) => isHeld).map(({ name }) => name)).toEqual(['public', 'business']);
    for (const part of opened.parts.slice(2)) expect(await codeOf(gatherAll(part.read()))).toBe('CLASS_NOT_HELD');
    expect(await verifyBackupFully(file, secret)).toEqual(['personal', 'sensitive']);
    expect(await verifyBackupFully(file, right)).toEqual([]);
  });

  it('is not written under a key record of other keys, with a part twice, or with a name that is a path', async () => {
    const other = await createKeyRing('x', CHEAP);
    const part: BackupPart = { name: 'a', class: 'public', bytes: [] };
    expect(await codeOf(backupOf({ ...made, header: other.header }, [part]))).toBe('KEYS_DAMAGED');
    await expect(backupOf(made, [part, part])).rejects.toThrow(RangeError);
    for (const name of ['../a', 'a/b', '', '.a', 'A', 'a'.repeat(65)])
      await expect(backupOf(made, [{ ...part, name }])).rejects.toThrow();
  });

  it('is written as it is read: a source that fails leaves no file that counts', async () => {
    const failing = (async function* () {
      yield new Uint8Array(600_000);
      throw new Error('the disk is gone');
    })();
    const pieces: Uint8Array[] = [];
    const write = async () => {
      const { writeBackup } = await import('../../../workers/vault/backup/write-backup.ts');
      const origin = { keyRing: made.header, keys: made.keys, app: '0.1.0', createdAt: CREATED };
      for await (const piece of writeBackup(origin, [{ name: 'a', class: 'public', bytes: failing }]))
        pieces.push(piece);
    };
    await expect(write()).rejects.toThrow('the disk is gone');
    expect(pieces.length).toBeGreaterThan(3);
    expect(await codeOf(verifyBackup(blobOf(new Uint8Array(Buffer.concat(pieces)))))).toBe('BACKUP_INCOMPLETE');
  });
});

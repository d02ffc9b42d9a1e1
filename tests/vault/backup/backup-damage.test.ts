import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyBackup } from '../../../workers/vault/backup/inspect-backup.ts';
import { readBackup, verifyBackupFully } from '../../../workers/vault/backup/read-backup.ts';
import { createKeyRing } from '../../../workers/vault/keys/key-ring.ts';
import { randomBytes } from '../../../workers/vault/keys/seal.ts';
import { CHEAP, codeOf, flip } from '../keys/keys-support.ts';
import { backupOf, blobOf, recordOf, resealed } from './backup-support.ts';

const made = await createKeyRing('right', CHEAP);
const right = { kind: 'passphrase', passphrase: 'right' } as const;
const wrong = { kind: 'passphrase', passphrase: 'wrong' } as const;
const small = await backupOf(made, [
  { name: 'business.db', class: 'business', bytes: [randomBytes(300)] },
  { name: 'personal.db', class: 'personal', bytes: [randomBytes(50)] },
]);
const large = await backupOf(made, [
  { name: 'business.db', class: 'business', bytes: Array.from({ length: 20 }, () => randomBytes(50_000)) },
  { name: 'personal.db', class: 'personal', bytes: [randomBytes(1)] },
]);
const REFUSALS = ['BACKUP_NOT_RECOGNISED', 'BACKUP_INCOMPLETE', 'BACKUP_DAMAGED'];

describe('damage by accident', () => {
  it('is refused for every single bit of a small backup', async () => {
    const codes = new Map<string, number>();
    for (let at = 0; at < small.byteLength; at += 1)
      for (let bit = 0; bit < 8; bit += 1) {
        const code = await codeOf(verifyBackup(blobOf(flip(small, at, bit))));
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
    // Eight bytes name the file, sixteen end it; all others are its contents.
    expect(Object.fromEntries(codes)).toEqual({
      BACKUP_NOT_RECOGNISED: 64,
      BACKUP_INCOMPLETE: 128,
      BACKUP_DAMAGED: (small.byteLength - 24) * 8,
    });
  });

  it('is refused for bits of a larger one, wherever they are', async () => {
    const place = fc.nat({ max: large.byteLength - 1 });
    await fc.assert(
      fc.asyncProperty(place, fc.nat({ max: 7 }), async (at, bit) => {
        expect(REFUSALS).toContain(await codeOf(readBackup(blobOf(flip(large, at, bit)), right)));
      }),
      { numRuns: 200 },
    );
  });

  it('is refused when the file ends early, at 100 lengths and at each of the first and last 100', async () => {
    const step = large.byteLength / 100;
    const lengths = Array.from({ length: 100 }, (_, i) => [Math.floor(i * step), i, large.byteLength - 1 - i]).flat();
    for (const length of lengths)
      expect(['BACKUP_INCOMPLETE', 'BACKUP_DAMAGED']).toContain(
        await codeOf(readBackup(blobOf(large.slice(0, length)), right)),
      );
  });

  it('is refused when bytes were added, lost inside, or the file is another one', async () => {
    const at = Math.floor(large.byteLength / 2);
    const joined = (...parts: Uint8Array[]) => blobOf(new Uint8Array(Buffer.concat(parts)));
    expect(await codeOf(verifyBackup(joined(large, Uint8Array.of(0))))).toBe('BACKUP_INCOMPLETE');
    expect(await codeOf(verifyBackup(joined(large.slice(0, at), large.slice(at + 1))))).toBe('BACKUP_INCOMPLETE');
    expect(await codeOf(verifyBackup(joined(large, large)))).toBe('BACKUP_INCOMPLETE');
    expect(await codeOf(verifyBackup(joined(Buffer.from('订单编号,实付金额\n'))))).toBe('BACKUP_NOT_RECOGNISED');
    expect(await codeOf(verifyBackup(joined(Buffer.from('PK\u0003\u0004'))))).toBe('BACKUP_NOT_RECOGNISED');
  });

  it('is told apart from a wrong secret', async () => {
    expect(await codeOf(readBackup(blobOf(small), wrong))).toBe('WRONG_PASSPHRASE');
    expect(await codeOf(readBackup(blobOf(flip(small, 900)), wrong))).toBe('BACKUP_DAMAGED');
    const other = await createKeyRing('right', CHEAP);
    const typed = { kind: 'recovery', typed: other.recoveryKey } as const;
    expect(await codeOf(readBackup(blobOf(small), typed))).toBe('WRONG_RECOVERY_KEY');
    expect(await codeOf(readBackup(blobOf(small), { ...typed, typed: 'abc' }))).toBe('RECOVERY_KEY_MISTYPED');
    expect(await verifyBackupFully(blobOf(small), right)).toEqual([]);
  });

  it('of a file that vanished says so', async () => {
    const gone = blobOf(small);
    gone.slice = () => {
      throw new DOMException('gone', 'NotReadableError');
    };
    expect(await codeOf(verifyBackup(gone))).toBe('FILE_UNREADABLE');
  });
});

describe('a newer version', () => {
  it('is refused politely when the file is whole, and as damaged when it is not', async () => {
    const newer = new Uint8Array(small.slice(0, -48));
    newer[8] = 2;
    const file = resealed(newer);
    await expect(readBackup(blobOf(file), right)).rejects.toMatchObject({
      code: 'BACKUP_NEWER',
      params: { version: 2 },
    });
    expect(await codeOf(verifyBackup(blobOf(flip(file, 700))))).toBe('BACKUP_DAMAGED');
  });
});

describe('damage on purpose, with a right checksum', () => {
  const body = (file: Uint8Array) => file.slice(0, -48);
  const cut = (from: number, to: number) => Buffer.concat([large.slice(0, from), body(large).slice(to)]);
  const refused = async (forged: Uint8Array) => codeOf(verifyBackupFully(blobOf(resealed(forged)), right));

  it('is found by the seals, for a bit anywhere after the key record', async () => {
    const from = recordOf(large, 1).from;
    for (let at = recordOf(small, 1).from; at < small.byteLength - 48; at += 1)
      expect(await refused(flip(body(small), at, at % 8))).toBe('BACKUP_DAMAGED');
    for (let i = 0; i < 40; i += 1) expect(await refused(flip(body(large), from + i * 25_000))).toBe('BACKUP_DAMAGED');
  });

  it('is found when the header was changed', async () => {
    const text = Buffer.from(small).toString('latin1');
    const dated = Buffer.from(text.replace('2026-03-01', '2027-03-01'), 'latin1');
    expect(await refused(body(dated))).toBe('BACKUP_DAMAGED');
  });

  it('is found when a chunk was left out, repeated or moved, or the end was cut off', async () => {
    const [first, second] = [recordOf(large, 2), recordOf(large, 2, 1)];
    expect(await refused(cut(first.from, first.to))).toBe('BACKUP_DAMAGED');
    const twice = Buffer.concat([
      large.slice(0, first.to),
      large.slice(first.from, first.to),
      body(large).slice(first.to),
    ]);
    expect(await refused(twice)).toBe('BACKUP_DAMAGED');
    const moved = Buffer.concat([
      large.slice(0, first.from),
      large.slice(second.from, second.to),
      large.slice(first.from, first.to),
      body(large).slice(second.to),
    ]);
    expect(await refused(moved)).toBe('BACKUP_DAMAGED');
    // The chunk before the last takes its place: its mark is part of its seal.
    const shortened = Buffer.concat([large.slice(0, second.to), body(large).slice(recordOf(large, 3).to)]);
    shortened[second.from] = 3;
    expect(await refused(shortened)).toBe('BACKUP_DAMAGED');
  });

  it('is found when a part was left out, renamed or its class changed', async () => {
    const [first, second] = [recordOf(large, 1), recordOf(large, 1, 1)];
    expect(await refused(cut(second.from, recordOf(large, 4).from))).toBe('BACKUP_DAMAGED');
    expect(await refused(cut(first.from, second.from))).toBe('BACKUP_DAMAGED');
    const text = Buffer.from(body(large)).toString('latin1');
    const renamed = text.replace('{"name":"personal.db"', '{"name":"persona1.db"');
    expect(renamed).not.toBe(text);
    expect(await refused(Buffer.from(renamed, 'latin1'))).toBe('BACKUP_DAMAGED');
  });

  it('is found when parts of two backups of one vault were mixed', async () => {
    const other = await backupOf(made, [{ name: 'business.db', class: 'business', bytes: [randomBytes(300)] }]);
    const ours = await backupOf(made, [{ name: 'business.db', class: 'business', bytes: [randomBytes(300)] }]);
    const [theirs, mine] = [recordOf(other, 3), recordOf(ours, 3)];
    const mixed = Buffer.concat([
      ours.slice(0, mine.from),
      other.slice(theirs.from, theirs.to),
      body(ours).slice(mine.to),
    ]);
    expect(await refused(mixed)).toBe('BACKUP_DAMAGED');
  });

  it('is refused before it costs memory: a record or header of absurd length', async () => {
    const absurd = Buffer.from(body(small));
    absurd.writeUInt32LE(0xffff_ffff, recordOf(small, 1).from + 1);
    expect(await refused(absurd)).toBe('BACKUP_DAMAGED');
    const header = Buffer.from(body(small));
    header.writeUInt32LE(0xffff_ffff, 10);
    expect(await refused(header)).toBe('BACKUP_DAMAGED');
  });
});

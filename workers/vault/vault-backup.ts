import type { DataClass } from '../../src/domain/contracts/data-class.ts';
import { AppError } from '../../src/domain/contracts/errors.ts';
import type { BackupFacts, VaultSecret } from '../../src/domain/contracts/vault.ts';
import { verifyBackup } from './backup/inspect-backup.ts';
import { readBackup } from './backup/read-backup.ts';
import { writeBackup, type BackupPart } from './backup/write-backup.ts';
import type { PartSource } from './fill-store.ts';
import type { Sight, VaultHolder } from './vault-holder.ts';

/** The committed bytes of each class's file, from the thread that has them open. */
export type ImageSource = {
  sizes(): Promise<(readonly [DataClass, number])[]>;
  read(name: DataClass, range: { at: number; length: number }): Promise<Uint8Array<ArrayBuffer>>;
  /** Nothing more will be read: from here on they may change. */
  end(): Promise<void>;
};

type ReportBytes = (done: number, total: number) => void;
export type BackupOrigin = { readonly app: string; readonly createdAt: string };

const PIECE_BYTES = 1024 * 1024;
const SUFFIX = '.db';

/** One encrypted file of everything that is saved; only sealed bytes ever leave memory. @throws AppError VAULT_LOCKED */
export async function backUp(
  holder: VaultHolder,
  source: ImageSource,
  { origin, report }: { origin: BackupOrigin; report: ReportBytes },
): Promise<File> {
  try {
    return await writeFile(holder, source, { origin, report });
  } finally {
    await source.end();
  }
}

async function writeFile(
  holder: VaultHolder,
  source: ImageSource,
  { origin, report }: { origin: BackupOrigin; report: ReportBytes },
): Promise<File> {
  const sizes = await source.sizes();
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  let done = 0;
  async function* bytesOf(name: DataClass, size: number) {
    for (let at = 0; at < size; at += PIECE_BYTES) {
      const piece = await source.read(name, { at, length: Math.min(PIECE_BYTES, size - at) });
      yield piece;
      done += piece.byteLength;
      report(done, total);
    }
  }
  const parts: BackupPart[] = sizes.map(([name, size]) => ({
    name: `${name}${SUFFIX}`,
    class: name,
    bytes: bytesOf(name, size),
  }));
  const pieces: BlobPart[] = [];
  for await (const piece of writeBackup({ keyRing: holder.header, keys: holder.keys, ...origin }, parts))
    pieces.push(piece);
  return new File(pieces, `zhanggui-${origin.createdAt.slice(0, 10)}.zgbackup`, { type: 'application/octet-stream' });
}

/** Whether a backup is whole, without a secret. @throws AppError as `verifyBackup` */
export async function checkBackup(file: Blob): Promise<BackupFacts> {
  const { createdAt, app, parts } = await verifyBackup(file);
  return { createdAt, app, bytes: parts.reduce((sum, part) => sum + part.bytes, 0) };
}

/** Puts a backup in the place of what is there, once every byte of it is written. @throws AppError as `readBackup`, VAULT_FULL */
export async function restore(
  holder: VaultHolder,
  { file, secret }: { file: Blob; secret: VaultSecret },
  report: ReportBytes,
): Promise<Sight & { createdAt: string }> {
  const { keyRing, keys, parts, createdAt } = await readBackup(file, secret);
  const total = parts.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  try {
    const sources = parts.map((part): PartSource => {
      if (!part.isHeld) throw new AppError('CLASS_NOT_HELD', { class: part.class });
      async function* pieces() {
        for await (const piece of part.read()) {
          yield piece;
          done += piece.byteLength;
          report(done, total);
        }
      }
      return { class: part.class, pieces: pieces() };
    });
    return { ...(await holder.adopt(keyRing, keys, sources)), createdAt };
  } catch (thrown) {
    keys.lock();
    throw thrown;
  }
}

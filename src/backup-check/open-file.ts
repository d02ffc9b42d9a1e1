import type { DataClass } from '../domain/contracts/data-class.ts';
import { AppError } from '../domain/contracts/errors.ts';
import { verifyBackup, type BackupDescription } from '../../workers/vault/backup/inspect-backup.ts';
import { readBackup, type OpenBackup } from '../../workers/vault/backup/read-backup.ts';
import type { Secret } from '../../workers/vault/keys/key-ring.ts';
import { looksLikeRecoveryKey, readRecoveryKey } from '../../workers/vault/keys/recovery-key.ts';

/** One file in the backup; `unpack` is absent for what the secret does not open. */
export type UnpackedPart = {
  readonly name: string;
  readonly class: DataClass;
  /** Plain bytes. */
  readonly size: number;
  readonly unpack: (() => Promise<Blob>) | null;
};

/** What was found out: without a secret only that the file is whole, with one that every byte is as it was written. */
export type Finding =
  | { readonly depth: 'whole'; readonly about: BackupDescription }
  | { readonly depth: 'read'; readonly createdAt: string; readonly app: string; readonly parts: UnpackedPart[] };

/**
 * Checks a backup, and with a secret reads it to its end.
 * @param typed a passphrase or a recovery key; empty for neither
 * @param onBytes plain bytes checked so far, and in all
 * @throws AppError as `readBackup`
 */
export async function openFile(
  blob: Blob,
  typed: string,
  onBytes: (done: number, total: number) => void,
): Promise<Finding> {
  if (typed === '') return { depth: 'whole', about: await verifyBackup(blob) };
  const opened = await openWith(blob, typed);
  await readToTheEnd(opened, onBytes);
  const parts = opened.parts.map((part) => ({
    name: part.name,
    class: part.class,
    size: part.size,
    unpack: part.isHeld ? async () => gather(part.read()) : null,
  }));
  return { depth: 'read', createdAt: opened.createdAt, app: opened.app, parts };
}

/** A text with the checksum of a recovery key is one; otherwise it is a passphrase, or a recovery key with a slip. */
async function openWith(blob: Blob, typed: string): Promise<OpenBackup> {
  if (await isRecoveryKey(typed)) return readBackup(blob, { kind: 'recovery', typed });
  const secret: Secret = { kind: 'passphrase', passphrase: typed };
  try {
    return await readBackup(blob, secret);
  } catch (thrown) {
    const isSlip = thrown instanceof AppError && thrown.code === 'WRONG_PASSPHRASE' && looksLikeRecoveryKey(typed);
    throw isSlip ? new AppError('RECOVERY_KEY_MISTYPED', {}, { cause: thrown }) : thrown;
  }
}

async function isRecoveryKey(typed: string): Promise<boolean> {
  try {
    (await readRecoveryKey(typed)).fill(0);
    return true;
  } catch {
    return false;
  }
}

async function readToTheEnd({ parts }: OpenBackup, onBytes: (done: number, total: number) => void): Promise<void> {
  const held = parts.filter(({ isHeld }) => isHeld);
  const total = held.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const part of held) {
    for await (const chunk of part.read()) {
      done += chunk.byteLength;
      onBytes(done, total);
    }
  }
}

async function gather(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<Blob> {
  const all: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return new Blob(all, { type: 'application/octet-stream' });
}

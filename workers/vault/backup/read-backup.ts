import type { DataClass } from '../../../src/domain/contracts/data-class.ts';
import { AppError } from '../../../src/domain/contracts/errors.ts';
import type { Bytes } from '../keys/base64.ts';
import { unlock, type Secret } from '../keys/key-ring.ts';
import type { UnlockedKeys } from '../keys/unlocked-keys.ts';
import { readEnd, TAG_BYTES } from './backup-format.ts';
import { createChunkCipher, openEnd } from './chunk-cipher.ts';
import { inspectBackup, type InspectedBackup, type PlacedPart } from './inspect-backup.ts';
import { readBytes } from './read-bytes.ts';

/** One file of an opened backup. */
export type OpenPart = {
  readonly name: string;
  readonly class: DataClass;
  /** Plain bytes. */
  readonly size: number;
  /** False when the secret's role holds no key of this class; then `read` throws CLASS_NOT_HELD. */
  readonly isHeld: boolean;
  /** Its bytes in order, each chunk checked before it is given. @throws AppError BACKUP_DAMAGED, FILE_UNREADABLE */
  read(): AsyncGenerator<Bytes, void, undefined>;
};

/** A backup with a right checksum, a right secret and an untouched list of parts. `keyRing` is the key record in it. */
export type OpenBackup = {
  readonly createdAt: string;
  readonly app: string;
  readonly keyRing: Bytes;
  readonly keys: UnlockedKeys;
  readonly parts: readonly OpenPart[];
};

/**
 * Opens a backup with nothing but its own secret. What `read` gives counts only after all parts were read to their end.
 * @throws AppError as `verifyBackup` for the file, before the secret is tried; as `unlock` for the secret
 */
export async function readBackup(blob: Blob, secret: Secret): Promise<OpenBackup> {
  const inspected = await inspectBackup(blob);
  const { createdAt, app, keyRing: record } = inspected.header;
  const keyRing = new TextEncoder().encode(record);
  const keys = await unlockRecord(keyRing, secret);
  try {
    const parts = await openParts(blob, inspected, keys);
    return { createdAt, app, keyRing, keys, parts };
  } catch (thrown) {
    keys.lock();
    throw thrown;
  }
}

/**
 * Reads everything that the secret opens and keeps nothing.
 * @returns the names of parts that it does not open
 * @throws AppError as `readBackup`, BACKUP_DAMAGED
 */
export async function verifyBackupFully(blob: Blob, secret: Secret): Promise<string[]> {
  const { keys, parts } = await readBackup(blob, secret);
  try {
    for (const part of parts.filter(({ isHeld }) => isHeld)) for await (const chunk of part.read()) chunk.fill(0);
    return parts.filter(({ isHeld }) => !isHeld).map(({ name }) => name);
  } finally {
    keys.lock();
  }
}

/** In a backup a broken key record is a broken backup. */
async function unlockRecord(keyRing: Bytes, secret: Secret): Promise<UnlockedKeys> {
  try {
    return await unlock(keyRing, secret);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'KEYS_DAMAGED') throw thrown;
    throw new AppError('BACKUP_DAMAGED', {}, { cause: thrown });
  }
}

async function openParts(blob: Blob, inspected: InspectedBackup, keys: UnlockedKeys): Promise<OpenPart[]> {
  const end = await openEnd(inspected, keys, await readBytes(blob, ...inspected.end));
  const listed = end === null ? [] : readEnd(end).parts;
  if (end === null || listed.length !== inspected.parts.length) throw new AppError('BACKUP_DAMAGED', {});
  return inspected.parts.map((placed, number) => {
    const { name, class: dataClass, size } = listed[number] ?? { name: '', class: 'public' as const, size: -1 };
    const plain = placed.chunks.reduce((sum, [from, to]) => sum + to - from - TAG_BYTES, 0);
    if (name !== placed.name || dataClass !== placed.class || size !== plain) throw new AppError('BACKUP_DAMAGED', {});
    const isHeld = keys.classes.includes(dataClass);
    return {
      name,
      class: dataClass,
      size,
      isHeld,
      read: () => readPart(blob, { inspected, keys }, { placed, number }),
    };
  });
}

type Opened = { readonly inspected: InspectedBackup; readonly keys: UnlockedKeys };

async function* readPart(
  blob: Blob,
  { inspected, keys }: Opened,
  { placed, number }: { placed: PlacedPart; number: number },
): AsyncGenerator<Bytes, void, undefined> {
  const part = { name: placed.name, class: placed.class };
  const cipher = await createChunkCipher(inspected, keys, { part, number });
  for (const [chunk, extent] of placed.chunks.entries()) {
    const place = { number: chunk, isLast: chunk === placed.chunks.length - 1 };
    const plain = await cipher.open(await readBytes(blob, ...extent), place);
    if (plain === null) throw new AppError('BACKUP_DAMAGED', {});
    yield plain;
  }
}

import { createSHA256 } from 'hash-wasm';
import type { DataClass } from '../../../src/domain/contracts/data-class.ts';
import { AppError } from '../../../src/domain/contracts/errors.ts';
import type { Bytes } from '../keys/base64.ts';
import { describeKeyRing, type WayIn } from '../keys/describe-key-ring.ts';
import {
  LARGEST_HEADER,
  PRELUDE_BYTES,
  readHeader,
  readPart,
  readPrelude,
  readRecordHead,
  readTrailer,
  RECORD,
  RECORD_HEAD_BYTES,
  SHA_BYTES,
  TRAILER_BYTES,
  VERSION,
  type PartName,
} from './backup-format.ts';
import { readBytes } from './read-bytes.ts';
import type { Belonging } from './chunk-cipher.ts';

const HASH_AT_ONCE = 4 * 1024 * 1024;

/** Sealed bytes in the file, `[from, to)`. */
type Extent = readonly [from: number, to: number];
/** Where a part stands: its chunks in order, the last one marked by the file itself. */
export type PlacedPart = PartName & { readonly chunks: readonly Extent[] };
/** A file whose structure and checksum are right; what is sealed in it has not been opened. */
export type InspectedBackup = Belonging & { readonly parts: readonly PlacedPart[]; readonly end: Extent };

/** What a backup says of itself without a secret. */
export type BackupDescription = {
  readonly version: number;
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly app: string;
  readonly vaultId: string;
  readonly ways: readonly WayIn[];
  /** Sealed bytes of each part. */
  readonly parts: readonly { readonly name: string; readonly class: DataClass; readonly bytes: number }[];
};

/**
 * Checks structure and checksum without a secret: whoever altered it on purpose is found out only with one.
 * @throws AppError BACKUP_NOT_RECOGNISED, BACKUP_NEWER, BACKUP_INCOMPLETE, BACKUP_DAMAGED, FILE_UNREADABLE
 */
export async function verifyBackup(blob: Blob): Promise<BackupDescription> {
  const { header, parts } = await inspectBackup(blob);
  const { vaultId, ways } = await describeKeyRing(new TextEncoder().encode(header.keyRing));
  const described = parts.map(({ name, class: dataClass, chunks }) => ({
    name,
    class: dataClass,
    bytes: chunks.reduce((sum, [from, to]) => sum + to - from, 0),
  }));
  return { version: VERSION, createdAt: header.createdAt, app: header.app, vaultId, ways, parts: described };
}

/** As `verifyBackup`; tells where everything stands. */
export async function inspectBackup(blob: Blob): Promise<InspectedBackup> {
  const start = readPrelude(await readBytes(blob, 0, PRELUDE_BYTES));
  if (start === null) throw new AppError('BACKUP_NOT_RECOGNISED', {});
  await checkWhole(blob);
  if (start.version > VERSION) throw new AppError('BACKUP_NEWER', { version: start.version });
  const records = PRELUDE_BYTES + start.headerBytes;
  const limit = blob.size - TRAILER_BYTES;
  if (start.headerBytes > LARGEST_HEADER || records > limit) throw new AppError('BACKUP_DAMAGED', {});
  const prelude = await readBytes(blob, 0, records);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', prelude));
  return { header: readHeader(prelude.slice(PRELUDE_BYTES)), digest, ...(await placeRecords(blob, [records, limit])) };
}

/** The checksum of all bytes, which accidents cannot pass. */
async function checkWhole(blob: Blob): Promise<void> {
  if (blob.size < PRELUDE_BYTES + TRAILER_BYTES) throw new AppError('BACKUP_INCOMPLETE', {});
  const expected = readTrailer(await readBytes(blob, blob.size - TRAILER_BYTES, blob.size), blob.size);
  if (expected === null) throw new AppError('BACKUP_INCOMPLETE', {});
  const hash = await createSHA256();
  const hashed = blob.size - SHA_BYTES;
  for (let at = 0; at < hashed; at += HASH_AT_ONCE)
    hash.update(await readBytes(blob, at, Math.min(at + HASH_AT_ONCE, hashed)));
  const actual = hash.digest('binary');
  if (!expected.every((byte, at) => actual[at] === byte)) throw new AppError('BACKUP_DAMAGED', {});
}

/** Walks the records; they must be parts, each closed by its last chunk, then one end, then nothing. */
async function placeRecords(blob: Blob, [from, limit]: Extent): Promise<{ parts: PlacedPart[]; end: Extent }> {
  const parts: OpenedPart[] = [];
  for (let at = from; ;) {
    const { kind, extent } = await readRecord(blob, at, limit);
    at = extent[1];
    const last = parts.at(-1);
    const isOpen = last !== undefined && !last.isClosed;
    if (isOpen) addChunk(last, kind, extent);
    else if (kind === RECORD.part) parts.push(begin(parts, await readBytes(blob, ...extent)));
    else if (kind === RECORD.end && at === limit) return { parts, end: extent };
    else throw new AppError('BACKUP_DAMAGED', {});
  }
}

type OpenedPart = PartName & { chunks: Extent[]; isClosed: boolean };

function begin(parts: readonly OpenedPart[], json: Bytes): OpenedPart {
  const part = readPart(json);
  if (parts.some(({ name }) => name === part.name)) throw new AppError('BACKUP_DAMAGED', {});
  return { ...part, chunks: [], isClosed: false };
}

function addChunk(part: OpenedPart, kind: number, extent: Extent): void {
  if (kind !== RECORD.chunk && kind !== RECORD.lastChunk) throw new AppError('BACKUP_DAMAGED', {});
  part.chunks.push(extent);
  part.isClosed = kind === RECORD.lastChunk;
}

async function readRecord(blob: Blob, at: number, limit: number): Promise<{ kind: number; extent: Extent }> {
  const payload = at + RECORD_HEAD_BYTES;
  if (payload > limit) throw new AppError('BACKUP_DAMAGED', {});
  const head: Bytes = await readBytes(blob, at, payload);
  const { kind, length } = readRecordHead(head);
  if (payload + length > limit) throw new AppError('BACKUP_DAMAGED', {});
  return { kind, extent: [payload, payload + length] };
}

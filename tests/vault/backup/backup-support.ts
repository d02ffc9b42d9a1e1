import { createHash } from 'node:crypto';
import type { BackupPart } from '../../../workers/vault/backup/write-backup.ts';
import { writeBackup } from '../../../workers/vault/backup/write-backup.ts';
import type { NewKeyRing } from '../../../workers/vault/keys/key-ring.ts';

export const CREATED = '2026-03-01T02:03:04Z';

/** Everything a writer gives, as one array. */
export async function gatherAll(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Uint8Array(Buffer.concat(all));
}

export async function backupOf(made: NewKeyRing, parts: Iterable<BackupPart>): Promise<Uint8Array<ArrayBuffer>> {
  return gatherAll(writeBackup({ keyRing: made.header, keys: made.keys, app: '0.1.0', createdAt: CREATED }, parts));
}

export const blobOf = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]);

/** A trailer as a forger would write it: right length, right checksum. */
export function resealed(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const trailer = Buffer.alloc(16);
  trailer.write('ZGBAKEND');
  trailer.writeBigUInt64LE(BigInt(body.byteLength + 48), 8);
  const signed = Buffer.concat([body, trailer]);
  return new Uint8Array(Buffer.concat([signed, createHash('sha256').update(signed).digest()]));
}

/** Records of a backup by their place in the file, read here by the layout that the format's comment describes. */
export function recordsOf(bytes: Uint8Array): { kind: number; from: number; to: number }[] {
  const view = Buffer.from(bytes);
  const found: { kind: number; from: number; to: number }[] = [];
  for (let at = 14 + view.readUInt32LE(10); at < view.byteLength - 48;) {
    const to = at + 5 + view.readUInt32LE(at + 1);
    found.push({ kind: view.readUInt8(at), from: at, to });
    at = to;
  }
  return found;
}

/** The record of a kind (1 part, 2 chunk, 3 last chunk, 4 end) that stands at place `index` among them. */
export function recordOf(bytes: Uint8Array, kind: number, index = 0): { from: number; to: number } {
  const found = recordsOf(bytes).filter((record) => record.kind === kind)[index];
  if (!found) throw new Error(`the backup has no record ${index} of kind ${kind}`);
  return found;
}

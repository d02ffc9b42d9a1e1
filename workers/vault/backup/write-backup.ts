import { createSHA256 } from 'hash-wasm';
import { toBase64Url, type Bytes } from '../keys/base64.ts';
import { readRing } from '../keys/key-ring-format.ts';
import { randomBytes } from '../keys/seal.ts';
import { checkSignature } from '../keys/sign-ring.ts';
import type { UnlockedKeys } from '../keys/unlocked-keys.ts';
import {
  CHUNK_BYTES,
  RECORD,
  TRAILER_BYTES,
  writeEnd,
  writePart,
  writePrelude,
  writeRecord,
  writeTrailer,
  type BackupEnd,
  type PartName,
} from './backup-format.ts';
import { createChunkCipher, sealEnd, type Belonging } from './chunk-cipher.ts';

/** One file to be kept, in pieces of any size; it is read when its turn comes. */
export type BackupPart = PartName & { readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array> };

/** What a backup is made under. `createdAt` ISO 8601 in UTC; `app` the version of the app, e.g. `0.2.0`. */
export type BackupOrigin = {
  readonly keyRing: Uint8Array;
  readonly keys: UnlockedKeys;
  readonly app: string;
  readonly createdAt: string;
};

/**
 * Writes a backup piece by piece; at most two chunks are in memory. Nothing is a backup before the last piece.
 * @param parts names of `[a-z0-9._-]`, each once
 * @throws AppError KEYS_DAMAGED when `keyRing` is not of these keys, VAULT_LOCKED, CLASS_NOT_HELD
 */
export async function* writeBackup(
  origin: BackupOrigin,
  parts: AsyncIterable<BackupPart> | Iterable<BackupPart>,
): AsyncGenerator<Bytes, void, undefined> {
  const hash = await createSHA256();
  let size = 0;
  for await (const piece of writeBody(origin, parts)) {
    hash.update(piece);
    size += piece.byteLength;
    yield piece;
  }
  const trailer = writeTrailer(size + TRAILER_BYTES);
  hash.update(trailer);
  yield trailer;
  yield new Uint8Array(hash.digest('binary'));
}

async function* writeBody(
  { keyRing, keys, app, createdAt }: BackupOrigin,
  parts: AsyncIterable<BackupPart> | Iterable<BackupPart>,
): AsyncGenerator<Bytes, void, undefined> {
  // A record of other keys would make a backup that nobody can open.
  await checkSignature(await readRing(keyRing), keys);
  const record = new TextDecoder('utf-8', { ignoreBOM: true }).decode(keyRing);
  const header = { createdAt, app, id: toBase64Url(randomBytes(16)), keyRing: record };
  const prelude = writePrelude(header);
  const belonging = { header, digest: new Uint8Array(await crypto.subtle.digest('SHA-256', prelude)) };
  yield prelude;
  const written: BackupEnd['parts'] = [];
  for await (const part of parts) {
    if (written.some(({ name }) => name === part.name)) throw new RangeError(`part ${part.name} comes twice`);
    const size = yield* writeOnePart({ belonging, keys, number: written.length }, part);
    written.push({ name: part.name, class: part.class, size });
  }
  yield writeRecord(RECORD.end, await sealEnd(belonging, keys, writeEnd({ parts: written })));
}

type Turn = { belonging: Belonging; keys: UnlockedKeys; number: number };

/** @returns plain bytes of the part */
async function* writeOnePart(
  { belonging, keys, number }: Turn,
  { bytes, ...named }: BackupPart,
): AsyncGenerator<Bytes, number, undefined> {
  const part = { name: named.name, class: named.class };
  const cipher = await createChunkCipher(belonging, keys, { part, number });
  yield writeRecord(RECORD.part, writePart(part));
  let size = 0;
  let chunk = 0;
  for await (const { plain, isLast } of inChunks(bytes)) {
    const sealed = await cipher.seal(plain, { number: chunk, isLast });
    yield writeRecord(isLast ? RECORD.lastChunk : RECORD.chunk, sealed);
    size += plain.byteLength;
    chunk += 1;
  }
  return size;
}

type Chunk = { plain: Bytes; isLast: boolean };

/** Pieces of any size as chunks of one size; there is always a last one, empty if need be. */
async function* inChunks(pieces: BackupPart['bytes']): AsyncGenerator<Chunk, void, undefined> {
  let buffer = new Uint8Array(CHUNK_BYTES);
  let filled = 0;
  for await (const piece of pieces) {
    for (let at = 0; at < piece.byteLength;) {
      if (filled === CHUNK_BYTES) {
        yield { plain: buffer, isLast: false };
        buffer = new Uint8Array(CHUNK_BYTES);
        filled = 0;
      }
      const some = piece.subarray(at, at + CHUNK_BYTES - filled);
      buffer.set(some, filled);
      filled += some.byteLength;
      at += some.byteLength;
    }
  }
  yield { plain: buffer.slice(0, filled), isLast: true };
}

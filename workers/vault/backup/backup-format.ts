import * as v from 'valibot';
import { DATA_CLASSES, type DataClass } from '../../../src/domain/contracts/data-class.ts';
import { AppError } from '../../../src/domain/contracts/errors.ts';
import type { Bytes } from '../keys/base64.ts';

/*
 * A backup, numbers little-endian:
 *   `ZGBACKUP` · version u16 · length u32 · header, JSON
 *   records: kind u8 · length u32 · payload
 *   `ZGBAKEND` · length of the whole file u64 · SHA-256 of all bytes before it
 * In every version the file begins with name and version and ends in these 48 bytes.
 *
 * A part is one record `part` (JSON: name, class), chunks of 256 KiB and one last chunk. Chunks are AES-256-GCM under
 * a key derived from the data key of the part's class, the backup's id and the part's number; the nonce is the chunk's
 * number and whether it is the last; associated data are the SHA-256 of everything before the first record, and the
 * part's record. The record `end` lists all parts, sealed under the public class, which every role holds.
 */
export const VERSION = 1;
export const CHUNK_BYTES = 262_144;
export const TAG_BYTES = 16;
export const PRELUDE_BYTES = 14;
export const RECORD_HEAD_BYTES = 5;
export const TRAILER_BYTES = 48;
export const SHA_BYTES = 32;
export const LARGEST_HEADER = 1024 * 1024;
/** A payload beyond this was not written by us. */
export const LARGEST_RECORD = 1024 * 1024;

export const RECORD = { part: 1, chunk: 2, lastChunk: 3, end: 4 } as const;

const MAGIC = 'ZGBACKUP';
const END_MAGIC = 'ZGBAKEND';
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const Header = v.strictObject({
  /** ISO 8601 in UTC. */
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  app: v.pipe(v.string(), v.maxLength(64)),
  id: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)),
  keyRing: v.string(),
});
const Part = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/)),
  class: v.picklist(DATA_CLASSES),
});
const End = v.strictObject({
  parts: v.array(v.strictObject({ ...Part.entries, size: v.pipe(v.number(), v.integer(), v.minValue(0)) })),
});

/** Readable without a secret. `keyRing` is the key record as it was, so that a clean machine can unlock it. */
export type BackupHeader = v.InferOutput<typeof Header>;
/** A file inside a backup; its name is also safe as a name on disk. */
export type PartName = { readonly name: string; readonly class: DataClass };
/** The sealed list of what the backup holds; sizes in bytes. */
export type BackupEnd = v.InferOutput<typeof End>;

const damaged = () => new AppError('BACKUP_DAMAGED', {});

export function writePrelude(header: BackupHeader): Bytes {
  const json = encoder.encode(JSON.stringify(v.parse(Header, header)));
  const prelude = new Uint8Array(PRELUDE_BYTES + json.byteLength);
  prelude.set(encoder.encode(MAGIC));
  const view = new DataView(prelude.buffer);
  view.setUint16(8, VERSION, true);
  view.setUint32(10, json.byteLength, true);
  prelude.set(json, PRELUDE_BYTES);
  return prelude;
}

/** What the first bytes say. @param start at most `PRELUDE_BYTES` @returns null when no backup begins so */
export function readPrelude(start: Bytes): { version: number; headerBytes: number } | null {
  if (!MAGIC.startsWith(decoder.decode(start.subarray(0, MAGIC.length)))) return null;
  if (start.byteLength < PRELUDE_BYTES) throw new AppError('BACKUP_INCOMPLETE', {});
  const view = new DataView(start.buffer, start.byteOffset);
  return { version: view.getUint16(8, true), headerBytes: view.getUint32(10, true) };
}

/** @throws AppError BACKUP_DAMAGED */
export const readHeader = (json: Bytes): BackupHeader => read(Header, json);

export const writePart = (part: PartName): Bytes => encoder.encode(JSON.stringify(v.parse(Part, part)));
/** @throws AppError BACKUP_DAMAGED */
export const readPart = (json: Bytes): PartName => read(Part, json);

export const writeEnd = (end: BackupEnd): Bytes => encoder.encode(JSON.stringify(end));
/** @throws AppError BACKUP_DAMAGED */
export const readEnd = (json: Bytes): BackupEnd => read(End, json);

function read<T>(schema: v.GenericSchema<unknown, T>, json: Bytes): T {
  try {
    const parsed = v.safeParse(schema, JSON.parse(decoder.decode(json)));
    if (parsed.success) return parsed.output;
  } catch {
    // Not JSON: said below.
  }
  throw damaged();
}

export function writeRecord(kind: number, payload: Bytes): Bytes {
  const record = new Uint8Array(RECORD_HEAD_BYTES + payload.byteLength);
  record[0] = kind;
  new DataView(record.buffer).setUint32(1, payload.byteLength, true);
  record.set(payload, RECORD_HEAD_BYTES);
  return record;
}

/** @param head `RECORD_HEAD_BYTES` @throws AppError BACKUP_DAMAGED for a length that was never written */
export function readRecordHead(head: Bytes): { kind: number; length: number } {
  const view = new DataView(head.buffer, head.byteOffset);
  const length = view.getUint32(1, true);
  if (length > LARGEST_RECORD) throw damaged();
  return { kind: view.getUint8(0), length };
}

/** The trailer without its checksum. @param size of the whole file with its trailer, bytes */
export function writeTrailer(size: number): Bytes {
  const trailer = new Uint8Array(TRAILER_BYTES - SHA_BYTES);
  trailer.set(encoder.encode(END_MAGIC));
  new DataView(trailer.buffer).setBigUint64(8, BigInt(size), true);
  return trailer;
}

/** The checksum in the last 48 bytes. @returns null when they do not end a file of this size */
export function readTrailer(trailer: Bytes, size: number): Bytes | null {
  const expected = writeTrailer(size);
  return expected.every((byte, at) => trailer[at] === byte) ? trailer.slice(expected.byteLength) : null;
}

import {
  BlobReader,
  configure,
  type Entry,
  ERR_AMBIGUOUS_ARCHIVE,
  ERR_ENCRYPTED,
  ERR_EOCDR_NOT_FOUND,
  ERR_INVALID_CRC32,
  ERR_INVALID_PASSWORD,
  ERR_INVALID_UNCOMPRESSED_SIZE,
  ERR_OVERLAPPING_ENTRY,
  ERR_UNSUPPORTED_ENCRYPTION,
  type FileEntry,
  ZipReader,
} from '@zip.js/zip.js';
import { AppError } from '../../src/domain/contracts/errors.ts';
import type { Reason } from '../../src/domain/contracts/reasons.ts';
import { type ByteSource, coalesce, gather, readSlice } from './byte-source.ts';
import { LIMITS } from './limits.ts';

// The reader is a worker itself: no further workers, no blobs made into scripts. Without workers their number only makes
// an entry wait for others that are read only in part.
configure({ useWebWorkers: false, useCompressionStream: true, chunkSize: 256 * 1024, maxWorkers: 65_536 });

/** A file inside an archive. */
export type ArchiveEntry = {
  /** As the archive spells it: a name for the screen, never a path. */
  name: string;
  size: number;
  packed: number;
  encrypted: boolean;
  source: ByteSource;
  /** What is in it, in pieces of any size. @throws AppError when it is damaged or unsafe */
  pieces(): AsyncGenerator<Uint8Array>;
};

/**
 * The files of a zip, after its entry count, sizes and ratios were looked at.
 * @throws AppError FILE_DAMAGED, FILE_UNSAFE, FILE_TOO_LARGE
 */
export async function openArchive(name: string, blob: Blob): Promise<ArchiveEntry[]> {
  await checkEntryCount(name, blob);
  const entries = await listEntries(name, blob);
  const files = entries.filter((entry): entry is FileEntry => !entry.directory);
  if (files.reduce((sum, entry) => sum + entry.uncompressedSize, 0) > LIMITS.unpacked) {
    throw new AppError('FILE_TOO_LARGE', { file: name, reason: 'unpacked_too_large' });
  }
  return files.map((entry) => ({
    name: entryName(entry),
    size: entry.uncompressedSize,
    packed: entry.compressedSize,
    encrypted: entry.encrypted,
    source: entrySource(name, entry),
    pieces: () => unpack(name, entry),
  }));
}

async function listEntries(name: string, blob: Blob): Promise<Entry[]> {
  try {
    return await new ZipReader(new BlobReader(blob), { filenameValidation: 'tolerant' }).getEntries();
  } catch (cause) {
    throw archiveError(name, cause);
  }
}

/** Reads the count from the end record before anything is listed; 0xffff says it stands in the zip64 record. */
async function checkEntryCount(name: string, blob: Blob): Promise<void> {
  const tail = await readSlice(name, blob, [Math.max(0, blob.size - 66_000), blob.size]);
  const view = new DataView(tail.buffer);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    let count = view.getUint16(at + 10, true);
    if (count === 0xffff && at >= 76 && view.getUint32(at - 76, true) === 0x06064b50)
      count = view.getUint32(at - 76 + 32, true);
    if (count > LIMITS.zipEntries) throw new AppError('FILE_TOO_LARGE', { file: name, reason: 'too_many_entries' });
    return;
  }
}

/** The UTF-8 flag, or bytes that are UTF-8, or GB18030: what Chinese tools write without a flag. */
function entryName(entry: FileEntry): string {
  if (entry.filenameUTF8) return entry.filename;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(entry.rawFilename);
  } catch {
    return new TextDecoder('gb18030').decode(entry.rawFilename);
  }
}

/** @throws AppError FILE_UNSAFE when a part unpacks to far more than it is. */
export function checkRatio(file: string, unpacked: number, packed: number): void {
  if (unpacked > LIMITS.ratioFrom && unpacked > packed * LIMITS.ratio) {
    throw new AppError('FILE_UNSAFE', { file, reason: 'packed_too_tightly' });
  }
}

function entrySource(file: string, entry: FileEntry): ByteSource {
  const chunks = (): AsyncGenerator<Uint8Array<ArrayBuffer>> => coalesce(unpack(file, entry));
  return {
    name: entryName(entry),
    size: entry.uncompressedSize,
    chunks,
    whole: () => gather(file, chunks(), LIMITS.heldWhole),
  };
}

async function* unpack(file: string, entry: FileEntry): AsyncGenerator<Uint8Array> {
  checkRatio(file, entry.uncompressedSize, entry.compressedSize);
  if (entry.encrypted) throw new AppError('FILE_ENCRYPTED', { file });
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const reader = readable.getReader();
  // A failure may leave the stream open for ever, and a wrong checksum shows only behind the last byte.
  const outcome = entry.getData(writable, { checkCrc32: true, checkOverlappingEntry: true });
  const failure = outcome.then(
    () => new Promise<never>(() => undefined),
    (cause: unknown) => Promise.reject(archiveError(file, cause)),
  );
  failure.catch(() => undefined);
  let ended = false;
  try {
    for (;;) {
      const { value, done } = await Promise.race([reader.read(), failure]);
      if (done) break;
      yield value;
    }
    await outcome;
    ended = true;
  } catch (cause) {
    throw archiveError(file, cause);
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined);
  }
}

const DAMAGE: readonly (readonly [string, Reason])[] = [
  [ERR_EOCDR_NOT_FOUND, 'truncated'],
  [ERR_INVALID_CRC32, 'checksum'],
  [ERR_INVALID_UNCOMPRESSED_SIZE, 'sizes_disagree'],
];

/** A failure of the zip library in our words. */
function archiveError(file: string, cause: unknown): Error {
  if (cause instanceof AppError) return cause;
  const message = cause instanceof Error ? cause.message : '';
  if ([ERR_ENCRYPTED, ERR_INVALID_PASSWORD, ERR_UNSUPPORTED_ENCRYPTION].includes(message)) {
    return new AppError('FILE_ENCRYPTED', { file }, { cause });
  }
  if ([ERR_AMBIGUOUS_ARCHIVE, ERR_OVERLAPPING_ENTRY].includes(message)) {
    return new AppError('FILE_UNSAFE', { file, reason: 'ambiguous_archive' }, { cause });
  }
  const reason = DAMAGE.find(([known]) => known === message)?.[1] ?? 'archive_unreadable';
  return new AppError('FILE_DAMAGED', { file, reason }, { cause });
}

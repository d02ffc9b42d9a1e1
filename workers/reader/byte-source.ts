import { AppError } from '../../src/domain/contracts/errors.ts';
import { beat } from './heartbeat.ts';
import { CHUNK_BYTES } from './limits.ts';

/** Bytes to read: a file, what a gz holds, an entry of a zip. */
export type ByteSource = {
  /** For the screen and for errors. */
  name: string;
  /** Bytes in all, or null when only reading tells. */
  size: number | null;
  /** From the start, in chunks of about CHUNK_BYTES. @throws AppError when they cannot be read, are damaged or unsafe. */
  chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>>;
  /** Everything as one blob. @throws AppError FILE_TOO_LARGE */
  whole(): Promise<Blob>;
};

/** Bytes of a file on the device. */
export function blobSource(name: string, blob: Blob): ByteSource {
  return {
    name,
    size: blob.size,
    whole: () => Promise.resolve(blob),
    async *chunks() {
      for (let at = 0; at < blob.size; at += CHUNK_BYTES) {
        beat();
        yield await readSlice(name, blob, [at, at + CHUNK_BYTES]);
      }
    },
  };
}

/** @throws AppError FILE_UNREADABLE when the file was moved, locked or removed meanwhile. */
export async function readSlice(
  name: string,
  blob: Blob,
  [from, to]: readonly [number, number],
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.slice(from, to).arrayBuffer());
  } catch (cause) {
    throw new AppError('FILE_UNREADABLE', { file: name, reason: 'read_failed' }, { cause });
  }
}

/** A look at the start of a packed source must not unpack megabytes. */
const FIRST_CHUNK_BYTES = 256 * 1024;

/** Small pieces of a stream put together into chunks, the first one short. */
export async function* coalesce(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let held: Uint8Array[] = [];
  let length = 0;
  let target = FIRST_CHUNK_BYTES;
  for await (const piece of pieces) {
    held.push(piece);
    length += piece.length;
    beat();
    if (length >= target) {
      target = CHUNK_BYTES;
      yield concat(held, length);
      held = [];
      length = 0;
    }
  }
  if (length > 0) yield concat(held, length);
}

function concat(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** The first `size` bytes (or all), and whether they are all. */
export async function readStart(source: ByteSource, size: number): Promise<{ bytes: Uint8Array; whole: boolean }> {
  const held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.chunks()) {
    held.push(chunk);
    length += chunk.length;
    if (length > size) return { bytes: concat(held, length).subarray(0, size), whole: false };
  }
  return { bytes: concat(held, length), whole: true };
}

/** Collects a stream into a blob. @throws AppError FILE_TOO_LARGE above `limit` bytes. */
export async function gather(
  name: string,
  chunks: AsyncIterable<Uint8Array<ArrayBuffer>>,
  limit: number,
): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > limit) throw new AppError('FILE_TOO_LARGE', { file: name, reason: 'unpacked_too_large' });
    parts.push(chunk);
  }
  return new Blob(parts);
}

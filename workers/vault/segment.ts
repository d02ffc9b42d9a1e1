import { ByteReader, ByteWriter, sameBytes } from './byte-cursor.ts';
import type { PageChange } from './page-store.ts';

const MAGIC = new TextEncoder().encode('ZGSEGM01');
export const DIGEST_BYTES = 32;
const NONE = new Uint8Array(DIGEST_BYTES);

/** One saved change: what it stands upon, and the pages it brings. */
export type Segment = {
  /** Number of the segment below; 0 when it stands alone. */
  readonly below: number;
  /** SHA-256 that the segment below ends in. */
  readonly belowDigest: Uint8Array<ArrayBuffer>;
  readonly size: number;
  readonly cut: number;
  readonly pages: ReadonlyMap<number, Uint8Array<ArrayBuffer>>;
  readonly digest: Uint8Array<ArrayBuffer>;
};

/** A segment as its neighbour above knows it. */
export type SegmentName = { readonly number: number; readonly digest: Uint8Array<ArrayBuffer> };

/**
 * The bytes of a segment, room for the digest at their end. Little-endian: magic, number and digest of the one below,
 * size f64, cut f64, count and numbers of pages u32, the pages.
 */
export function encodeSegment(
  below: SegmentName | null,
  change: PageChange,
  pageBytes: number,
): Uint8Array<ArrayBuffer> {
  const pages = [...change.changed].flatMap((number) => {
    const page = change.pages.get(number);
    return page ? [{ number, page }] : [];
  });
  const head = new ByteWriter().bytes(MAGIC).u32(below?.number ?? 0);
  head
    .bytes(below?.digest ?? NONE)
    .f64(change.size)
    .f64(change.cut)
    .u32(pages.length);
  for (const { number } of pages) head.u32(number);
  const header = head.take();
  const bytes = new Uint8Array(header.byteLength + pages.length * pageBytes + DIGEST_BYTES);
  bytes.set(header);
  for (const [nth, { page }] of pages.entries()) bytes.set(page, header.byteLength + nth * pageBytes);
  return bytes;
}

/** Writes the digest into its room, and returns it. */
export async function signSegment(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const digest = await digestOf(bytes);
  bytes.set(digest, bytes.byteLength - DIGEST_BYTES);
  return digest;
}

/** Returns null when the bytes are no whole segment. */
export async function decodeSegment(bytes: Uint8Array<ArrayBuffer>, pageBytes: number): Promise<Segment | null> {
  if (bytes.byteLength < MAGIC.byteLength + DIGEST_BYTES) return null;
  const digest = bytes.slice(bytes.byteLength - DIGEST_BYTES);
  if (!sameBytes(digest, await digestOf(bytes))) return null;
  const reader = new ByteReader(bytes);
  if (!sameBytes(reader.bytes(MAGIC.byteLength), MAGIC)) return null;
  const below = reader.u32();
  const belowDigest = reader.bytes(DIGEST_BYTES);
  const [size, cut] = [reader.f64(), reader.f64()];
  const numbers = Array.from({ length: reader.u32() }, () => reader.u32());
  const pages = new Map(numbers.map((number) => [number, reader.bytes(pageBytes)]));
  return { below, belowDigest, size, cut, pages, digest };
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const covered = bytes.subarray(0, bytes.byteLength - DIGEST_BYTES);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', covered));
}

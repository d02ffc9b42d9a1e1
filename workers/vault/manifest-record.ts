import { ByteReader, ByteWriter, sameBytes } from './byte-cursor.ts';
import type { Cipher } from './cipher.ts';
import { crc32 } from './crc32.ts';
import { decodeManifest, encodeManifest, type Manifest } from './manifest.ts';

/** The version of what is written; raised by every change that an older app would read wrongly. */
export const FORMAT_VERSION = 1;

const MAGIC = new TextEncoder().encode('ZHANGGUI');
export const VAULT_ID_BYTES = 16;
/** Magic, version, generation, vault id, length of the body: what the body's seal vouches for besides itself. */
const VOUCHED_BYTES = 8 + 4 + 4 + VAULT_ID_BYTES + 4;
/** These, the body's SHA-256, and a CRC-32 of all before. The same in every version to come. */
export const HEADER_BYTES = VOUCHED_BYTES + 32 + 4;

/** An undamaged record, not yet opened. */
export type SealedManifest = {
  readonly version: number;
  readonly generation: number;
  readonly vaultId: Uint8Array<ArrayBuffer>;
  readonly vouched: Uint8Array<ArrayBuffer>;
  readonly body: Uint8Array<ArrayBuffer>;
};

export type ManifestName = { readonly vaultId: Uint8Array<ArrayBuffer>; readonly generation: number };

/** The bytes of one manifest slot. */
export async function writeRecord(
  { vaultId, generation }: ManifestName,
  manifest: Manifest,
  cipher: Cipher,
): Promise<Uint8Array<ArrayBuffer>> {
  const plain = encodeManifest(manifest);
  const header = new ByteWriter().bytes(MAGIC).u32(FORMAT_VERSION).u32(generation).bytes(vaultId);
  const vouched = header.u32(plain.byteLength + cipher.overhead).take();
  const body = cipher.seal(plain, vouched);
  const checked = new ByteWriter()
    .bytes(vouched)
    .bytes(await sha256(body))
    .take();
  return new ByteWriter().bytes(checked).u32(crc32(checked)).bytes(body).take();
}

/** The record in a slot's bytes. Returns null when they are none, or torn or damaged ones. */
export async function readRecord(bytes: Uint8Array<ArrayBuffer>): Promise<SealedManifest | null> {
  if (bytes.byteLength < HEADER_BYTES) return null;
  const reader = new ByteReader(bytes);
  const isOurs = sameBytes(reader.bytes(MAGIC.byteLength), MAGIC);
  const [version, generation] = [reader.u32(), reader.u32()];
  const vaultId = reader.bytes(VAULT_ID_BYTES);
  const length = reader.u32();
  const digest = reader.bytes(32);
  if (!isOurs || reader.u32() !== crc32(bytes.subarray(0, HEADER_BYTES - 4))) return null;
  if (bytes.byteLength < HEADER_BYTES + length) return null;
  const body = reader.bytes(length);
  if (!sameBytes(digest, await sha256(body))) return null;
  return { version, generation, vaultId, vouched: bytes.slice(0, VOUCHED_BYTES), body };
}

/** @throws when the cipher's key is not the one it was sealed with. */
export function openRecord({ vouched, body }: SealedManifest, cipher: Cipher): Manifest {
  return decodeManifest(cipher.open(body, vouched));
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

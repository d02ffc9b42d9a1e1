import { fromBase64Url, type Bytes } from '../keys/base64.ts';
import { decryptWith, encryptWith } from '../keys/seal.ts';
import type { UnlockedKeys } from '../keys/unlocked-keys.ts';
import { writePart, type BackupHeader, type PartName } from './backup-format.ts';

const NONCE_BYTES = 12;
/** The `end` record's own key seals one text alone. */
const ONLY_NONCE = new Uint8Array(NONCE_BYTES);

/** Where a chunk stands in its part. */
export type Place = { readonly number: number; readonly isLast: boolean };

/** Seals and opens the chunks of one part; a chunk opens at its own place alone. */
export type ChunkCipher = {
  seal(plain: Bytes, place: Place): Promise<Bytes>;
  /** @returns null when the bytes are not of this place, part and backup */
  open(sealed: Bytes, place: Place): Promise<Bytes | null>;
};

/** The backup that chunks belong to. `digest` is the SHA-256 of everything before its first record. */
export type Belonging = { readonly header: BackupHeader; readonly digest: Bytes };

/** @param number of the part, from 0 @throws AppError VAULT_LOCKED, CLASS_NOT_HELD */
export async function createChunkCipher(
  { header, digest }: Belonging,
  keys: UnlockedKeys,
  { part, number }: { part: PartName; number: number },
): Promise<ChunkCipher> {
  const purpose = { salt: fromBase64Url(header.id), info: `zhanggui backup part ${number}` };
  const key = await keys.deriveAesKey(part.class, purpose);
  const described = writePart(part);
  const associated = new Uint8Array(digest.byteLength + described.byteLength);
  associated.set(digest);
  associated.set(described, digest.byteLength);
  return {
    seal: (plain, place) => encryptWith(key, { nonce: nonceOf(place), associated }, plain),
    open: (sealed, place) => decryptWith(key, { nonce: nonceOf(place), associated }, sealed),
  };
}

/** Seals the list of parts. @throws AppError VAULT_LOCKED */
export async function sealEnd(belonging: Belonging, keys: UnlockedKeys, plain: Bytes): Promise<Bytes> {
  const use = { nonce: ONLY_NONCE, associated: belonging.digest };
  return encryptWith(await endKey(belonging, keys), use, plain);
}

/** @returns null when it is not the list of this backup */
export async function openEnd(belonging: Belonging, keys: UnlockedKeys, sealed: Bytes): Promise<Bytes | null> {
  const use = { nonce: ONLY_NONCE, associated: belonging.digest };
  return decryptWith(await endKey(belonging, keys), use, sealed);
}

const endKey = ({ header }: Belonging, keys: UnlockedKeys) =>
  keys.deriveAesKey('public', { salt: fromBase64Url(header.id), info: 'zhanggui backup end' });

/** Number, then whether it is the last: under a key of the part's own no nonce comes twice. */
function nonceOf({ number, isLast }: Place): Bytes {
  const nonce = new Uint8Array(NONCE_BYTES);
  new DataView(nonce.buffer).setBigUint64(0, BigInt(number));
  nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return nonce;
}

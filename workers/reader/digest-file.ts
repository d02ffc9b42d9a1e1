import { createSHA256 } from 'hash-wasm';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { readSlice } from './byte-source.ts';
import { beat } from './heartbeat.ts';
import { CHUNK_BYTES } from './limits.ts';

/** Files up to this size are hashed while they are inspected; it takes a fraction of a second. */
export const DIGEST_AT_ONCE = 32 * 1024 * 1024;
/** Up to this size the platform hashes the file in one go; it has no streaming hash, and holds all it hashes. */
const IN_ONE_GO = 64 * 1024 * 1024;

/** Lower-case hex SHA-256 of a file, whatever its size. @throws AppError FILE_UNREADABLE */
export async function digestFile(blob: Blob): Promise<string> {
  const name = blob instanceof File ? blob.name : '';
  if (blob.size <= IN_ONE_GO && typeof crypto.subtle !== 'undefined') {
    let bytes: ArrayBuffer;
    try {
      bytes = await blob.arrayBuffer();
    } catch (cause) {
      throw new AppError('FILE_UNREADABLE', { file: name, reason: 'read_failed' }, { cause });
    }
    return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  }
  const hash = await createSHA256();
  for (let at = 0; at < blob.size; at += CHUNK_BYTES) {
    hash.update(await readSlice(name, blob, [at, at + CHUNK_BYTES]));
    beat();
  }
  return hash.digest('hex');
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

import { AppError } from '../../../src/domain/contracts/errors.ts';
import type { Bytes } from '../keys/base64.ts';

/** Bytes `[from, to)` of a file, fewer at its end. @throws AppError FILE_UNREADABLE when it was moved or changed */
export async function readBytes(blob: Blob, from: number, to: number): Promise<Bytes> {
  try {
    return new Uint8Array(await blob.slice(from, to).arrayBuffer());
  } catch (cause) {
    const file = blob instanceof File ? blob.name : '';
    throw new AppError('FILE_UNREADABLE', { file, reason: 'read_failed' }, { cause });
  }
}

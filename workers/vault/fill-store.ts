import type { DataClass } from '../../src/domain/contracts/data-class.ts';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { BLOCK_BYTES, type BlockImage } from './block-store.ts';
import type { CopyOnWriteStore } from './copy-on-write-store.ts';
import { StoredHandle } from './stored-handle.ts';

/** The whole content of one class's file, in order, in pieces of any size. */
export type PartSource = {
  readonly class: DataClass;
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
};

/** Changed blocks wait in memory for a commit; more than this much of them is not gathered. */
const COMMIT_BYTES = 64 * 1024 * 1024;

/**
 * Writes parts into an empty store and closes it, also when that fails.
 * @throws AppError CLASS_NOT_HELD, VAULT_FULL, VAULT_WRITE_FAILED, and whatever the pieces throw
 */
export async function fillStore(store: CopyOnWriteStore, parts: Iterable<PartSource>): Promise<void> {
  try {
    for (const part of parts) await fillFile(store, part);
    await store.commit();
  } finally {
    await store.close();
  }
}

async function fillFile(store: CopyOnWriteStore, { class: name, pieces }: PartSource): Promise<void> {
  const file = store.file(name);
  if (!file) throw new AppError('CLASS_NOT_HELD', { class: name });
  const handle = new StoredHandle(file);
  let at = 0;
  let gathered = 0;
  for await (const piece of pieces) {
    at += handle.write(piece, { at });
    gathered += piece.byteLength;
    if (gathered < COMMIT_BYTES) continue;
    gathered = 0;
    await store.commit();
  }
}

/** The bytes of an image from its first to its last. */
export function* imagePieces({ size, blocks }: BlockImage): Generator<Uint8Array> {
  for (let at = 0; at < size; at += BLOCK_BYTES) {
    const block = blocks.get(at / BLOCK_BYTES) ?? new Uint8Array(BLOCK_BYTES);
    yield block.subarray(0, Math.min(BLOCK_BYTES, size - at));
  }
}

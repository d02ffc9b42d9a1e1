import { AppError } from '../../../src/domain/contracts/errors.ts';
import { ByteReader, ByteWriter, sameBytes } from '../byte-cursor.ts';
import { ShortWrite } from '../vault-errors.ts';
import type { VaultFile, VaultFiles } from '../vault-files.ts';

/** The files of the key record. */
export const KEY_SLOTS = ['keys-a', 'keys-b'] as const;

const MAGIC = new TextEncoder().encode('ZGKEYS01');
/** Magic, number of the writing, order of the vault, length of the record. */
const HEAD_BYTES = 8 + 4 + 4 + 4;
const DIGEST_BYTES = 32;

/**
 * What the two files say. `order`: which vault of this device came later. `none`: no vault was finished here.
 * `damaged`: one was, and its key record cannot be read.
 */
export type FoundKeys =
  | { readonly is: 'none' }
  | { readonly is: 'damaged' }
  | { readonly is: 'whole'; readonly header: Uint8Array<ArrayBuffer>; readonly order: number };

type Writing = { readonly count: number; readonly order: number; readonly header: Uint8Array<ArrayBuffer> };
type Slot = { readonly isEmpty: boolean; readonly writing: Writing | null };

/** Reads the key record that was written last. @throws whatever the files throw */
export async function readKeys(files: VaultFiles): Promise<FoundKeys> {
  const slots = await readSlots(files);
  const newest = newestOf(slots);
  if (newest) return { is: 'whole', header: newest.header, order: newest.order };
  // What is written first, or destroyed last, may be torn beside an empty one; what is replaced leaves the other whole.
  return slots.some(({ isEmpty }) => isEmpty) ? { is: 'none' } : { is: 'damaged' };
}

/** Makes durable what was read: a process may have been killed between writing it and the flush. */
export async function settleKeys(files: VaultFiles): Promise<void> {
  await eachSlot(files, KEY_SLOTS, (file) => file.flush());
}

/**
 * Finishes a new vault: from here on it is there. Both files are written, so that damage is told from an unfinished
 * one. Where that fails, it is not there.
 */
export async function writeFirstKeys(files: VaultFiles, header: Uint8Array<ArrayBuffer>, order: number): Promise<void> {
  try {
    for (const [at, name] of KEY_SLOTS.entries()) await writeSlot(files, name, { count: at + 1, order, header });
  } catch (thrown) {
    await destroyKeys(files).catch(() => undefined); // the first error is the one to tell
    throw thrown;
  }
}

/** Another key record in the place of the present one, which stays where that fails: over the older of the two files. */
export async function replaceKeys(files: VaultFiles, header: Uint8Array<ArrayBuffer>): Promise<void> {
  const slots = await readSlots(files);
  const newest = newestOf(slots);
  if (!newest) throw new AppError('KEYS_DAMAGED', {});
  await settleKeys(files);
  const older = slots[0].writing === newest ? KEY_SLOTS[1] : KEY_SLOTS[0];
  try {
    await writeSlot(files, older, { count: newest.count + 1, order: newest.order, header });
  } catch (thrown) {
    await eachSlot(files, [older], wipe).catch(() => undefined); // the first error is the one to tell
    throw thrown;
  }
}

/** Overwrites the record of every way in: what it guarded can never be opened again. */
export async function destroyKeys(files: VaultFiles): Promise<void> {
  const slots = await readSlots(files).catch(() => null);
  // The newest goes last: were it first, the ways in of before would open the vault again.
  const isFirstNewest = slots !== null && slots[0].writing !== null && slots[0].writing === newestOf(slots);
  await eachSlot(files, isFirstNewest ? KEY_SLOTS.toReversed() : KEY_SLOTS, wipe);
  for (const name of KEY_SLOTS) await files.remove(name);
}

async function wipe(file: VaultFile): Promise<void> {
  const zeros = new Uint8Array(file.getSize());
  if (file.write(zeros, { at: 0 }) < zeros.byteLength) throw new AppError('VAULT_WRITE_FAILED', {});
  await file.flush();
}

/** One after the other, those that exist. */
async function eachSlot(
  files: VaultFiles,
  slots: readonly string[],
  work: (file: VaultFile) => Promise<void>,
): Promise<void> {
  const names = await files.list();
  for (const name of slots.filter((each) => names.includes(each))) {
    const file = await files.open(name);
    try {
      await work(file);
    } finally {
      file.close();
    }
  }
}

function newestOf(slots: readonly Slot[]): Writing | null {
  const writings = slots.flatMap(({ writing }) => (writing ? [writing] : []));
  return writings.toSorted((a, b) => b.count - a.count)[0] ?? null;
}

async function readSlots(files: VaultFiles): Promise<[Slot, Slot]> {
  const names = await files.list();
  const read = async (name: string): Promise<Slot> => {
    if (!names.includes(name)) return { isEmpty: true, writing: null };
    const file = await files.open(name);
    try {
      const bytes = readAll(file);
      return { isEmpty: bytes.every((byte) => byte === 0), writing: await parse(bytes) };
    } finally {
      file.close();
    }
  };
  return [await read(KEY_SLOTS[0]), await read(KEY_SLOTS[1])];
}

async function writeSlot(files: VaultFiles, name: string, { count, order, header }: Writing): Promise<void> {
  const head = new ByteWriter().bytes(MAGIC).u32(count).u32(order).u32(header.byteLength);
  const body = head.bytes(header).take();
  const bytes = new ByteWriter()
    .bytes(body)
    .bytes(await digest(body))
    .take();
  const file = await files.open(name);
  try {
    const written = file.write(bytes, { at: 0 });
    if (written < bytes.byteLength) throw new ShortWrite(`${written} of ${bytes.byteLength} bytes`);
    file.truncate(bytes.byteLength);
    await file.flush();
    if (!sameBytes(readAll(file), bytes)) throw new AppError('VAULT_WRITE_FAILED', {});
  } finally {
    file.close();
  }
}

function readAll(file: VaultFile): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(file.getSize());
  if (file.read(bytes, { at: 0 }) < bytes.byteLength) throw new AppError('VAULT_READ_FAILED', {});
  return bytes;
}

/** Returns null when the bytes are none of ours, torn or changed. */
async function parse(bytes: Uint8Array<ArrayBuffer>): Promise<Writing | null> {
  if (bytes.byteLength < HEAD_BYTES + DIGEST_BYTES) return null;
  const reader = new ByteReader(bytes);
  if (!sameBytes(reader.bytes(MAGIC.byteLength), MAGIC)) return null;
  const [count, order, length] = [reader.u32(), reader.u32(), reader.u32()];
  if (bytes.byteLength < HEAD_BYTES + length + DIGEST_BYTES) return null;
  const header = reader.bytes(length);
  const isWhole = sameBytes(reader.bytes(DIGEST_BYTES), await digest(bytes.slice(0, HEAD_BYTES + length)));
  return isWhole ? { count, order, header } : null;
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

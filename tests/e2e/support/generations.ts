import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecord } from '../../../workers/vault/manifest-record.ts';

/** More than a manifest of some dozen commits has. */
const MOST_BYTES = 1 << 20;

/** The generation of the newest whole manifest below a profile; zero where there is none. It is not encrypted. */
export async function newestGeneration(profile: string): Promise<number> {
  const folder = join(profile, 'Default', 'File System');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const records = await Promise.all(paths.map(async (path) => readRecord(await beginning(path))));
  return Math.max(0, ...records.map((record) => record?.generation ?? 0));
}

/** The browser may remove a file, or write it, at any time. */
async function beginning(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(path).catch(() => null);
  if (!file) return new Uint8Array();
  try {
    const bytes = new Uint8Array(MOST_BYTES);
    const { bytesRead } = await file.read(bytes, 0, 8);
    if (Buffer.from(bytes.buffer, 0, bytesRead).toString('latin1') !== 'ZHANGGUI') return new Uint8Array();
    return bytes.slice(0, (await file.read(bytes, 0, MOST_BYTES, 0)).bytesRead);
  } finally {
    await file.close();
  }
}

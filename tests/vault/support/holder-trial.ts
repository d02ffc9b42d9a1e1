import { createHash } from 'node:crypto';
import { BLOCK_BYTES } from '../../../workers/vault/block-store.ts';
import { Shelf } from '../../../workers/vault/shelf/shelf.ts';
import type { ImageSource } from '../../../workers/vault/vault-backup.ts';
import { VaultHolder } from '../../../workers/vault/vault-holder.ts';
import { filesAt, type BrowserStorage } from '../../../workers/vault/detect-vault-files.ts';
import { openStore } from '../../../workers/vault/open-store.ts';
import { StoredHandle } from '../../../workers/vault/stored-handle.ts';
import type { VaultFiles } from '../../../workers/vault/vault-files.ts';
import { CHEAP, codeOf } from '../keys/keys-support.ts';
import { browserOver } from './fake-browser.ts';

type ClassName = Parameters<ImageSource['read']>[0];

type Visit = { holder: VaultHolder; browser: BrowserStorage };

/** A vault's thread in a browser of its own; passphrases cost nothing to stretch. */
export function arrive(disk: VaultFiles, browser: BrowserStorage = browserOver(disk)): Visit {
  return { holder: new VaultHolder(new Shelf(browser), async () => CHEAP), browser };
}

/** As `arrive`, and it has looked. */
export async function holderOver(disk: VaultFiles): Promise<Visit> {
  const visit = arrive(disk);
  await visit.holder.look();
  return visit;
}

/** `done`, or the code of the expected error that it ended in. */
export async function outcomeOf(work: Promise<unknown>): Promise<string> {
  const code = codeOf(work);
  return work.then(
    () => code.catch(() => 'done'),
    () => code,
  );
}

/** Length and SHA-256 of each file, to compare what is too long to be compared byte by byte. */
export function digestsOf(files: ReadonlyMap<ClassName, Uint8Array>): Record<string, string> {
  const digest = (bytes: Uint8Array) => `${bytes.byteLength} ${createHash('sha256').update(bytes).digest('hex')}`;
  return Object.fromEntries([...files].map(([name, bytes]) => [name, digest(bytes)]));
}

/** Has the engine's last commit in memory be these bytes. */
export async function fillMemory(holder: VaultHolder, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const blocks: [number, Uint8Array<ArrayBuffer>][] = [];
  for (let at = 0; at < bytes.byteLength; at += BLOCK_BYTES) {
    const block = new Uint8Array(BLOCK_BYTES);
    block.set(bytes.subarray(at, at + BLOCK_BYTES));
    blocks.push([at / BLOCK_BYTES, block]);
  }
  await holder.memory.commit([['business', { size: bytes.byteLength, blocks }]]);
}

/** The files of each class as the engine would open them; closes them again. */
export async function savedBytes(holder: VaultHolder, browser: BrowserStorage): Promise<Map<ClassName, Buffer>> {
  const lodging = await holder.lodging();
  if (lodging.is !== 'saved') throw new Error('nothing is saved');
  const store = await openStore(await filesAt(browser, lodging.place), lodging.keys);
  try {
    return new Map(
      lodging.keys.classes.flatMap(([name]) => {
        const file = store.file(name);
        if (!file || file.size === 0) return [];
        const bytes = Buffer.alloc(file.size);
        new StoredHandle(file).read(bytes);
        return [[name, bytes] as const];
      }),
    );
  } finally {
    await store.close();
  }
}

/** Files of an engine, served as it serves them. `ended` counts how often the reader was done with them. */
export function imagesOf(files: ReadonlyMap<ClassName, Uint8Array>): ImageSource & { ended: number } {
  return {
    ended: 0,
    sizes: async () => [...files].map(([name, bytes]) => [name, bytes.byteLength] as const),
    read: async (name, { at, length }) => new Uint8Array(files.get(name) ?? []).slice(at, at + length),
    async end() {
      this.ended += 1;
    },
  };
}

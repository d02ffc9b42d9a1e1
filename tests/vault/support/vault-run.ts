import { createCipher } from '../../../workers/vault/cipher.ts';
import { CopyOnWriteStore } from '../../../workers/vault/copy-on-write-store.ts';
import type { StoreOptions } from '../../../workers/vault/open-vault.ts';
import { StoredHandle } from '../../../workers/vault/stored-handle.ts';
import { MemoryFile } from './memory-files.ts';
import type { Random } from './random.ts';

/** Small enough that a thousand commits take seconds; sectors and blocks keep their proportion. */
export const SMALL_LAYOUT = { headBytes: 512, blockBytes: 1024 };

/** Invented keys: the same in every run. */
export const KEYS = {
  manifest: createCipher(new Uint8Array(32).fill(1)),
  files: new Map([
    ['business', createCipher(new Uint8Array(32).fill(2))],
    ['personal', createCipher(new Uint8Array(32).fill(3))],
  ]),
};

export const CLASSES = [...KEYS.files.keys()];

export function openSmall(files: StoreOptions['files'], rest: Partial<StoreOptions> = {}): Promise<CopyOnWriteStore> {
  return CopyOnWriteStore.open({ files, ciphers: KEYS, layout: SMALL_LAYOUT, cacheBytes: 4096, ...rest });
}

/** The handle an engine would have. */
export function handleOf(store: CopyOnWriteStore, name: string): StoredHandle {
  const file = store.file(name);
  if (!file) throw new Error(`no key for ${name}`);
  return new StoredHandle(file);
}

export function readAll(store: CopyOnWriteStore, name: string): Buffer {
  const handle = handleOf(store, name);
  const bytes = Buffer.alloc(handle.getSize());
  handle.read(bytes);
  return bytes;
}

/** All classes' bytes in one: equal contents are equal texts. */
export function contentOf(store: CopyOnWriteStore): string {
  return CLASSES.map((name) => readAll(store, name).toString('latin1')).join('\u0000|\u0000');
}

/** The plainest thing that can be right: each class as one array. */
export class PlainVault {
  readonly files = new Map(CLASSES.map((name) => [name, new MemoryFile()]));

  copy(): PlainVault {
    const copy = new PlainVault();
    for (const [name, { bytes }] of this.files) copy.files.set(name, new MemoryFile(bytes.slice()));
    return copy;
  }

  get content(): string {
    return CLASSES.map((name) => Buffer.from(this.files.get(name)?.bytes ?? []).toString('latin1')).join(
      '\u0000|\u0000',
    );
  }
}

/** Writes every byte again, as it is. */
export function rewriteAll(store: CopyOnWriteStore): void {
  for (const name of CLASSES) handleOf(store, name).write(readAll(store, name));
}

/** Changes the store at random places, in every class, and its plain double with it. */
export function changeAtRandom(store: CopyOnWriteStore, random: Random, plain = new PlainVault()): void {
  for (const name of CLASSES) {
    const handle = handleOf(store, name);
    const double = plain.files.get(name);
    for (let left = 1 + random.below(3); left > 0; left--) {
      const size = handle.getSize();
      // A long file that is cut short leaves room for compaction.
      if (random.chance(size > 14_000 ? 0.5 : 0.08)) {
        const kept = random.below(size > 14_000 ? 3000 : size + 1);
        handle.truncate(kept);
        double?.truncate(kept);
      } else {
        const bytes = random.bytes(1 + random.below(random.chance(0.08) ? 16_000 : 1800));
        const at = random.below(Math.min(size, 12_000) + 600);
        handle.write(bytes, { at });
        double?.write(bytes, at);
      }
    }
  }
}

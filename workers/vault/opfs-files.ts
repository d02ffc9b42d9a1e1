import { ShortWrite } from './vault-errors.ts';
import type { VaultFile, VaultFiles } from './vault-files.ts';

/** What is used of a `FileSystemSyncAccessHandle`. */
type SyncHandle = {
  read(into: Uint8Array<ArrayBuffer>, position: { at: number }): number;
  write(from: Uint8Array<ArrayBuffer>, position: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
};

/** What is used of a `FileSystemDirectoryHandle` in a dedicated worker. */
export type OpfsFolder = {
  getFileHandle(name: string, options: { create: true }): Promise<{ createSyncAccessHandle(): Promise<SyncHandle> }>;
  keys(): AsyncIterable<string>;
  removeEntry(name: string): Promise<void>;
};

/**
 * Files in a folder of the origin's private file system, through synchronous access handles alone: no rename and no
 * writable streams, which browsers lack or order differently. Works in dedicated workers only.
 * Opening rejects with NoModificationAllowedError when another worker holds the file.
 */
export function opfsFiles(folder: OpfsFolder): VaultFiles {
  return {
    open: async (name) => {
      const file = await folder.getFileHandle(name, { create: true });
      return wrapHandle(await file.createSyncAccessHandle());
    },
    list: async () => {
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    },
    remove: async (name) => {
      try {
        await folder.removeEntry(name);
      } catch (thrown) {
        if (!(thrown instanceof DOMException && thrown.name === 'NotFoundError')) throw thrown;
      }
    },
  };
}

function wrapHandle(handle: SyncHandle): VaultFile {
  return {
    read: (into, position) => counted(handle.read(into, position), into),
    write: (from, position) => counted(handle.write(from, position), from),
    truncate: (size) => handle.truncate(size),
    getSize: () => handle.getSize(),
    flush: async () => handle.flush(),
    close: () => handle.close(),
  };
}

/** An error of Chromium's file layer: no space. */
const NO_SPACE = -8;

/**
 * In private windows Chromium does not throw: a call that failed counts its error, a small negative number, as an
 * unsigned one, and so as more bytes than were asked for.
 */
function counted(count: number, asked: Uint8Array): number {
  if (count <= asked.byteLength) return count;
  if ((count | 0) === NO_SPACE) throw new ShortWrite(`none of ${asked.byteLength} bytes`);
  throw new Error(`file error ${count | 0}`);
}

import type { VaultFile, VaultFiles } from './vault-files.ts';

/**
 * Files in a folder of the origin's private file system, through synchronous access handles alone: no rename and no
 * writable streams, which browsers lack or order differently. Works in dedicated workers only.
 * @throws DOMException NoModificationAllowedError when another worker holds the file.
 */
export function opfsFiles(folder: FileSystemDirectoryHandle): VaultFiles {
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

function wrapHandle(handle: FileSystemSyncAccessHandle): VaultFile {
  return {
    read: (into, position) => handle.read(into, position),
    write: (from, position) => handle.write(from, position),
    truncate: (size) => handle.truncate(size),
    getSize: () => handle.getSize(),
    flush: async () => handle.flush(),
    close: () => handle.close(),
  };
}

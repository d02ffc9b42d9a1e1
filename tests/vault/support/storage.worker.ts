import type { StorageKind } from '../../../src/domain/contracts/storage.ts';
import { createCipher } from '../../../workers/vault/cipher.ts';
import { CopyOnWriteStore } from '../../../workers/vault/copy-on-write-store.ts';
import { detectVaultFiles, type BrowserStorage } from '../../../workers/vault/detect-vault-files.ts';
import { eraseVault } from '../../../workers/vault/erase-vault.ts';
import { StoredHandle } from '../../../workers/vault/stored-handle.ts';
import type { VaultFiles } from '../../../workers/vault/vault-files.ts';

/**
 * `save` fills the vault with `fill` and commits; `hold` opens it and stays; `rush` commits one fill after the other
 * until it is killed, telling each; `read` tells what the vault is filled with. `bytes`: how much is filled.
 */
export type StorageOrder = {
  kind: StorageKind;
  name: string;
  act: 'save' | 'hold' | 'rush' | 'read' | 'erase';
  fill?: number;
  bytes?: number;
};
/** `fill` is null when the file is empty, and -1 when it is not all of one fill. */
export type StorageAnswer = { kind: StorageKind | null; fill: number | null } | { error: string };

/** Several blocks of the engine's layout, and a last one cut short. */
const FILE_BYTES = 1_300_000;
/** The worker's side of the browser; the page's types do not know it. */
const self = globalThis as unknown as {
  postMessage(message: StorageAnswer): void;
  onmessage: (event: MessageEvent<StorageOrder>) => void;
  navigator: { storage: BrowserStorage['storage']; locks: BrowserStorage['locks'] };
  indexedDB: IDBFactory;
};

/** This browser, without what is better than the wanted kind. */
function browserWith(kind: StorageKind): BrowserStorage {
  const { storage, locks } = self.navigator;
  if (kind === 'sync-handles') return { storage, locks, indexedDB: self.indexedDB };
  if (kind === 'indexed-db') return { locks, indexedDB: self.indexedDB };
  const refuse = () => Promise.reject(new DOMException('taken away by the test', 'NotSupportedError'));
  Reflect.set(FileSystemFileHandle.prototype, 'createSyncAccessHandle', refuse);
  return { storage, locks };
}

async function openStore(files: VaultFiles): Promise<{ store: CopyOnWriteStore; handle: StoredHandle }> {
  const [manifest, business] = [1, 2].map((byte) => createCipher(new Uint8Array(32).fill(byte)));
  if (!manifest || !business) throw new Error('no ciphers');
  const store = await CopyOnWriteStore.open({ files, ciphers: { manifest, files: new Map([['business', business]]) } });
  const file = store.file('business');
  if (!file) throw new Error('no file');
  return { store, handle: new StoredHandle(file) };
}

function fillOf(handle: StoredHandle, length: number): number | null {
  const bytes = new Uint8Array(handle.getSize());
  handle.read(bytes);
  const [first] = bytes;
  if (first === undefined) return null;
  return bytes.byteLength === length && bytes.every((byte) => byte === first) ? first : -1;
}

async function obey({ kind, name, act, fill = 0, bytes = FILE_BYTES }: StorageOrder): Promise<void> {
  const detected = await detectVaultFiles(browserWith(kind), name);
  if (!detected) {
    self.postMessage({ kind: null, fill: null });
    return;
  }
  if (act === 'erase') {
    await eraseVault(detected.files);
    self.postMessage({ kind: detected.kind, fill: null });
    return;
  }
  const { store, handle } = await openStore(detected.files);
  for (let next = fill; act === 'save' || act === 'rush'; next = (next + 1) % 256) {
    handle.write(new Uint8Array(bytes).fill(next), { at: 0 });
    await store.commit();
    if (act === 'save') break;
    self.postMessage({ kind: detected.kind, fill: next });
  }
  const found = fillOf(handle, bytes);
  if (act !== 'hold') await store.close();
  self.postMessage({ kind: detected.kind, fill: found });
}

self.onmessage = ({ data }) => {
  obey(data).catch((thrown: unknown) => {
    const code = thrown instanceof Error ? Reflect.get(thrown, 'code') : null;
    self.postMessage({ error: String(code ?? (thrown instanceof Error ? thrown.stack : thrown)) });
  });
};

import { describe, expect, it } from 'vitest';
import { STORAGE_KINDS, STORAGE_TEXTS } from '../../src/domain/contracts/storage.ts';
import { detectVaultFiles, type BrowserStorage } from '../../workers/vault/detect-vault-files.ts';
import { JournalFolder } from './support/segment-machine.ts';
import { testLocks } from './support/test-locks.ts';

type Folder = Awaited<ReturnType<NonNullable<NonNullable<BrowserStorage['storage']>['getDirectory']>>>;

/** A folder in which synchronous handles, or writable streams too, are promised and then refused. */
class PoorFolder extends JournalFolder {
  readonly #hasStreams: boolean;

  constructor(hasStreams: boolean) {
    super({ durable: new Map(), waiting: [] });
    this.#hasStreams = hasStreams;
  }

  override async getFileHandle(name: string, options: { create: boolean }) {
    const handle = await super.getFileHandle(name, options);
    const refuse = () => Promise.reject(new DOMException('not here', 'NotSupportedError'));
    return { ...handle, createSyncAccessHandle: refuse, ...(this.#hasStreams ? {} : { createWritable: refuse }) };
  }
}

function poorBrowser(hasStreams: boolean): { browser: BrowserStorage; folders: Map<string, PoorFolder> } {
  const folders = new Map<string, PoorFolder>();
  const root: Folder = {
    getDirectoryHandle: async (name) => {
      const folder = folders.get(name) ?? new PoorFolder(hasStreams);
      folders.set(name, folder);
      return folder;
    },
  };
  return { browser: { storage: { getDirectory: async () => root }, locks: anyLocks() }, folders };
}

/** Locks for both ways in which they are asked for. */
function anyLocks(): NonNullable<BrowserStorage['locks']> {
  const locks = testLocks();
  const either = (name: string, ...[options, work]: unknown[]) =>
    typeof options === 'function' ? options() : locks.request(name, { ifAvailable: true }, work as never);
  return { request: either as never };
}

describe('looking for a place to keep a vault', () => {
  it('takes streams where synchronous handles are promised and refused', async () => {
    const { browser, folders } = poorBrowser(true);
    const detected = await detectVaultFiles(browser, 'shop');
    expect(detected?.kind).toBe('writable-streams');
    const names: string[] = [];
    for await (const name of folders.get('shop-streams')?.keys() ?? []) names.push(name);
    expect(names).toEqual([]);
  });

  it('finds nothing where all is refused, or private', async () => {
    expect(await detectVaultFiles(poorBrowser(false).browser, 'shop')).toBeNull();
    const refuse = () => Promise.reject(new DOMException('private', 'UnknownError'));
    expect(await detectVaultFiles({ storage: { getDirectory: refuse }, locks: anyLocks() }, 'shop')).toBeNull();
    expect(await detectVaultFiles({}, 'shop')).toBeNull();
  });

  it('never shows an empty place while a vault lies in one that does not work now', async () => {
    const { browser, folders } = poorBrowser(true);
    await detectVaultFiles(browser, 'shop');
    await folders.get('shop')?.getFileHandle('manifest-a', { create: true });
    await expect(detectVaultFiles(browser, 'shop')).rejects.toMatchObject({ code: 'VAULT_READ_FAILED' });
  });

  it('has a name for each kind and for none', () => {
    expect(Object.keys(STORAGE_TEXTS)).toEqual([...STORAGE_KINDS, 'memory']);
  });
});

import { transfer, wrap } from 'comlink';
import { unwrap } from '../../src/domain/contracts/result.ts';
import type { Guarded } from '../shared/guard.ts';
import type { BlockStore } from '../vault/block-store.ts';
import type { VaultApi } from '../vault/vault.worker.ts';

/** The vault at the other end of a port: committed blocks, and the key of buyer tokens. */
export type Vault = BlockStore & { tokenKey(): Promise<Uint8Array> };

/** Speaks to the vault's thread; changed blocks are handed over, not copied. */
export function connectVault(port: MessagePort): Vault {
  const remote = wrap<Guarded<VaultApi>>(port);
  return {
    load: async () => {
      const { size, blocks } = unwrap(await remote.load());
      return { size, blocks: new Map(blocks) };
    },
    commit: async (change) =>
      unwrap(
        await remote.commit(
          transfer(
            change,
            change.blocks.map(([, bytes]) => bytes.buffer),
          ),
        ),
      ),
    clear: async () => unwrap(await remote.clear()),
    tokenKey: async () => unwrap(await remote.tokenKey()),
  };
}

import { expose, transfer } from 'comlink';
import { guard } from '../shared/guard.ts';
import type { BlockChange } from './block-store.ts';
import { MemoryStore } from './memory-store.ts';

const store = new MemoryStore();

const verbs = {
  load: async () => {
    const image = await store.load();
    return transfer({ size: image.size, blocks: [...image.blocks] }, [...image.blocks.values()].map((bytes) => bytes.buffer));
  },
  commit: (change: BlockChange) => store.commit(change),
  clear: () => store.clear(),
};
export type VaultApi = typeof verbs;

const guarded = guard(verbs);
expose(guarded);

// Each engine gets a port of its own, so that a dead one takes nothing with it.
self.addEventListener('message', ({ data }: MessageEvent<{ port?: MessagePort }>) => {
  if (data.port instanceof MessagePort) expose(guarded, data.port);
});

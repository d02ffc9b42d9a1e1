import { expose, transfer } from 'comlink';
import { guard } from '../shared/guard.ts';
import { answerProbes } from '../shared/probe.ts';
import type { BlockChange } from './block-store.ts';
import { MemoryStore } from './memory-store.ts';

answerProbes('vault');

const store = new MemoryStore();
/** Key of this vault's buyer tokens: made once, outlives the engine, never leaves the device. */
const tokenKey = crypto.getRandomValues(new Uint8Array(32));

const verbs = {
  load: async () => {
    const image = await store.load();
    return { size: image.size, blocks: [...image.blocks] };
  },
  commit: (change: BlockChange) => store.commit(change),
  clear: () => store.clear(),
  tokenKey: () => tokenKey.slice(),
};
export type VaultApi = typeof verbs;

const guarded = guard(verbs);
const exposed = {
  ...guarded,
  load: async () => {
    const result = await guarded.load();
    return result.ok
      ? transfer(
          result,
          result.value.blocks.map(([, bytes]) => bytes.buffer),
        )
      : result;
  },
};

// Each engine gets a port of its own, so that a dead one takes nothing with it.
self.addEventListener('message', ({ data }: MessageEvent<{ port?: MessagePort }>) => {
  if (data.port instanceof MessagePort) expose(exposed, data.port);
});

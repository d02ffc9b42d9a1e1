import { afterEach, describe, expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import { STORAGE_KINDS, type StorageKind } from '../../src/domain/contracts/storage.ts';
import type { StorageAnswer, StorageOrder } from './support/storage.worker.ts';

const KILLS = 12;
const workers = new Set<Worker>();

function start(order: StorageOrder): {
  worker: Worker;
  heard: StorageAnswer[];
  hear: (count?: number) => Promise<void>;
} {
  const worker = new Worker(new URL('./support/storage.worker.ts', import.meta.url), { type: 'module' });
  workers.add(worker);
  const heard: StorageAnswer[] = [];
  let told: () => void = () => undefined;
  worker.onmessage = ({ data }: MessageEvent<StorageAnswer>) => {
    heard.push(data);
    told();
  };
  worker.onerror = ({ message }) => {
    heard.push({ error: message });
    told();
  };
  worker.postMessage(order);
  const hear = (count = 1) =>
    new Promise<void>((resolve) => {
      told = () => {
        if (heard.length >= count || heard.some((answer) => 'error' in answer)) resolve();
      };
      told();
    });
  return { worker, heard, hear };
}

function end(worker: Worker): void {
  worker.terminate();
  workers.delete(worker);
}

/** One worker, its one answer, and its end. */
async function ask(order: StorageOrder): Promise<StorageAnswer | undefined> {
  const { worker, heard, hear } = start(order);
  await hear();
  end(worker);
  return heard[0];
}

/** @throws when the answer is an error, or the vault was empty. */
function filledWith(answer: StorageAnswer | undefined): number {
  if (!answer || 'error' in answer || answer.fill === null) throw new Error(JSON.stringify(answer));
  return answer.fill;
}

afterEach(() => {
  for (const worker of workers) end(worker);
});

describe.each(STORAGE_KINDS)('a vault in %s', (kind: StorageKind) => {
  const name = `storage-test-${kind}`;

  it('is found again by the next worker, held by one at a time, and erased', async () => {
    await ask({ kind, name, act: 'erase' });
    expect(await ask({ kind, name, act: 'read' })).toEqual({ kind, fill: null });
    expect(await ask({ kind, name, act: 'save', fill: 7 })).toEqual({ kind, fill: 7 });
    expect(await ask({ kind, name, act: 'read' })).toEqual({ kind, fill: 7 });
    const holder = start({ kind, name, act: 'hold' });
    await holder.hear();
    expect(holder.heard).toEqual([{ kind, fill: 7 }]);
    expect(await ask({ kind, name, act: 'save', fill: 8 })).toEqual({ error: 'VAULT_BUSY' });
    end(holder.worker);
    await expect.poll(() => ask({ kind, name, act: 'save', fill: 9 })).toEqual({ kind, fill: 9 });
    expect(await ask({ kind, name, act: 'erase' })).toEqual({ kind, fill: null });
    expect(await ask({ kind, name, act: 'read' })).toEqual({ kind, fill: null });
  });

  it('holds one whole commit, never an older one, when its worker is killed', async () => {
    await ask({ kind, name, act: 'erase' });
    let last = 0;
    await ask({ kind, name, act: 'save', fill: last });
    for (let kill = 0; kill < KILLS; kill++) {
      const { worker, heard, hear } = start({ kind, name, act: 'rush', fill: (last + 1) % 256 });
      await hear(1 + (kill % 3));
      end(worker);
      const told = filledWith(heard.at(-1));
      await expect.poll(() => ask({ kind, name, act: 'read' })).not.toEqual({ error: 'VAULT_BUSY' });
      last = filledWith(await ask({ kind, name, act: 'read' }));
      expect(last).toBeGreaterThanOrEqual(0);
      // Commits that were told after the last word was heard count too.
      expect((last - told + 256) % 256).toBeLessThan(100);
    }
    await ask({ kind, name, act: 'erase' });
  });
});

// Private files in place are led up fifty steps in a test of their own.
describe('a vault in writable-streams', () => {
  const kind = 'writable-streams';
  const name = 'storage-test-full';

  it('says that space is missing, and keeps what it has', async () => {
    await ask({ kind, name, act: 'erase' });
    const session = cdp();
    await ask({ kind, name, act: 'save', fill: 1 });
    const { origin } = location;
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    try {
      expect(await ask({ kind, name, act: 'save', fill: 99 })).toEqual({ error: 'VAULT_FULL' });
      expect(await ask({ kind, name, act: 'read' })).toEqual({ kind, fill: 1 });
    } finally {
      await session.send('Storage.overrideQuotaForOrigin', { origin });
    }
    expect(await ask({ kind, name, act: 'save', fill: 99 })).toEqual({ kind, fill: 99 });
    await ask({ kind, name, act: 'erase' });
  });
});

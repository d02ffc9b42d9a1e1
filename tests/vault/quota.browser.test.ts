import { afterAll, expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import type { StorageAnswer, StorageOrder } from './support/storage.worker.ts';

const STEPS = 50;
const BYTES = 4_000_000;
/** The last steps have more room than a commit of everything needs. */
const STEP_BYTES = (1.3 * BYTES) / STEPS;
const vault = { kind: 'sync-handles', name: 'quota-test', bytes: BYTES } as const;
const { origin } = location;

/** A worker, its one answer, and its end. */
async function ask(order: Pick<StorageOrder, 'act' | 'fill'>): Promise<StorageAnswer> {
  const worker = new Worker(new URL('./support/storage.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<StorageAnswer>((answered, failed) => {
      worker.onmessage = ({ data }: MessageEvent<StorageAnswer>) => answered(data);
      worker.onerror = ({ message }) => failed(new Error(message));
      worker.postMessage({ ...vault, ...order } satisfies StorageOrder);
    });
  } finally {
    worker.terminate();
  }
}

/** As the app does: files of a worker that ended a moment ago may still be held. */
async function patiently(order: Pick<StorageOrder, 'act' | 'fill'>): Promise<StorageAnswer> {
  for (;;) {
    const answer = await ask(order);
    if (!('error' in answer) || answer.error !== 'VAULT_BUSY') return answer;
  }
}

const limit = (quotaSize?: number) =>
  cdp().send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize === undefined ? {} : { quotaSize }) });

afterAll(async () => {
  await limit();
  await patiently({ act: 'erase' });
});

it(`at ${STEPS} quotas a commit is kept whole, or refused for want of space and the one before is kept`, async () => {
  await patiently({ act: 'erase' });
  expect(await patiently({ act: 'save', fill: 200 })).toEqual({ kind: vault.kind, fill: 200 });
  const outcomes: boolean[] = [];
  let kept = 200;
  for (let step = 0; step < STEPS; step++) {
    // Also what a commit that was refused had taken is given back: room is counted from what is used now.
    const { usage = 0 } = await navigator.storage.estimate();
    await limit(usage + step * STEP_BYTES);
    const answer = await patiently({ act: 'save', fill: step + 1 });
    const isKept = !('error' in answer);
    if (isKept) kept = step + 1;
    else expect(answer, `step ${step}`).toEqual({ error: 'VAULT_FULL' });
    outcomes.push(isKept);
    expect(await patiently({ act: 'read' }), `after step ${step}`).toEqual({ kind: vault.kind, fill: kept });
  }
  expect(outcomes[0]).toBe(false);
  expect(outcomes.at(-1)).toBe(true);
});

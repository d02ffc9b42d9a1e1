import { expect, it } from 'vitest';
import type { ClassCycle, ClassReport } from './support/class-cycle.worker.ts';

const FOLDER = 'class-files-test';

/** One engine in a worker of its own, which is killed once it has answered. */
function live(job: Omit<ClassCycle, 'folder'>): Promise<ClassReport> {
  const worker = new Worker(new URL('./support/class-cycle.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<ClassReport>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<ClassReport | { error: string }>) =>
      'error' in data ? reject(new Error(data.error)) : resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage({ folder: FOLDER, ...job });
  }).finally(() => worker.terminate());
}

const person = (nth: number) => ({
  is: 'stated',
  facts: [
    { role: 'recipient', masked: `${nth}**` },
    { role: 'phone', masked: '139****0010' },
  ],
});
const NONE = { is: 'none' };

it('orders and persons lie in two files under two keys, through four lives, a half import and a role without persons', async () => {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(FOLDER, { recursive: true }).catch(() => undefined);

  expect((await live({ nth: 0, act: 'import' })).seen).toEqual({ 100: NONE });
  expect((await live({ nth: 1, act: 'import' })).seen).toEqual({ 100: person(0), 101: NONE });
  const third = await live({ nth: 2, act: 'half' });
  expect(third.seen).toEqual({ 100: person(0), 101: person(1), 102: NONE });
  expect(third.sizes['personal']).toBeGreaterThan(0);

  // The half import shows nothing; the next change takes it away, though it bears the same number.
  const fourth = await live({ nth: 2, act: 'import' });
  expect(fourth).toMatchObject({ seen: { 102: NONE }, orphans: 1 });
  const fifth = await live({ nth: 3, act: 'look' });
  expect(fifth).toMatchObject({ seen: { 100: person(0), 101: person(1), 102: person(2), 103: NONE }, orphans: 0 });

  const without = await live({ nth: 4, act: 'import', withoutPersons: true });
  expect(without.seen['100']).toEqual({ is: 'not_held' });
  expect(without.sizes['personal']).toBeUndefined();
  const last = await live({ nth: 4, act: 'look' });
  expect(last.seen).toEqual({ 100: person(0), 101: person(1), 102: person(2), 103: NONE, 104: NONE });
  await root.removeEntry(FOLDER, { recursive: true });
}, 300_000);

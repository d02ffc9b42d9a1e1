import { expect, it } from 'vitest';
import type { CycleReport } from './support/engine-cycle.worker.ts';

const FOLDER = 'engine-cycles-test';

/** One engine in a worker of its own, which is killed once it has answered. */
function live(nth: number): Promise<CycleReport> {
  const worker = new Worker(new URL('./support/engine-cycle.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<CycleReport>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<CycleReport | { error: string }>) =>
      'error' in data ? reject(new Error(data.error)) : resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage({ folder: FOLDER, nth });
  }).finally(() => worker.terminate());
}

it('an engine finds in the vault what the one before it committed, twelve times over', async () => {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(FOLDER, { recursive: true }).catch(() => undefined);
  let left: string | null = null;
  const reports: CycleReport[] = [];
  for (let nth = 0; nth < 12; nth++) {
    const report = await live(nth);
    reports.push(report);
    if (left !== null) expect(report.before).toBe(left);
    expect(report.after).not.toBe(report.before);
    left = report.after;
  }
  await root.removeEntry(FOLDER, { recursive: true });
  expect(new Set(reports.map(({ after }) => after)).size).toBe(12);
}, 300_000);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, CDPSession } from '@playwright/test';
import { SHOP } from './measure-imports.ts';
import type { AppPage } from './page.ts';
import { writeOrderFiles } from './write-order-file.ts';

/** What the page's process holds after so many imports, bytes. */
export type MemoryPoint = {
  readonly imports: number;
  /** Its own memory and its share of what it shares; null where the system does not tell. */
  readonly process: number | null;
  /** What the browser counts for the page and its workers: scripts, documents, WebAssembly. */
  readonly counted: number;
};

export type MemoryPlan = {
  readonly imports: number;
  readonly lines: number;
  /** After how many imports to look. */
  readonly looks: readonly number[];
  /** Whether each import is undone before the next, so that the data stays the same. */
  readonly undoes: boolean;
};

type Place = { readonly browser: Browser; readonly folder: string };

/** Imports small files one after the other in one visit. @param app a page that holds no data */
export async function measureMemory(
  app: AppPage,
  { browser, folder }: Place,
  { imports, lines, looks, undoes }: MemoryPlan,
): Promise<MemoryPoint[]> {
  await app.page.evaluate(() => void (location.hash = '#/import'));
  const points: MemoryPoint[] = [];
  const session = await browser.newBrowserCDPSession();
  for (let done = 0; done <= imports; done++) {
    if (done > 0) {
      const { utf8 } = await writeOrderFiles(join(folder, 'memory'), { seed: done, lines }, ['utf8']);
      await app.import([utf8], [`${SHOP}${done}`]);
      if (undoes) await undoLast(app);
    }
    if (!looks.includes(done)) continue;
    points.push({ imports: done, ...(await look(app, session)) });
    console.log(JSON.stringify(points[points.length - 1]));
  }
  await session.detach();
  return points;
}

/** As a person does; ends when the engine knows of none any more. */
async function undoLast({ page }: AppPage): Promise<void> {
  await page.evaluate(`(${UNDO})()`);
}

/** Runs in the page. Text, because the script runner adds names of its own to functions that are passed as such. */
const UNDO = `async () => {
  const listed = () => [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === '撤销本次导入');
  const known = async () => (await window.zhanggui.sql('SELECT count(*)::INT AS n FROM source_file')).rows[0].n;
  const frame = () => new Promise((painted) => requestAnimationFrame(painted));
  while (!listed()) await frame();
  listed().click();
  while ((await known()) !== 0) await frame();
  while (listed()) await frame();
}`;

async function look({ page, pid }: AppPage, session: CDPSession): Promise<Omit<MemoryPoint, 'imports'>> {
  // Collects garbage first, in every thread.
  const counted = await page.evaluate(async () => {
    const measure: unknown = Reflect.get(performance, 'measureUserAgentSpecificMemory');
    if (typeof measure !== 'function') throw new Error('this browser does not count its memory');
    const measured: unknown = await Reflect.apply(measure, performance, []);
    return Number(Reflect.get(Object(measured), 'bytes'));
  });
  await collectGarbage(session);
  return { process: proportionalBytes(pid), counted };
}

async function collectGarbage(session: CDPSession): Promise<void> {
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
  for (const { targetId, type } of targetInfos) {
    if (type !== 'page' && type !== 'worker') continue;
    const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
    const answered = new Promise<void>((resolve) => {
      session.on('Target.receivedMessageFromTarget', (event) => {
        if (event.sessionId === sessionId && event.message.includes('"id":1')) resolve();
      });
    });
    const message = JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' });
    await session.send('Target.sendMessageToTarget', { sessionId, message });
    await answered;
    await session.send('Target.detachFromTarget', { sessionId });
  }
}

function proportionalBytes(pid: number): number | null {
  try {
    return Number(/Pss:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) * 1024;
  } catch {
    return null;
  }
}

import type { Browser, BrowserContext, Page, Worker } from '@playwright/test';
import { openCanary, type Addresses, type Arrival, type Canary } from './canary.ts';
import type { Vector } from './vectors.ts';

/** What became of one attempt: everything heard while it was given time, and whether its page died of it. */
export type Outcome = { name: string; arrivals: Arrival[]; crashed: boolean };

/** Where vectors run: a page at `url`, or a thread of `script` started by it, or its service worker. */
export type Stage = {
  url: string;
  /** Address of a thread's script, relative to `url`; null for the page itself. */
  script: string | null;
  inServiceWorker?: boolean;
  /** Whether the pages are answered by a service worker, or there must be none. */
  controlled: boolean;
};

/** How long a vector is listened to. */
export type Patience = { millis: number; untilHeard?: boolean };

/** Pages that share a browser's two processors without waiting for each other's silence. */
const LANES = 8;
const START_MS = 20_000;
const CLOSE_MS = 3_000;

const after = (millis: number) => new Promise<void>((resolve) => setTimeout(resolve, millis));

/** The app's engine is not on trial here, and starting it in every page would take minutes. */
const WITHOUT_ENGINE = 'window.requestAnimationFrame = () => 0;';

/**
 * Runs each vector in a fresh page, several pages at a time, each with a canary of its own. One whose page crashed is
 * run again alone, so that a dead neighbour cannot pass for silence.
 * @param patience milliseconds that each vector is listened to; with `untilHeard` only until something arrives
 */
export async function runVectors(
  browser: Browser,
  stage: Stage,
  { vectors, ...patience }: Patience & { vectors: readonly Vector[] },
): Promise<Outcome[]> {
  const waiting = [...vectors];
  const outcomes: Outcome[] = [];
  const lanes = stage.inServiceWorker ? 1 : LANES;
  await inContext(browser, stage, (context) =>
    Promise.all(Array.from({ length: lanes }, () => runLane(context, stage, { waiting, outcomes, patience }))),
  );
  const again = outcomes.filter(({ crashed }) => crashed).map(({ name }) => name);
  const alone: Outcome[] = [];
  for (const vector of vectors.filter(({ name }) => again.includes(name)))
    await inContext(browser, stage, (context) =>
      runLane(context, stage, { waiting: [vector], outcomes: alone, patience }),
    );
  return [...outcomes.filter(({ crashed }) => !crashed), ...alone];
}

/** One context for all lanes: where a service worker serves the pages, it stores the app once. */
async function inContext(browser: Browser, stage: Stage, use: (context: BrowserContext) => Promise<unknown>) {
  const context = await openContext(browser, stage);
  try {
    await use(context);
  } finally {
    await Promise.race([context.close(), after(CLOSE_MS)]);
  }
}

async function runLane(
  context: BrowserContext,
  stage: Stage,
  { waiting, outcomes, patience }: { waiting: Vector[]; outcomes: Outcome[]; patience: Patience },
): Promise<void> {
  const canary = await openCanary();
  // Threads are fresh for each vector; the page that starts them stays.
  const lane: Lane = { context, canary, standing: null };
  try {
    for (let vector = waiting.shift(); vector; vector = waiting.shift())
      outcomes.push(await runOne(lane, stage, { vector, patience }));
  } finally {
    await canary.close();
  }
}

async function openContext(browser: Browser, { url, controlled }: Stage): Promise<BrowserContext> {
  const context = await browser.newContext({ serviceWorkers: controlled ? 'allow' : 'block' });
  await context.addInitScript(WITHOUT_ENGINE);
  if (!controlled) return context;
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('./sw.js');
    await navigator.serviceWorker.ready;
  });
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  await page.close();
  return context;
}

type Lane = { readonly context: BrowserContext; readonly canary: Canary; standing: Page | null };

async function runOne(
  lane: Lane,
  stage: Stage,
  { vector, patience }: { vector: Vector; patience: Patience },
): Promise<Outcome> {
  const { context, canary } = lane;
  const page = lane.standing ?? (await context.newPage());
  if (!lane.standing) await page.goto(stage.url, { waitUntil: 'load' });
  const opened: Page[] = [];
  const follow = (popup: Page) => void opened.push(popup);
  page.on('popup', follow);
  const death = { happened: false };
  const crash = new Promise<void>((resolve) =>
    page.once('crash', () => {
      death.happened = true;
      resolve();
    }),
  );
  const place = await findPlace(context, page, stage);
  canary.forget();
  const heard = canary.next();
  const text = `setTimeout(() => {
    Promise.resolve().then(() => (${String(vector.run)})(${JSON.stringify(below(canary.addresses, vector.name))})).catch(() => 0);
  }, 0)`;
  // The text runs in a task of its own: below the driver's call the browser does not apply its policy.
  await Promise.race([place.evaluate(text).catch(() => undefined), crash, heard, after(START_MS)]);
  await Promise.race([after(patience.millis), crash, ...(patience.untilHeard ? [heard] : [])]);
  const arrivals = canary.heard();
  // A page that was torn away in the middle of a request may never answer that it is closed.
  page.off('popup', follow);
  lane.standing = stage.script === null || death.happened ? null : page;
  const done = lane.standing ? opened : [page, ...opened];
  await Promise.race([Promise.all(done.map((open) => open.close().catch(() => undefined))), after(CLOSE_MS)]);
  return { name: vector.name, arrivals, crashed: death.happened };
}

/** The same canary under a path of the vector's own, so that a late request is not taken for the next vector's. */
function below(to: Addresses, name: string): Addresses {
  const path = (base: string) => `${base}${name}/`;
  return { ...to, http: path(to.http), https: path(to.https), ws: path(to.ws), wss: path(to.wss) };
}

type Place = { evaluate(text: string): Promise<unknown> };

async function findPlace(context: BrowserContext, page: Page, { script, inServiceWorker }: Stage): Promise<Place> {
  if (inServiceWorker) {
    const [worker] = context.serviceWorkers();
    return worker ?? context.waitForEvent('serviceworker', { timeout: START_MS });
  }
  if (script === null) return page;
  const started: Promise<Worker> = page.waitForEvent('worker', { timeout: START_MS });
  await page.evaluate((address) => {
    const last: unknown = Reflect.get(window, 'thread');
    if (last instanceof Worker) last.terminate();
    Reflect.set(window, 'thread', new Worker(address, { type: 'module' }));
  }, script);
  return started;
}

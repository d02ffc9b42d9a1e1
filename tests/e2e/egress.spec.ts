import { readdirSync } from 'node:fs';
import { expect, test, type Browser } from '@playwright/test';
import { serve } from '../../scripts/serve.ts';
import { bareHost, controlHost } from './support/hosts.ts';
import { runVectors, type Outcome, type Stage } from './support/run-vectors.ts';
import { OWN_VECTORS, PAGE_VECTORS, SERVICE_WORKER_VECTORS, WORKER_VECTORS, type Vector } from './support/vectors.ts';

/** In the control a vector counts as silent after this long. */
const CONTROL = { millis: 2_000, untilHeard: true };

/** Ways whose page the browser ends rather than let anything out: nothing arrives, and nothing goes on. */
const KILLED = ['webrtc-in-frame'];

/** How long the control's slowest arrival took; the product is listened to for longer. */
let slowest = 0;

test.describe.configure({ mode: 'serial', timeout: 240_000 });
// A trace of hundreds of pages would take longer than the pages.
test.use({ trace: 'off' });

/** Handshakes carry no path; every other arrival names its vector. */
const isOwn = (name: string, what: string) => /^(?:TLS|TCP|UDP)$/.test(what) || what.includes(`/${name}/`);
const arrivedIn = (outcomes: readonly Outcome[]) =>
  outcomes.filter(({ name, arrivals }) => arrivals.some(({ what }) => isOwn(name, what))).map(({ name }) => name);
const heardIn = (outcomes: readonly Outcome[]) =>
  outcomes.flatMap(({ name, arrivals }) => arrivals.map(({ what }) => `${name}: ${what}`));
/** Kept with the outcome of the test. */
const note = (description: string) => test.info().annotations.push({ type: 'measured', description });
const namesOf = (vectors: readonly Vector[]) => vectors.map(({ name }) => name).toSorted();

test('control: without a policy the canary hears them', async ({ browser }) => {
  const host = await controlHost();
  try {
    const onPage: Stage = { url: host.url, script: null, controlled: false };
    const page = await runVectors(browser, onPage, { vectors: PAGE_VECTORS, ...CONTROL });
    const thread = await runVectors(
      browser,
      { ...onPage, script: 'thread.js' },
      { vectors: WORKER_VECTORS, ...CONTROL },
    );
    const own = { ...onPage, controlled: true, inServiceWorker: true };
    const worker = await runVectors(browser, own, { vectors: SERVICE_WORKER_VECTORS, ...CONTROL });
    const heard = [
      ...arrivedIn(page).map((name) => `page ${name}`),
      ...arrivedIn(thread).map((name) => `thread ${name}`),
      ...arrivedIn(worker).map((name) => `service worker ${name}`),
    ];
    slowest = Math.max(...[...page, ...thread, ...worker].flatMap(({ arrivals }) => arrivals[0]?.millis ?? 0));
    const tried = page.length + thread.length + worker.length;
    const silent = [...page, ...thread, ...worker].filter(({ arrivals }) => arrivals.length === 0);
    note(`control: ${heard.length} of ${tried} arrived, the slowest after ${Math.round(slowest)} ms`);
    note(`control, silent: ${silent.map(({ name, crashed }) => name + (crashed ? ' (crashed)' : '')).join(', ')}`);
    expect(arrivedIn(page).length).toBeGreaterThanOrEqual(40);
    expect(arrivedIn(thread).length).toBeGreaterThanOrEqual(8);
    expect(arrivedIn(worker).length).toBeGreaterThanOrEqual(5);
  } finally {
    await host.close();
  }
});

const scripts = () => readdirSync('dist/workers').map((name) => `workers/${name}`);

/** Every thread of the app and one script that is no thread: its headers must hold just as well. */
function threadScripts(): string[] {
  const threads = scripts().filter((name) => /\.worker-/.test(name));
  const part = scripts().find((name) => /\/xlsx-/.test(name));
  return part ? [...threads, part] : threads;
}

async function nothingLeaves(browser: Browser, stage: Stage, vectors: readonly Vector[]) {
  const outcomes = await runVectors(browser, stage, { vectors, millis: Math.min(Math.max(500, slowest), 1_500) });
  expect(heardIn(outcomes)).toEqual([]);
  expect(outcomes.filter(({ crashed }) => crashed).map(({ name }) => name)).toEqual(
    namesOf(vectors).filter((name) => KILLED.includes(name)),
  );
  expect(outcomes.map(({ name }) => name).toSorted()).toEqual(namesOf(vectors));
  return outcomes.length;
}

/** The page, every thread, and the service worker. */
async function nothingLeavesAnywhere(browser: Browser, url: string, controlled: boolean) {
  let tried = await nothingLeaves(browser, { url, script: null, controlled }, PAGE_VECTORS);
  for (const script of threadScripts())
    tried += await nothingLeaves(browser, { url, script, controlled }, WORKER_VECTORS);
  const inServiceWorker = { url, script: null, controlled: true, inServiceWorker: true };
  tried += await nothingLeaves(browser, inServiceWorker, SERVICE_WORKER_VECTORS);
  note(`0 of ${tried} arrived`);
}

// No service worker helps here.
test('host with headers: nothing leaves the page, a thread or the service worker', async ({ browser }) => {
  expect(slowest, 'the control has run').toBeGreaterThan(0);
  const { server, url } = await serve(0);
  try {
    await nothingLeavesAnywhere(browser, url, false);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

// Here the service worker is the only one that helps, and binds itself in script.
test('host without headers: nothing leaves the page, a thread or the service worker', async ({ browser }) => {
  expect(slowest, 'the control has run').toBeGreaterThan(0);
  const host = await bareHost();
  try {
    await nothingLeavesAnywhere(browser, host.url, true);
  } finally {
    await host.close();
  }
});

test('the host itself is told nothing but which of its files are wanted', async ({ browser }) => {
  const bare = await bareHost();
  const control = await controlHost();
  const leaks = (asked: readonly string[]) => asked.filter((address) => /leak/.test(address));
  try {
    await runVectors(
      browser,
      { url: control.url, script: null, controlled: false },
      { vectors: OWN_VECTORS, millis: 500 },
    );
    expect(leaks(control.asked).length).toBeGreaterThanOrEqual(10);
    const before = bare.asked.length;
    await runVectors(browser, { url: bare.url, script: null, controlled: true }, { vectors: OWN_VECTORS, millis: 500 });
    expect(leaks(bare.asked)).toEqual([]);
    expect(bare.asked.slice(before).filter((address) => address.includes('?'))).toEqual([]);
  } finally {
    await control.close();
    await bare.close();
  }
});

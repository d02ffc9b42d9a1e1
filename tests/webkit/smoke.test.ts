import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../scripts/serve.ts';
import { startDriver, type Driver, type WebKit } from './support/web-driver.ts';

/**
 * The built app in WebKitGTK, the nearest to Safari that runs without a Mac: one profile, one story from the first
 * visit to a second one without a network. Each test goes on from where the one before it stopped. Imports are not in
 * it: on two busy processors this browser starts the engine later than the app waits for it.
 */
let profile = '';
let driver: Driver;
let page: WebKit;
let host: Awaited<ReturnType<typeof serve>>;

/** What is to be ended, the last begun first. */
const endings: (() => unknown)[] = [];

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'zhanggui-webkit-'));
  endings.unshift(() => rm(profile, { recursive: true, force: true }));
  host = await serve(0);
  endings.unshift(() => {
    host.server.closeAllConnections();
    host.server.close();
  });
  driver = await startDriver();
  endings.unshift(() => driver.close());
  page = await driver.open(profile);
  endings.unshift(() => page.close());
});

afterAll(async () => {
  for (const end of endings) await end();
});

/** Waits in the page until its text holds this. */
const untilSaid = (text: string) =>
  page.run(
    (wanted) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!document.body.innerText.includes(wanted)) return;
          watch.disconnect();
          resolve();
        };
        const watch = new MutationObserver(look);
        watch.observe(document.body, { subtree: true, childList: true, characterData: true });
        look();
      }),
    text,
  );

describe('first visit', () => {
  it('starts, says which guards this browser lacks, and opens data only after the user agrees', async () => {
    await page.goto(host.url);
    await untilSaid('This browser has no Connection-Allowlist');
    expect(await page.run(() => document.querySelectorAll('[role=alert]').length)).toBe(1);
    const waits = page.run(() =>
      Promise.race([
        window.zhanggui?.sql('SELECT 1').then(() => 'opened'),
        new Promise((resolve) => setTimeout(() => resolve('waits'), 1_000)),
      ]),
    );
    expect(await waits).toBe('waits');
    await page.click('[role=alert] button');
    await page.run(async () => {
      while (document.querySelector('[role=alert]')) await new Promise((later) => setTimeout(later, 50));
    });
  });

  // Saving, locking and unlocking belong here, between the first start and the second visit.
});

describe('policies', () => {
  it('refuse what leaves the page and what makes script of text', async () => {
    const heard: string[] = [];
    const canary = createServer((request, response) => {
      heard.push(request.url ?? '');
      response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end();
    });
    await new Promise<void>((listening) => canary.listen(0, '127.0.0.1', listening));
    const away = `http://127.0.0.1:${(canary.address() as AddressInfo).port}/`;
    try {
      const outcome = await page.run(async (to) => {
        const refused: string[] = [];
        document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
        const told = (work: () => unknown) =>
          Promise.resolve()
            .then(work)
            .then(
              () => 'worked',
              (thrown: unknown) => (thrown instanceof Error ? thrown.name : 'refused'),
            );
        const load = (image: HTMLImageElement) =>
          new Promise((resolve, reject) => Object.assign(image, { onload: resolve, onerror: reject }));
        const answers = {
          fetch: await told(() => fetch(`${to}fetch`)),
          own: await told(() => fetch('./index.html')),
          image: await told(() => load(Object.assign(new Image(), { src: `${to}image` }))),
          eval: await told(() => (0, eval)('1')),
          markup: await told(() => (document.createElement('p').innerHTML = '<b>x</b>')),
          window: await told(() => window.open(to) ?? Promise.reject(new Error('none'))),
        };
        navigator.sendBeacon(`${to}beacon`, 'rows');
        await new Promise((resolve) => setTimeout(resolve, 500));
        return { answers, refused: [...new Set(refused)].sort() };
      }, away);
      expect(Object.entries(outcome.answers).filter(([, answer]) => answer === 'worked')).toEqual([]);
      expect(outcome.refused).toEqual(expect.arrayContaining(['connect-src', 'img-src', 'require-trusted-types-for']));
      expect(heard).toEqual([]);
      // The same canary does hear a page that no policy binds.
      await fetch(`${away}control`);
      expect(heard).toEqual(['/control']);
    } finally {
      canary.close();
    }
  });
});

describe('second visit', () => {
  it('needs no network: the browser starts again on the same profile and has the whole app', async () => {
    await untilSaid('Works offline');
    await page.close();
    host.server.closeAllConnections();
    await new Promise((closed) => host.server.close(closed));
    page = await driver.open(profile);
    await page.goto(host.url);
    await untilSaid('Works offline');
    // What the user agreed to is remembered.
    expect(await page.run(() => document.querySelectorAll('[role=alert]').length)).toBe(0);
  });
});

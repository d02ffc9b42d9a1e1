import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { end, start } from './processes.ts';

const BROWSER = fileURLToPath(new URL('browser.py', import.meta.url));
const SCRIPT_MS = 120_000;
const WINDOW = ['1280', '800'];
const START_ATTEMPTS = 200;

/** A screen that nobody sees, and the driver that starts browsers on it. */
export type Driver = { open(profile: string): Promise<WebKit>; close(): Promise<void> };

/** One running browser. */
export type WebKit = {
  goto(url: string): Promise<void>;
  /** Runs a function in the page, below the page's own policy, and hands its answer back. */
  run<A extends readonly unknown[], T>(task: (...args: A) => T | Promise<T>, ...args: A): Promise<T>;
  /** A click as a person makes it. */
  click(selector: string): Promise<void>;
  close(): Promise<void>;
};

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts Xvfb and WebKitWebDriver. Names of days and numbers need a language that the browser knows. */
export async function startDriver(): Promise<Driver> {
  const screen = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const pipe = screen.stdio[3];
  if (!pipe) throw new Error('Xvfb has no pipe to tell its number by');
  const [number] = await once(pipe, 'data');
  const port = await freePort();
  const env = { ...process.env, DISPLAY: `:${String(number).trim()}`, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' };
  const driver = start('WebKitWebDriver', ['-p', String(port)], {
    stdio: 'ignore',
    env: { ...env, TZ: 'Asia/Shanghai', NO_AT_BRIDGE: '1' },
  });
  const ask = asker(`http://127.0.0.1:${port}`);
  for (let attempt = 1; ; attempt += 1) {
    const isUp = await ask('GET', '/status').then(
      () => true,
      () => false,
    );
    if (isUp) break;
    if (attempt === START_ATTEMPTS) throw new Error('WebKitWebDriver does not answer');
    await later(50);
  }
  return {
    open: (profile) => openBrowser(ask, profile),
    close: async () => {
      await end(driver);
      await end(screen);
    },
  };
}

type Ask = (verb: string, path: string, body?: object) => Promise<unknown>;

function asker(base: string): Ask {
  return async (verb, path, body) => {
    const response = await fetch(base + path, { method: verb, ...(body ? { body: JSON.stringify(body) } : {}) });
    const { value } = (await response.json()) as { value: unknown };
    if (response.ok) return value;
    const { error, message } = value as { error: string; message: string };
    throw new Error(`${verb} ${path}: ${error}: ${message}`);
  };
}

async function openBrowser(ask: Ask, profile: string): Promise<WebKit> {
  const options = { binary: '/usr/bin/python3', args: [BROWSER, profile, ...WINDOW] };
  const wanted = { 'webkitgtk:browserOptions': options, timeouts: { script: SCRIPT_MS } };
  const made = (await ask('POST', '/session', { capabilities: { alwaysMatch: wanted } })) as { sessionId: string };
  const session = `/session/${made.sessionId}`;
  const element = async (selector: string) => {
    const found = await ask('POST', `${session}/element`, { using: 'css selector', value: selector });
    return `${session}/element/${Object.values(found as Record<string, string>)[0] ?? ''}`;
  };
  const tell = async (verb: string, path: string, body?: object): Promise<void> => {
    await ask(verb, path, body);
  };
  return {
    goto: (url) => tell('POST', `${session}/url`, { url }),
    run: (task, ...args) => runTask(ask, session, { text: String(task), args }),
    click: async (selector) => tell('POST', `${await element(selector)}/click`, {}),
    // The window may be gone before the driver has looked whether it is.
    close: () => tell('DELETE', session).catch(() => undefined),
  };
}

async function runTask<T>(ask: Ask, session: string, task: { text: string; args: readonly unknown[] }): Promise<T> {
  const script = `const given = [...arguments], answer = given.pop();
    Promise.resolve().then(() => (${task.text})(...given)).then(
      (value) => answer({ value: value ?? null }),
      (thrown) => answer({ thrown: String(thrown && thrown.message || thrown) }));`;
  const told = await ask('POST', `${session}/execute/async`, { script, args: task.args });
  const { value, thrown } = told as { value: T; thrown?: string };
  if (thrown !== undefined) throw new Error(thrown);
  return value;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address ? address.port : 0;
}

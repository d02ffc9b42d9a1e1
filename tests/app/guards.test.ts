import { expect, it } from 'vitest';
import { knowsAllowlist } from '../../src/app/guard/webrtc.ts';
import { leadsHome } from '../../src/app/guard/hold-in-script.ts';
import { hearRefusals, sharedAttempts, tryAll, type ThreadTrial } from '../../src/domain/contracts/channels.ts';
import { guardsThatAre, judgeGuards, type PageTrial } from '../../src/domain/contracts/guards.ts';
import { readerScript } from '../../workers/shared/admit-reader.ts';
import { securityHeaders } from '../../workers/shared/security-headers.ts';

const page: ThreadTrial = {
  thread: 'page',
  trials: [
    { channel: 'fetch', outcome: 'refused' },
    { channel: 'eventsource', outcome: 'absent' },
  ],
  policies: [securityHeaders('page')['Content-Security-Policy'] ?? ''],
};
const whole: PageTrial = { page, isControlled: true, hasTrustedTypes: true, isWebrtcClosed: true };

it('finds every guard active where each was seen to work', () => {
  expect(judgeGuards(whole)).toEqual({
    control: 'active',
    channels: 'active',
    headers: 'active',
    scripts: 'active',
    allowlist: 'active',
  });
});

it.each<[string, Partial<PageTrial>]>([
  ['control', { isControlled: false }],
  ['channels', { page: { ...page, trials: [{ channel: 'xhr', outcome: 'open' }] } }],
  ['channels', { page: { ...page, trials: [] } }],
  ['headers', { page: { ...page, policies: ["connect-src 'none'; require-trusted-types-for 'script'"] } }],
  ['scripts', { page: { ...page, policies: ["connect-src 'none'; sandbox allow-scripts"] } }],
  ['allowlist', { isWebrtcClosed: false }],
])('finds %s missing where it was not', (guard, change) => {
  expect(guardsThatAre('missing', judgeGuards({ ...whole, ...change }))).toEqual([guard]);
});

it('tells what a browser cannot have from what it lost', () => {
  const old = judgeGuards({ ...whole, hasTrustedTypes: false, isWebrtcClosed: null });
  expect(guardsThatAre('unsupported', old)).toEqual(['scripts', 'allowlist']);
  expect(guardsThatAre('missing', old)).toEqual([]);
});

it('counts a way out as refused only when the browser said so', async () => {
  const place = new EventTarget();
  const doors = {
    fetch: (address: string) => {
      if (!address.endsWith('/fetch')) return Promise.resolve();
      place.dispatchEvent(
        Object.assign(new Event('securitypolicyviolation'), { blockedURI: address, originalPolicy: 'p' }),
      );
      return Promise.reject(new TypeError('refused'));
    },
    WebSocket: class {
      onopen = null;
      onerror = null;
      constructor() {
        throw new Error('no network');
      }
      close() {}
    },
  };
  const { trials, policies } = await tryAll(
    'page',
    sharedAttempts(doors),
    hearRefusals(place, async () => {}),
  );
  expect(trials).toEqual([
    { channel: 'fetch', outcome: 'refused' },
    { channel: 'fetch-own', outcome: 'open' },
    { channel: 'xhr', outcome: 'absent' },
    { channel: 'xhr-own', outcome: 'absent' },
    { channel: 'websocket', outcome: 'failed' },
    { channel: 'eventsource', outcome: 'absent' },
  ]);
  expect(policies).toEqual(['p']);
});

it('hears of a refusal that a busy device tells late', async () => {
  const place = new EventTarget();
  const doors = {
    fetch: async (address: string) => {
      const told = Object.assign(new Event('securitypolicyviolation'), { blockedURI: address, originalPolicy: 'p' });
      setTimeout(() => place.dispatchEvent(told), 30);
      throw new TypeError('refused');
    },
  };
  const never = () => new Promise<never>(() => undefined);
  const { trials, policies } = await tryAll('page', sharedAttempts(doors), hearRefusals(place, never));
  expect(trials.slice(0, 2).map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
  expect(policies).toEqual(['p']);
});

it('expects the allowlist of Chromium 152 and later alone', () => {
  const brand = (name: string, version: string) => ({ brands: [{ brand: name, version }] });
  expect([brand('Chromium', '151'), brand('Chromium', '152'), brand('Not:A-Brand', '199')].map(knowsAllowlist)).toEqual(
    [false, true, false],
  );
  expect(knowsAllowlist(undefined)).toBe(false);
});

it('keeps navigation at home where only script can', () => {
  const home = 'https://shop.example';
  const there = [
    `${home}/#/orders`,
    `blob:${home}/1`,
    'https://shop.example.evil/',
    'https://evil/',
    'data:text/html,1',
  ];
  expect(there.map((url) => leadsHome(url, home))).toEqual([true, true, false, false, false]);
});

it('lets the engine start the reader beside it alone', () => {
  const own = 'https://shop.example/app/workers/engine.worker-abcd1234.js';
  const reader = 'https://shop.example/app/workers/reader.worker-_b-c1.js';
  expect(readerScript('reader.worker-_b-c1.js', own)).toBe(reader);
  expect(readerScript(reader, own)).toBe(reader);
  for (const url of [
    'https://shop.example/app/workers/vault.worker-1.js',
    'https://evil.example/app/workers/reader.worker-1.js',
    'https://shop.example/app/reader.worker-1.js',
    `${reader}?rows=1`,
    'data:text/javascript,1',
  ]) {
    expect(readerScript(url, own), url).toBeNull();
  }
});

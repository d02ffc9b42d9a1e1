import { expect, it } from 'vitest';
import { ownScript } from '../../src/app/trusted-types.ts';

const FOLDER = 'https://shop.example/zhanggui/';

it.each([
  './sw.js',
  'workers/engine.worker-BMkjz9EU.js',
  'https://shop.example/zhanggui/workers/reader.worker-a_b-c1.js',
])('admits %s', (url) => {
  expect(ownScript(url, FOLDER)).toBe(new URL(url, FOLDER).href);
});

it.each([
  'https://elsewhere.example/zhanggui/sw.js',
  'https://shop.example/other/sw.js',
  '../sw.js',
  'workers/../evil.js',
  'workers/x/../../y.js',
  'assets/index.js',
  'data:text/javascript,1',
  'blob:https://shop.example/0b9c',
  'sw.js?x=1',
  'workers/a.js#b',
])('refuses %s', (url) => {
  expect(ownScript(url, FOLDER)).toBeNull();
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeError } from '../../src/app/diagnostics.ts';
import { formatHash, parseHash } from '../../src/app/hash.ts';
import { pinyinInitials } from '../../src/app/palette/pinyin.ts';
import { scoreCommand } from '../../src/app/palette/score.ts';

describe('hash', () => {
  it.each([
    ['', '/', ''],
    ['#', '/', ''],
    ['#/orders/', '/orders', ''],
    ['#/orders?q=a%26b&x=1', '/orders', 'q=a%26b&x=1'],
    ['#orders?', '/orders', ''],
  ])('reads %s', (hash, path, query) => {
    const read = parseHash(hash);
    expect([read.path, read.params.toString()]).toEqual([path, query]);
  });

  it('writes what it reads', () => {
    expect(formatHash('/orders', new URLSearchParams('q=a&q=b'))).toBe('#/orders?q=a&q=b');
    expect(formatHash('/', new URLSearchParams())).toBe('#/');
  });
});

describe('palette', () => {
  it('knows pinyin initials', () => {
    expect(pinyinInitials('支付金额')).toBe('zfje');
    expect(pinyinInitials('退款率')).toBe('tkl');
    expect(pinyinInitials('笔单价 AOV')).toBe('bdjaov');
  });

  it('ranks the exact before the near, and every typed word must fit', () => {
    const names = ['退款率（金额）', 'Refund rate'];
    expect(scoreCommand('退款率（金额）', names)).toBe(1);
    expect(scoreCommand('tkl', names)).toBeGreaterThan(scoreCommand('tl', names));
    expect(scoreCommand('refund rate', names)).toBeGreaterThan(0);
    expect(scoreCommand('refund moon', names)).toBe(0);
  });
});

describe('diagnostics', () => {
  it('cut out what a message quotes', () => {
    const error = new Error(`Could not convert '张三' to "13800000000"`);
    expect(JSON.stringify(describeError(error))).not.toMatch(/张三|138/);
  });
});

it('submits no form, which the policy of the page would silently forbid', () => {
  const root = new URL('../../src/', import.meta.url);
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.svelte'));
  expect(sources.length).toBeGreaterThan(30);
  for (const name of sources)
    expect(readFileSync(new URL(name, root), 'utf8'), name).not.toMatch(/<form|type="submit"/);
});

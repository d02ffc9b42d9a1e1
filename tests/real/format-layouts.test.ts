import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { matchFormat, nearestFormat } from '../../src/domain/recognise/match-format.ts';
import { ALL_FORMATS } from '../support/all-formats.ts';

const folder = fileURLToPath(new URL('../../../shared/formats/', import.meta.url));
const present = existsSync(folder);
const where = present ? '' : ` (skipped: nothing at ${folder})`;

type Layout = { slug: string; generation: string; headers: string[] };

/** Which format reads a layout of the catalogue; everything else must be left alone. */
const READ_BY: Readonly<Record<string, string>> = {
  'taobao-order_list': 'taobao-order_list',
  'taobao-qianniu_order': 'taobao-order_list',
  'taobao-order_detail': 'taobao-order_detail',
  'jd-order': 'jd-order',
  'pdd-order': 'pdd-order',
  'douyin-order': 'douyin-order',
  'shopify-orders': 'shopify-orders',
};

function layouts(): Layout[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const slug = name.replace('.json', '');
      const file: { headers: string[]; variants: { name: string; headers?: unknown }[] } = JSON.parse(
        readFileSync(folder + name, 'utf8'),
      );
      const variants = file.variants.map((variant) => ({
        slug,
        generation: variant.name,
        headers: Array.isArray(variant.headers) ? variant.headers.map(String) : [],
      }));
      return [{ slug, generation: 'headers', headers: file.headers }, ...variants].filter(
        ({ headers }) => headers.length > 0,
      );
    });
}

describe.skipIf(!present)(`real layouts${where}`, () => {
  const all = present ? layouts() : [];

  it('has the whole catalogue to test against', () => {
    expect(new Set(all.map(({ slug }) => slug)).size).toBeGreaterThanOrEqual(100);
  });

  it.each(all.filter(({ slug }) => slug in READ_BY))('$slug · $generation is recognised', ({ slug, headers }) => {
    const found = matchFormat([headers], ALL_FORMATS);
    expect(found?.best.format.id).toBe(READ_BY[slug]);
    expect(found?.best.score).toBeGreaterThan(0.85);
    expect(found?.close).toBe(false);
  });

  it.each(all.filter(({ slug }) => !(slug in READ_BY)))('$slug · $generation is left alone', ({ headers }) => {
    expect(matchFormat([headers], ALL_FORMATS)?.best.format.id ?? null).toBeNull();
    expect(nearestFormat([headers], ALL_FORMATS)?.format.id ?? null).toBeNull();
  });
});

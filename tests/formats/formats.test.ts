import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FIELD_NAMES, FIELDS } from '../../src/domain/contracts/canonical.ts';
import { fieldSource } from '../../src/domain/contracts/format.ts';
import { matchFormat } from '../../src/domain/recognise/match-format.ts';
import { normaliseHeader } from '../../src/domain/recognise/normalise-header.ts';
import { normaliseStatus } from '../../src/domain/recognise/normalise-status.ts';
import { douyinOrder } from '../../scripts/format-fixtures/douyin-order.ts';
import { jdOrder } from '../../scripts/format-fixtures/jd-order.ts';
import { pddOrder } from '../../scripts/format-fixtures/pdd-order.ts';
import { shopifyOrders } from '../../scripts/format-fixtures/shopify-orders.ts';
import { taobaoOrderDetail } from '../../scripts/format-fixtures/taobao-order-detail.ts';
import { taobaoOrderList } from '../../scripts/format-fixtures/taobao-order-list.ts';
import { ALL_FORMATS, FORMAT_FILES } from '../support/all-formats.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/formats/', import.meta.url));
const WRITTEN = [...taobaoOrderList, ...taobaoOrderDetail, ...jdOrder, ...pddOrder, ...douyinOrder, ...shopifyOrders];

describe('every format', () => {
  it('has the id of its file, once', () => {
    const files = FORMAT_FILES.map((path) => path.replace(/^.*\/|\.ts$/g, ''));
    expect(ALL_FORMATS.map(({ id }) => id).sort()).toEqual(files.sort());
    expect(new Set(files).size).toBe(files.length);
  });

  it.each(ALL_FORMATS)('$id maps what it requires and checks only what it maps', (format) => {
    const identityTerms = (format.identities ?? []).flatMap(({ left, plus, minus }) => [left, ...plus, ...minus]);
    for (const field of [...format.required, ...identityTerms, ...(format.fillDown ?? [])])
      expect(format.fields, field).toHaveProperty(field);
    for (const { field, from } of format.standIns ?? [])
      expect(format.fields, `${field} ← ${from}`).toHaveProperty(from);
  });

  it.each(ALL_FORMATS)('$id spells each state once', (format) => {
    for (const vocabulary of [format.statuses, format.refundStatuses ?? {}, format.fulfilmentStatuses ?? {}]) {
      const compared = Object.keys(vocabulary).map(normaliseStatus);
      expect(new Set(compared).size).toBe(compared.length);
    }
  });

  it.each(ALL_FORMATS)('$id keeps personal columns out of every field but buyer and address', (format) => {
    const personal = new Set(format.personal.map(normaliseHeader));
    for (const field of FIELD_NAMES) {
      const source = format.fields[field];
      if (source === undefined || FIELDS[field].kind === 'buyer' || FIELDS[field].kind === 'address') continue;
      for (const name of fieldSource(source).from)
        expect(personal.has(normaliseHeader(name)), `${field} ← ${name}`).toBe(false);
    }
  });
});

/** First rows of a fixture; enough of a reader for headers, which hold no quotes. */
function headOf(bytes: Uint8Array, name: string): string[][] {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const text = (() => {
    try {
      return utf8.decode(bytes);
    } catch {
      return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    }
  })();
  if (name.endsWith('.xls'))
    return [...text.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) =>
      [...row.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = '']) => cell),
    );
  return [
    text
      .split(/\r?\n/)[0]
      ?.split(',')
      .map((cell) => cell.replaceAll('"', '')) ?? [],
  ];
}

describe('fixtures', () => {
  it('are all written by the script', () => {
    const folders = readdirSync(FIXTURES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(WRITTEN.map(({ folder }) => folder).sort());
  });

  it.each(WRITTEN)('$folder is byte for byte what the script writes', ({ folder, name, bytes }) => {
    expect(Buffer.compare(readFileSync(`${FIXTURES}${folder}/${name}`), bytes)).toBe(0);
  });

  it.each(WRITTEN)('$folder is recognised by its header', ({ folder, name, bytes }) => {
    const found = matchFormat(headOf(bytes, name), ALL_FORMATS);
    expect(found?.best.format.id).toBe(/^[a-z]+-[a-z_]+/.exec(folder)?.[0]);
    expect(found?.best.headerIndex).toBe(0);
    expect(found?.best.duplicates).toEqual([]);
  });

  it.each(WRITTEN)('$folder accounts for every row it expects', ({ folder }) => {
    const { rows, issues }: { rows: Record<string, number>; issues: { code: string }[] } = JSON.parse(
      readFileSync(`${FIXTURES}${folder}/expected.json`, 'utf8'),
    );
    const { read, ...rest } = rows;
    expect(Object.values(rest).reduce((sum, count) => sum + count, 0)).toBe(read);
    expect(issues.filter(({ code }) => code === 'duplicate_row')).toHaveLength(rows['duplicate'] ?? 0);
  });
});

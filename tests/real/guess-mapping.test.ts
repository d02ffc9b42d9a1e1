import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findHeader } from '../../src/domain/recognise/find-header.ts';
import { guessMapping } from '../../src/domain/recognise/guess-mapping.ts';

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const present = existsSync(folder);
const where = present ? '' : ` (skipped: nothing at ${folder})`;

/** The first 40 records of a table without line breaks in its cells. */
function head(path: string, cut: (line: string) => string[]): string[][] {
  const bytes = readFileSync(folder + path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\ufeff/, '');
  return text.split(/\r?\n/, 41).map(cut);
}

const comma = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
const blanks = (line: string): string[] => line.trim().split(/\s+/);

function guess(rows: string[][]) {
  const at = findHeader(rows);
  expect(at).toBe(0);
  return guessMapping(rows[0] ?? [], rows.slice(1), 'sample').guess;
}

describe.skipIf(!present)(`unknown tables${where}`, () => {
  it('CDNOW', () => {
    const mapping = guess(head('segmentation/CDNOW_master.txt', blanks));
    expect(mapping).toMatchObject({ grain: 'order', currency: 'USD', everyRowIsPaid: true, dateOrder: 'ymd' });
    expect(mapping.fields).toEqual({
      created_at: 'date',
      buyer: 'customer_id',
      buyer_paid_amount: 'dollar_value',
      qty: 'number_of_cds',
    });
  });

  it('Superstore', () => {
    const mapping = guess(head('orders/superstore.csv.gz', comma));
    expect(mapping).toMatchObject({ grain: 'line', currency: 'USD', everyRowIsPaid: true, dateOrder: 'mdy' });
    expect(mapping.fields).toMatchObject({
      order_id: 'Order ID',
      line_id: 'Row ID',
      created_at: 'Order Date',
      buyer: 'Customer ID',
      province: 'State',
      product_id: 'Product ID',
      title: 'Product Name',
      qty: 'Quantity',
      line_amount: 'Sales',
    });
    expect(Object.values(mapping.fields)).not.toContain('Discount');
  });

  it('Online Retail II', () => {
    const mapping = guess(head('orders/online_retail_II_2009_2010.csv.gz', comma));
    expect(mapping).toMatchObject({
      grain: 'line',
      currency: 'GBP',
      everyRowIsPaid: true,
      dateOrder: 'ymd',
      cancelPrefix: 'C',
    });
    expect(mapping.fields).toEqual({
      order_id: 'Invoice',
      created_at: 'InvoiceDate',
      buyer: 'Customer ID',
      country: 'Country',
      product_id: 'StockCode',
      title: 'Description',
      qty: 'Quantity',
      unit_list_price: 'Price',
    });
  });

  it('a table without a header has none', () => {
    expect(findHeader(head('segmentation/CDNOW_sample.txt', blanks))).toBeNull();
    expect(findHeader(head('segmentation/groceries_basket.csv', comma))).toBeNull();
  });
});

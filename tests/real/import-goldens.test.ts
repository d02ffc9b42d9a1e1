import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { draftMapping } from '../../workers/engine/import/preview-file.ts';
import { openShop, readHere, type TestShop } from '../support/shop.ts';

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const present = existsSync(folder);
const where = present ? '' : ` (skipped: nothing at ${folder})`;

const fileAt = (path: string) => new File([readFileSync(folder + path)], basename(path), { lastModified: 0 });
const golden = (name: string) => JSON.parse(readFileSync(`${folder}golden/${name}.json`, 'utf8'));

const value = async (shop: TestShop, metric: string) => (await shop.metric({ metric })).rows[0]?.value;

/** The mapping screen's first guess, confirmed as it stands. */
async function importMapped(shop: TestShop, file: File) {
  const [asked] = await shop.import(file);
  expect(asked).toMatchObject({ status: 'needs_mapping' });
  const draft = await draftMapping(readHere(), file, {});
  const [report] = await shop.import(file, { mapping: draft.guess });
  expect(report).toMatchObject({ status: 'imported', error: null });
  return report;
}

describe.skipIf(!present)(`real orders${where}`, () => {
  it('the Tmall order report: paid and net, although its paid column is net already', async () => {
    const shop = await openShop();
    const answer = golden('tmall_order_report');
    const [report] = await shop.import(fileAt('orders/tmall_order_report.csv'));
    expect(report).toMatchObject({
      status: 'imported',
      formatId: 'taobao-order_list',
      rows: { read: 28010, kept: 28010, duplicate: 0, quarantined: 0, dropped: 0 },
    });
    expect(report?.notes.map(({ code }) => code)).toContain('net_of_refund');
    expect(await value(shop, 'pay_amount')).toBe(answer.gross_paid_revenue);
    expect(await value(shop, 'net_sales')).toBe(answer.net_revenue);
    expect(await value(shop, 'refunded_amount')).toBe(answer['sum_退款金额']);
    expect(await value(shop, 'gmv_placed')).toBe(answer['sum_总金额']);
    expect(await value(shop, 'orders_paid')).toBe(answer['paid_orders(付款时间 non-empty)']);
    expect(await value(shop, 'refund_rate_amount')).toBeCloseTo(answer['sum_退款金额'] / answer.gross_paid_revenue, 9);

    const provinces = await shop.metric({ metric: 'gmv_placed', by: ['province'] });
    expect(provinces.rows).toHaveLength(Object.keys(answer.province).length);
    const byProvince = await shop.rows(
      'SELECT province, count(*) AS orders, sum(buyer_paid_amount - refunded_amount)::DECIMAL(18,4) AS actual FROM orders GROUP BY province',
    );
    for (const [name, { orders, actual }] of Object.entries<{ orders: number; actual: number }>(answer.province)) {
      const short = name.startsWith('内蒙古') || name.startsWith('黑龙江') ? name.slice(0, 3) : name.slice(0, 2);
      expect(
        byProvince.find(({ province }) => province === short),
        name,
      ).toMatchObject({ orders, actual });
    }
    const days = await shop.rows(
      'SELECT created_at::DATE AS day, count(*) AS orders, count(*) FILTER (is_paid) AS paid, sum(buyer_paid_amount - refunded_amount)::DECIMAL(18,4) AS actual, sum(refunded_amount)::DECIMAL(18,4) AS refund FROM orders GROUP BY 1',
    );
    for (const [day, expected] of Object.entries<Record<string, number>>(answer.daily))
      expect(
        days.find((row) => row.day === day),
        day,
      ).toMatchObject(expected);
  });

  it('Superstore through the mapping screen, to the last decimal', async () => {
    const shop = await openShop();
    const answer = golden('superstore');
    await importMapped(shop, fileAt('orders/superstore.csv.gz'));
    expect(await value(shop, 'pay_amount')).toBe(answer.sales);
    expect(await value(shop, 'orders_paid')).toBe(answer.orders);
    expect(await value(shop, 'buyers_paid')).toBe(answer.customers);
    expect(await value(shop, 'pay_items')).toBe(answer.quantity);
    expect(
      await shop.rows(
        'SELECT min(created_at)::DATE AS first, max(created_at)::DATE AS last, count(DISTINCT product_id) AS products FROM orders JOIN order_lines USING (shop_id, order_id)',
      ),
    ).toEqual([{ first: answer.order_date_range[0], last: answer.order_date_range[1], products: answer.products }]);
  });

  it('Online Retail II through the mapping screen: returns are refunds, duplicates are lines', async () => {
    const shop = await openShop();
    const answer = golden('online_retail_II_2009_2010');
    const report = await importMapped(shop, fileAt('orders/online_retail_II_2009_2010.csv.gz'));
    expect(report?.rows).toMatchObject({ read: answer.rows, kept: answer.rows });
    expect(await value(shop, 'net_sales')).toBeCloseTo(answer.net_amount_all_rows, 6);
    expect(await value(shop, 'pay_amount')).toBeCloseTo(answer['gross_positive_rows(q>0,p>0)'], 6);
    const [all] = await shop.rows(
      'SELECT count(DISTINCT order_id) AS invoices, count(DISTINCT customer_key) AS customers FROM orders',
    );
    expect(all).toEqual({ invoices: answer.invoices, customers: answer.customers });
    const [clean] = await shop.rows(`
      SELECT sum(l.buyer_paid_amount)::DECIMAL(18,4) AS revenue, count(*) AS rows, count(DISTINCT o.order_id) AS invoices, count(DISTINCT o.customer_key) AS customers
      FROM order_lines l JOIN orders o USING (shop_id, order_id)
      WHERE NOT starts_with(o.order_id, 'C') AND o.customer_key IS NOT NULL AND l.qty > 0 AND l.unit_list_price > 0`);
    expect(clean).toMatchObject({
      revenue: answer.clean.revenue,
      rows: answer.clean.rows,
      invoices: answer.clean.invoices,
      customers: answer.clean.customers,
    });
  });

  it('CDNOW through the mapping screen: whitespace columns, compact dates, no order numbers', async () => {
    const shop = await openShop();
    const { master } = golden('cdnow');
    await importMapped(shop, fileAt('segmentation/CDNOW_master.txt'));
    expect(await value(shop, 'pay_amount')).toBe(master.dollars_cents / 100);
    expect(await value(shop, 'orders_paid')).toBe(master.transactions);
    expect(await value(shop, 'buyers_paid')).toBe(master.customers);
    const months = await shop.metric({ metric: 'pay_amount', by: ['month'] });
    const expected = Object.entries<{ revenue_cents: number }>(master.monthly).map(
      ([, { revenue_cents }]) => revenue_cents / 100,
    );
    expect(months.rows.map((row) => row.value)).toEqual(expected);
  });
});

it.skipIf(!present)('reads the gzip the goldens come in', () => {
  expect(gunzipSync(readFileSync(`${folder}orders/superstore.csv.gz`)).length).toBeGreaterThan(1_000_000);
});

import { beforeAll, describe, expect, it } from 'vitest';
import { sampleFiles } from '../../src/domain/sample/files.ts';
import { rollUp, sampleTotals } from '../../src/domain/sample/totals.ts';
import { createGb18030Encoder } from '../../workers/engine/encode-gb18030.ts';
import { writeSampleFile } from '../../workers/engine/write-sample-file.ts';
import { openShop, type TestShop } from '../support/shop.ts';

const OPTIONS = { scale: 0.2, seed: 20260701 };
let shop: TestShop;

beforeAll(async () => {
  shop = await openShop();
  const gb18030 = createGb18030Encoder();
  for (const sample of sampleFiles(OPTIONS)) {
    const [report] = await shop.import(writeSampleFile(sample, gb18030), {
      shopName: sample.shopName,
      exportedAt: sample.exportedAt,
    });
    expect(report, sample.name).toMatchObject({ status: 'imported', formatId: sample.formatId, error: null });
    expect(report?.controlTotals.every(({ tied }) => tied)).toBe(true);
  }
}, 300_000);

/** The generator's own running sums, kept in integer cents while it wrote; no file is read for them. */
const answerBy = (...keys: Parameters<typeof rollUp>[1]) => rollUp(sampleTotals(OPTIONS), keys);

describe('the sample shop through the ordinary import', () => {
  it('shows exactly the generator’s own totals, by platform, month and province', async () => {
    const rows = await shop.rows(`
      WITH paid AS (
        SELECT platform, strftime(paid_at, '%Y-%m') AS month, province, sum(buyer_paid_amount) AS paid, coalesce(sum(refunded_amount), 0) AS refunded, count(*) AS orders
        FROM orders WHERE is_paid GROUP BY ALL
      )
      SELECT platform || '|' || month || '|' || province AS key, round(paid * 100)::BIGINT AS paid, round(refunded * 100)::BIGINT AS refunded, orders FROM paid`);
    const actual = new Map(rows.map((row) => [String(row.key), row]));
    const expected = [...answerBy('platform', 'month', 'province')].filter(([, cell]) => cell.paidOrders > 0);
    expect(expected.length).toBeGreaterThan(500);
    for (const [key, cell] of expected)
      expect
        .soft(actual.get(key), key)
        .toMatchObject({ paid: cell.paid, refunded: cell.refunded, orders: cell.paidOrders });
    expect(actual.size).toBe(expected.length);
  });

  it('answers metrics with the same numbers', async () => {
    for (const [platform, cell] of answerBy('platform')) {
      const filters = { platform: [platform] };
      const one = async (metric: string) => (await shop.metric({ metric, filters })).rows[0]?.value;
      expect(await one('pay_amount'), platform).toBeCloseTo(cell.paid / 100, 6);
      expect(await one('orders_paid'), platform).toBe(cell.paidOrders);
      // 京东's order file does not say what was refunded after delivery: there is no net figure to guess.
      if (platform === 'jd') expect(await one('net_sales')).toBeNull();
      else expect(await one('net_sales'), platform).toBeCloseTo(cell.net / 100, 6);
    }
  });

  it('gives every order its lines, to the cent', async () => {
    expect(
      await shop.rows(`
        SELECT count(*) AS orders, count(*) FILTER (WHERE abs(l.paid - o.buyer_paid_amount) > 0.001) AS off, count(*) FILTER (WHERE l.paid IS NULL) AS bare
        FROM orders o LEFT JOIN (SELECT shop_id, order_id, sum(buyer_paid_amount) AS paid FROM order_lines GROUP BY ALL) l USING (shop_id, order_id)`),
    ).toMatchObject([{ off: 0, bare: 0 }]);
  });

  it('falls back to the older export when the newer one is undone, and comes back with it', async () => {
    const content = () =>
      shop.rows(
        'SELECT count(*) AS n, bit_xor(hash(order_id, status, buyer_paid_amount, refunded_amount))::VARCHAR AS h FROM orders',
      );
    const before = await content();
    const [newest] = [...sampleFiles(OPTIONS)].filter(({ platform }) => platform === 'jd').slice(-1);
    if (newest === undefined) throw new Error('the sample shop has no JD file');
    const [file] = await shop.rows(
      "SELECT src_file_id AS id FROM source_file WHERE format_slug = 'jd-order' ORDER BY import_number DESC LIMIT 1",
    );
    await shop.undo(String(file?.id));
    expect(await content()).not.toEqual(before);
    expect(
      await shop.rows(
        'SELECT count(*) AS n FROM (SELECT shop_id, order_id FROM orders GROUP BY ALL HAVING count(*) > 1)',
      ),
    ).toEqual([{ n: 0 }]);
    const orphans =
      'SELECT count(*) AS n FROM order_versions WHERE (shop_id, order_id) NOT IN (SELECT (shop_id, order_id) FROM orders)';
    expect(await shop.rows(orphans)).toEqual([{ n: 0 }]);
    await shop.import(writeSampleFile(newest, createGb18030Encoder()), {
      shopName: newest.shopName,
      exportedAt: newest.exportedAt,
    });
    expect(await content()).toEqual(before);
  });
});

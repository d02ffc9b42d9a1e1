import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../src/domain/contracts/import.ts';
import { openShop, type TestShop } from '../support/shop.ts';

const pathOf = (format: string) => fileURLToPath(new URL(`../fixtures/formats/${format}/input.csv`, import.meta.url));
const SHOPIFY = readFileSync(pathOf('shopify-orders'), 'utf8');

let shop: TestShop;
beforeEach(async () => {
  shop = await openShop();
});

/** What a report says was paid and what the metric answers, by currency. */
async function bothFigures(report: ImportReport | undefined) {
  const { currency, rows, otherCurrencies } = await shop.metric({ metric: 'pay_amount' });
  const asked = [{ currency, value: rows[0]?.value }, ...otherCurrencies];
  return {
    reported: Object.fromEntries(report?.paidAmount.map((paid) => [paid.currency, Number(paid.amount)]) ?? []),
    asked: Object.fromEntries(asked.map((paid) => [paid.currency, paid.value])),
  };
}
const paidOf = (order: string) =>
  shop.rows(`SELECT status, is_paid, buyer_paid_amount AS paid FROM orders WHERE order_id = '${order}'`);

describe('a deposit', () => {
  it('is cash in its order, and no paid amount until the rest is paid', async () => {
    const [report] = await shop.import(pathOf('shopify-orders'));
    // #1007: 200.00 of which 150.00 are outstanding
    expect(await paidOf('#1007')).toEqual([{ status: 'partially_paid', is_paid: false, paid: 50 }]);
    // 118 + 75 + 20 + 30 + 64 + 10; #1011 is refused
    const figures = { USD: 317, EUR: 49.9 };
    expect(await bothFigures(report)).toEqual({ reported: figures, asked: figures });

    const settled = SHOPIFY.replace('partially_paid,,', 'paid,2024-05-09 10:00:00 +0800,').replace(
      ',Sample Maker,150.00,',
      ',Sample Maker,0.00,',
    );
    const later = new File([settled], 'later.csv', { lastModified: Date.UTC(2024, 5, 1) });
    const [again] = await shop.import(later);
    expect(await paidOf('#1007')).toMatchObject([{ is_paid: true, paid: 200 }]);
    const whole = { USD: 517, EUR: 49.9 };
    expect(await bothFigures(again)).toEqual({ reported: whole, asked: whole });
  });

  it.each(['taobao-order_list', 'jd-order', 'pdd-order', 'douyin-order'])(
    'stands in neither figure, which are one: %s',
    async (format) => {
      const [report] = await shop.import(pathOf(format));
      const { reported, asked } = await bothFigures(report);
      expect(Object.keys(reported)).toEqual(['CNY']);
      expect(asked).toEqual(reported);
    },
  );
});

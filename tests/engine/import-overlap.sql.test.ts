import { describe, expect, it } from 'vitest';
import { openShop } from '../support/shop.ts';

const HEADER =
  '订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,订单类型,下单帐号,客户姓名,客户地址,联系电话,订单备注,运费金额,付款确认时间';

type Line = { id: string; sku: string; price: string; owed: string; status?: string };

/** An invented line of an order that owes `owed` as a whole. */
const line = ({ id, sku, price, owed, status = '完成' }: Line) =>
  `${id},${sku},毯子,1,在线支付,2026-03-01 10:00:00,${price},${owed},${owed},0.00,${owed},${status},SOP,buyer${id},甲**,浙江杭州市西湖区,1****0000,,0.00,2026-03-01 10:05:00`;

const file = (name: string, ...lines: string[]) => new File([[HEADER, ...lines, ''].join('\r\n')], name);

const A = [
  line({ id: '1001', sku: '11', price: '60.00', owed: '100.00' }),
  line({ id: '1001', sku: '12', price: '40.00', owed: '100.00' }),
];
const B = line({ id: '1002', sku: '11', price: '60.00', owed: '60.00', status: '等待出库' });
const B_LATER = line({ id: '1002', sku: '11', price: '60.00', owed: '60.00', status: '完成' });
const C = line({ id: '1003', sku: '13', price: '30.00', owed: '30.00' });

describe('orders that several files state', () => {
  it('are counted once in a shop, and its own in another shop', async () => {
    const shop = await openShop();
    const first = { shopName: '甲店', exportedAt: '2026-03-02T00:00:00Z' };
    const [january] = await shop.import(file('a.csv', ...A, B), first);
    expect(january).toMatchObject({ orders: 2, ordersNew: 2, ordersUpdated: 0, rows: { kept: 3, duplicate: 0 } });

    // The same shop again: one order as before, one further on, one new.
    const [again] = await shop.import(file('b.csv', ...A, B_LATER, C), {
      shopName: '甲店',
      exportedAt: '2026-03-05T00:00:00Z',
    });
    expect(again).toMatchObject({ orders: 3, ordersNew: 1, ordersUpdated: 1, rows: { kept: 2, duplicate: 2 } });

    // Numbers that another shop uses too are orders of its own.
    const [other] = await shop.import(file('c.csv', ...A, C), { shopName: '乙店' });
    expect(other).toMatchObject({ orders: 2, ordersNew: 2, ordersUpdated: 0, rows: { kept: 3, duplicate: 0 } });

    const current = 'SELECT shop_id, order_id, status FROM orders ORDER BY ALL';
    const standing = await shop.rows(current);
    expect(standing.map(({ shop_id, order_id, status }) => [shop_id, order_id, status])).toEqual([
      ['jd:乙店', '1001', 'completed'],
      ['jd:乙店', '1003', 'completed'],
      ['jd:甲店', '1001', 'completed'],
      ['jd:甲店', '1002', 'completed'],
      ['jd:甲店', '1003', 'completed'],
    ]);

    await shop.undo(again?.importId ?? '');
    const before = await shop.rows("SELECT order_id, status FROM orders WHERE shop_id = 'jd:甲店' ORDER BY ALL");
    expect(before.map(({ order_id, status }) => [order_id, status])).toEqual([
      ['1001', 'completed'],
      ['1002', 'paid_unshipped'],
    ]);
  });

  it('are shared among their lines to the cent, wherever the lines stand', async () => {
    const shop = await openShop();
    const lines = ['21', '22', '23'].map((sku) => line({ id: '2001', sku, price: '10.00', owed: '20.00' }));
    const [one = '', two = '', three = ''] = lines;
    await shop.import(file('apart.csv', one, C, two, B, three), { shopName: '甲店' });
    const shares = await shop.rows(
      'SELECT line_id, buyer_paid_amount::VARCHAR AS paid, line_amount_source FROM order_lines ORDER BY order_id, src_row',
    );
    expect(shares.map(({ line_id, paid, line_amount_source }) => [line_id, paid, line_amount_source])).toEqual([
      ['1002#1', '60.0000', 'single_line'],
      ['1003#1', '30.0000', 'single_line'],
      ['2001#1', '6.6700', 'allocated_by_list_amount'],
      ['2001#2', '6.6600', 'allocated_by_list_amount'],
      ['2001#3', '6.6700', 'allocated_by_list_amount'],
    ]);
  });
});

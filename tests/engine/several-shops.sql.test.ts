import { expect, it } from 'vitest';
import { openShop } from '../support/shop.ts';

const HEADER = '订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,宝贝标题 ,店铺名称,退款金额';
const row = (order: string, shop: string) =>
  `${order},12.50,12.50,上海,2024-03-01 10:00:00,2024-03-01 10:00:05,样例茶杯,${shop},0.00`;
const file = (name: string, ...rows: string[]) =>
  new File([[HEADER, ...rows, ''].join('\n')], name, { lastModified: 0 });

it('names the shop of a file only where there is one', async () => {
  const shop = await openShop();
  const [one] = await shop.import(
    file('one.csv', row('900000000000000001', '甲店'), row('900000000000000002', '甲店')),
  );
  expect(one).toMatchObject({ status: 'imported', orders: 2, shopId: 'taobao:甲店' });
  const [two] = await shop.import(
    file('two.csv', row('900000000000000003', '甲店'), row('900000000000000004', '乙店')),
  );
  expect(two).toMatchObject({ status: 'imported', orders: 2, shopId: null });
});

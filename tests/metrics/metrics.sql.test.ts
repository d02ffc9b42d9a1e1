import { describe, expect, it } from 'vitest';
import type { MetricQuery } from '../../src/domain/contracts/metric.ts';
import { queryMetric } from '../../workers/engine/query-metric.ts';
import { METRICS, openShop, type TestOrder } from './open-shop.ts';

/** The one number of a question without groups. */
async function number(orders: readonly TestOrder[], query: MetricQuery): Promise<number | null | undefined> {
  const { port } = await openShop(orders);
  return (await queryMetric(port, METRICS, query)).rows[0]?.value;
}

const MARCH: readonly TestOrder[] = [
  { id: 'a', paid: '2024-03-01 00:00:00', amount: 100.1, refunded: 30, buyer: 'x', qty: 2, receivable: 110 },
  { id: 'b', paid: '2024-03-31 23:59:59', amount: 50.2, buyer: 'x', qty: 1, receivable: 50.2 },
  {
    id: 'c',
    paid: '2024-03-15 08:00:00',
    amount: 20,
    refunded: 20,
    buyer: 'y',
    qty: 3,
    status: 'closed_refunded',
    statusRaw: '未发货，退款成功',
    receivable: 20,
  },
  { id: 'd', paid: null, created: '2024-03-10 09:00:00', amount: 999, buyer: 'z', status: 'closed_unpaid' },
  {
    id: 'e',
    paid: '2024-04-01 00:00:00',
    created: '2024-03-31 23:00:00',
    amount: 7,
    buyer: 'y',
    qty: 1,
    receivable: 7,
  },
];
const march = (metric: string): MetricQuery => ({ metric, from: '2024-03-01', to: '2024-04-01' });

describe('each metric by hand on five orders', () => {
  it.each([
    ['gmv_placed', 1176.3], // 100.1 + 50.2 + 20 + 999 + 7: placed in March, paid or not
    ['orders_placed', 5],
    ['pay_amount', 170.3], // a + b + c
    ['net_sales', 120.3], // 170.3 − 30 − 20
    ['refunded_amount', 50],
    ['orders_paid', 3],
    ['buyers_paid', 2],
    ['pay_items', 6],
    ['merchant_receivable', 180.2],
    ['atv_buyer', 85.15], // 170.3 ÷ 2
    ['aov', 56.766666666666666], // 170.3 ÷ 3
    ['asp', 28.383333333333333], // 170.3 ÷ 6
    ['upt', 2],
    ['new_buyer_share', 1], // x and y both pay for the first time in March
    ['repurchase_rate', 0.5], // x on two days, y on one
    ['refund_rate_amount', 50 / 170.3],
    ['refund_rate_orders', 2 / 3],
    ['cancel_rate', 1 / 3], // c was closed before shipping
  ])('%s', async (metric, expected) => {
    expect(await number(MARCH, march(metric))).toBeCloseTo(expected, 10);
  });

  it('covers every metric that ships', () => {
    expect([...METRICS.keys()].toSorted()).toEqual(
      [
        'aov',
        'asp',
        'atv_buyer',
        'buyers_paid',
        'cancel_rate',
        'gmv_placed',
        'merchant_receivable',
        'net_sales',
        'new_buyer_share',
      ].concat([
        'orders_paid',
        'orders_placed',
        'pay_amount',
        'pay_items',
        'refund_rate_amount',
        'refund_rate_orders',
        'refunded_amount',
        'repurchase_rate',
        'upt',
      ]),
    );
  });
});

describe('time', () => {
  it('gives empty days 0 and days beyond the data null', async () => {
    const { port } = await openShop([
      { id: 'a', paid: '2024-03-01 12:00:00', amount: 5 },
      { id: 'b', paid: '2024-03-03 12:00:00', amount: 7 },
    ]);
    const { rows } = await queryMetric(port, METRICS, {
      metric: 'pay_amount',
      by: ['day'],
      from: '2024-02-29',
      to: '2024-03-05',
    });
    expect(rows).toEqual([
      { day: '2024-02-29', value: null },
      { day: '2024-03-01', value: 5 },
      { day: '2024-03-02', value: 0 },
      { day: '2024-03-03', value: 7 },
      { day: '2024-03-04', value: null },
    ]);
  });

  it('starts the business day where the shop says, and leaves the hour as the clock shows it', async () => {
    const { port } = await openShop(
      [
        { id: 'a', paid: '2024-03-02 03:59:59', amount: 5 },
        { id: 'b', paid: '2024-03-02 04:00:00', amount: 7 },
      ],
      { 'taobao:甲': 4 },
    );
    const byDay = await queryMetric(port, METRICS, { metric: 'pay_amount', by: ['day'] });
    expect(byDay.rows).toEqual([
      { day: '2024-03-01', value: 5 },
      { day: '2024-03-02', value: 7 },
    ]);
    const byHour = await queryMetric(port, METRICS, { metric: 'pay_amount', by: ['hour_of_day'] });
    expect(byHour.rows.filter(({ value }) => value !== 0)).toEqual([
      { hour_of_day: 3, value: 5 },
      { hour_of_day: 4, value: 7 },
    ]);
  });

  it('names weeks by their Monday, months, weekdays and hours', async () => {
    const { port } = await openShop([{ id: 'a', paid: '2024-12-31 22:30:00', amount: 5 }]);
    const first = async (by: MetricQuery['by']) =>
      (await queryMetric(port, METRICS, { metric: 'pay_amount', ...(by ? { by } : {}) })).rows.find(
        ({ value }) => value === 5,
      );
    expect(await first(['week'])).toEqual({ week: '2024-12-30', value: 5 });
    expect(await first(['month'])).toEqual({ month: '2024-12', value: 5 });
    expect(await first(['weekday', 'hour_of_day'])).toEqual({ weekday: 2, hour_of_day: 22, value: 5 });
    expect(await first(['hour'])).toEqual({ hour: '2024-12-31 22:00', value: 5 });
  });

  it('knows no daylight saving: an hour that a zone skips is an hour like any other', async () => {
    const { port } = await openShop([
      { id: 'a', paid: '2024-03-31 02:30:00', amount: 5, shop: 'shopify:E', platform: 'shopify' },
    ]);
    const { rows } = await queryMetric(port, METRICS, { metric: 'pay_amount', by: ['hour'] });
    expect(rows).toHaveLength(24);
    expect(rows[2]).toEqual({ hour: '2024-03-31 02:00', value: 5 });
  });

  it('counts a paid order without a time of payment when it was placed', async () => {
    expect(
      await number([{ id: 'a', paid: null, isPaid: true, created: '2024-03-02 10:00:00', amount: 9 }], {
        metric: 'pay_amount',
        from: '2024-03-02',
        to: '2024-03-03',
      }),
    ).toBe(9);
  });
});

describe('comparison', () => {
  const days = ['2023-02-28', '2023-03-01', '2024-02-27', '2024-02-28', '2024-02-29', '2024-03-01'];
  const leap = days.map((day, index): TestOrder => ({ id: day, paid: `${day} 10:00:00`, amount: 10 ** index }));

  it('sets 29 February beside the 28th of a common year', async () => {
    const { port } = await openShop(leap);
    const { rows, comparison } = await queryMetric(port, METRICS, {
      metric: 'pay_amount',
      by: ['day'],
      from: '2024-02-28',
      to: '2024-03-02',
      compare: 'year_ago',
    });
    expect(comparison).toMatchObject({ from: '2023-02-28', to: '2023-03-02' });
    expect(rows).toEqual([
      { day: '2024-02-28', value: 1000, previous: 1 },
      { day: '2024-02-29', value: 10_000, previous: 1 },
      { day: '2024-03-01', value: 100_000, previous: 10 },
    ]);
  });

  it('compares with the days just before', async () => {
    const { port } = await openShop(leap);
    const { rows, comparison } = await queryMetric(port, METRICS, {
      metric: 'pay_amount',
      from: '2024-02-29',
      to: '2024-03-02',
      compare: 'previous_period',
    });
    expect(comparison).toMatchObject({ from: '2024-02-27', to: '2024-02-29', label: { 'zh-CN': '较上一个 2 天' } });
    expect(rows).toEqual([{ value: 110_000, previous: 1100 }]);
  });

  it('says null, not 0, where the compared days lie before the data', async () => {
    const { port } = await openShop(leap);
    const answer = await queryMetric(port, METRICS, {
      metric: 'pay_amount',
      from: '2023-02-28',
      to: '2023-03-02',
      compare: 'year_ago',
    });
    expect(answer.rows).toEqual([{ value: 11, previous: null }]);
    expect(answer.notes).toContainEqual({
      'zh-CN': '比较期还没有数据',
      en: 'there is no data for the compared period',
    });
  });

  it('keeps groups that only the compared days have', async () => {
    const { port } = await openShop([
      { id: 'a', paid: '2024-03-01 10:00:00', amount: 4, province: '浙江' },
      { id: 'b', paid: '2024-03-02 10:00:00', amount: 6, province: '广东' },
    ]);
    const { rows } = await queryMetric(port, METRICS, {
      metric: 'pay_amount',
      by: ['province'],
      from: '2024-03-02',
      to: '2024-03-03',
      compare: 'previous_period',
    });
    expect(rows).toEqual([
      { province: '广东', value: 6, previous: 0 },
      { province: '浙江', value: 0, previous: 4 },
    ]);
  });
});

describe('what cannot be said', () => {
  const orders: TestOrder[] = [
    { id: 'a', amount: 100, buyer: 'x', refunded: 10 },
    { id: 'b', amount: 40, shop: 'pdd:乙', platform: 'pdd', buyer: null, refunded: 5 },
    { id: 'c', amount: 60, shop: 'jd:丙', platform: 'jd', buyer: 'y', refunded: null },
  ];

  it('answers over the platforms that can, and names those that cannot', async () => {
    const { port } = await openShop(orders);
    const buyers = await queryMetric(port, METRICS, { metric: 'buyers_paid' });
    expect(buyers.rows).toEqual([{ value: 2 }]);
    expect(buyers.notComputable.map(({ platforms }) => platforms)).toEqual([['pdd']]);
    const refunds = await queryMetric(port, METRICS, { metric: 'refund_rate_amount' });
    expect(refunds.rows[0]?.value).toBeCloseTo(15 / 140, 12);
    expect(refunds.notComputable.map(({ platforms }) => platforms)).toEqual([['jd']]);
  });

  it('answers null with a reason when no platform can', async () => {
    const { port } = await openShop(orders);
    for (const metric of ['repurchase_rate', 'buyers_paid', 'atv_buyer', 'new_buyer_share']) {
      const answer = await queryMetric(port, METRICS, { metric, filters: { platform: ['pdd'] } });
      expect(answer.rows, metric).toEqual([{ value: null }]);
      expect(answer.notComputable[0]?.platforms, metric).toEqual(['pdd']);
      expect(answer.notComputable[0]?.reason['zh-CN']).toContain('买家标识');
    }
  });

  it('gives such a platform null in a table, never 0', async () => {
    const { port } = await openShop(orders);
    const { rows } = await queryMetric(port, METRICS, { metric: 'net_sales', by: ['platform'] });
    expect(rows).toEqual([
      { platform: 'taobao', value: 90 },
      { platform: 'pdd', value: 35 },
      { platform: 'jd', value: null },
    ]);
  });

  it('says which share of a platform is left out', async () => {
    const { port } = await openShop([
      { id: 'a', buyer: 'x' },
      { id: 'b', buyer: null },
    ]);
    const { notes, rows } = await queryMetric(port, METRICS, { metric: 'atv_buyer' });
    expect(rows).toEqual([{ value: 100 }]);
    expect(notes?.map((note) => note['zh-CN'])).toEqual(['淘宝/天猫有 50% 的订单没有写明所需内容，未计入']);
  });

  it('leaves a paid, closed order out of the cancellation rate when nothing tells the stage', async () => {
    const closed: TestOrder[] = [{ id: 'a' }, { id: 'b', status: 'closed' }];
    expect(await number(closed, { metric: 'cancel_rate' })).toBe(0); // only a can say
    expect(
      await number([...closed, { id: 'c', shipped: '2024-03-02 00:00:00' }], { metric: 'cancel_rate' }),
    ).toBeCloseTo(1 / 3, 12);
  });
});

describe('buyers', () => {
  it('counts same-day orders as one visit, and looks back 365 days from the end', async () => {
    const orders: TestOrder[] = [
      { id: 'a', paid: '2023-01-10 10:00:00', buyer: 'x' },
      { id: 'b', paid: '2024-01-09 10:00:00', buyer: 'x' },
      { id: 'c', paid: '2024-01-10 10:00:00', buyer: 'y' },
      { id: 'd', paid: '2024-01-10 23:00:00', buyer: 'y' },
    ];
    expect(await number(orders, { metric: 'repurchase_rate', from: '2024-01-01', to: '2024-01-10' })).toBe(1); // [2023-01-10, 2024-01-10): x twice
    expect(await number(orders, { metric: 'repurchase_rate', from: '2024-01-01', to: '2024-01-11' })).toBe(0); // x's first visit has left the window
    expect(await number(orders, { metric: 'repurchase_rate', windowDays: 366, to: '2024-01-11' })).toBe(0.5);
    expect(
      await number(orders, { metric: 'repurchase_rate', windowDays: 'range', from: '2023-01-01', to: '2024-02-01' }),
    ).toBe(0.5);
  });

  it('gives the same rolling value for each month as a question about its end', async () => {
    const orders = Array.from({ length: 60 }, (_, index): TestOrder => {
      const day = new Date(Date.UTC(2023, 0, 1 + index * 11)).toISOString().slice(0, 10);
      return { id: `o${index}`, paid: `${day} 10:00:00`, buyer: `b${(index * index) % 17}` };
    });
    const { port } = await openShop(orders);
    const range = { from: '2023-01-01', to: '2024-10-15', windowDays: 100 };
    const { rows } = await queryMetric(port, METRICS, { metric: 'repurchase_rate', by: ['month'], ...range });
    expect(rows).toHaveLength(22);
    for (const { month, value } of rows) {
      const next = new Date(Date.UTC(Number(String(month).slice(0, 4)), Number(String(month).slice(5)), 1))
        .toISOString()
        .slice(0, 10);
      const end = next < range.to ? next : range.to;
      const alone = await queryMetric(port, METRICS, {
        metric: 'repurchase_rate',
        from: range.from,
        to: end,
        windowDays: 100,
      });
      expect(value, String(month)).toBeCloseTo(alone.rows[0]?.value ?? Number.NaN, 12);
    }
  });

  it('tells new from returning buyers, each once for a period', async () => {
    const orders: TestOrder[] = [
      { id: 'a', paid: '2024-01-31 10:00:00', buyer: 'x', amount: 1 },
      { id: 'b', paid: '2024-02-01 10:00:00', buyer: 'x', amount: 2 },
      { id: 'c', paid: '2024-02-02 10:00:00', buyer: 'y', amount: 4 },
      { id: 'd', paid: '2024-02-03 10:00:00', buyer: 'y', amount: 8 },
      { id: 'e', paid: '2024-02-03 10:00:00', buyer: null, amount: 16 },
    ];
    const { port } = await openShop(orders);
    const byMonth = await queryMetric(port, METRICS, { metric: 'new_buyer_share', by: ['month'] });
    expect(byMonth.rows).toEqual([
      { month: '2024-01', value: 1 },
      { month: '2024-02', value: 0.5 },
    ]);
    const byDay = await queryMetric(port, METRICS, { metric: 'buyers_paid', by: ['day'], from: '2024-02-01' });
    expect(byDay.rows.map(({ value }) => value)).toEqual([1, 1, 1]);
    const total = await queryMetric(port, METRICS, { metric: 'buyers_paid', from: '2024-02-01' });
    expect(total.rows).toEqual([{ value: 2 }]);
    const types = await queryMetric(port, METRICS, { metric: 'pay_amount', by: ['buyer_type'] });
    expect(types.rows).toEqual([
      { buyer_type: 'unknown', value: 16 },
      { buyer_type: 'returning', value: 10 },
      { buyer_type: 'new', value: 5 },
    ]);
  });
});

describe('products', () => {
  it('ties out: what no line explains stands in a group of its own', async () => {
    const { port } = await openShop([
      {
        id: 'a',
        amount: 100,
        refunded: 10,
        lines: [
          { product: 'p1', title: '茶', amount: 60, refunded: 10 },
          { product: 'p2', amount: 30 },
          { product: 'g', amount: 0, gift: true },
        ],
      },
      { id: 'b', amount: 50 },
    ]);
    const sales = await queryMetric(port, METRICS, { metric: 'net_sales', by: ['product'] });
    expect(sales.rows).toEqual([
      { product: '（无商品明细）', product_label: '（无商品明细）', value: 60 }, // b, and 10 of a that its lines do not hold
      { product: 'p1', product_label: '茶', value: 50 },
      { product: 'p2', product_label: 'p2', value: 30 },
      { product: 'g', product_label: 'g', value: 0 },
    ]);
    const items = await queryMetric(port, METRICS, { metric: 'pay_items' });
    expect(items.rows).toEqual([{ value: 3 }]); // two of a without the gift, one of b
    const one = await queryMetric(port, METRICS, { metric: 'orders_paid', filters: { product: ['p1', 'p2'] } });
    expect(one.rows).toEqual([{ value: 1 }]);
  });
});

describe('currencies', () => {
  it('never adds them', async () => {
    const { port } = await openShop([
      { id: 'a', amount: 10 },
      { id: 'b', amount: 20 },
      { id: 'c', amount: 5.5, currency: 'USD', shop: 'shopify:S', platform: 'shopify' },
    ]);
    const main = await queryMetric(port, METRICS, { metric: 'pay_amount' });
    expect(main).toMatchObject({
      rows: [{ value: 30 }],
      currency: 'CNY',
      otherCurrencies: [{ currency: 'USD', value: 5.5 }],
    });
    const usd = await queryMetric(port, METRICS, { metric: 'pay_amount', currency: 'usd' });
    expect(usd).toMatchObject({ rows: [{ value: 5.5 }], currency: 'USD' });
    const orders = await queryMetric(port, METRICS, { metric: 'orders_paid' });
    expect(orders).toMatchObject({ rows: [{ value: 3 }], currency: null });
  });
});

describe('questions from outside', () => {
  it('takes single values for lists and refuses what it does not know', async () => {
    const { port } = await openShop(MARCH);
    const lenient = JSON.parse(
      '{"metric":"pay_amount","by":"platform","filters":{"platform":"taobao"},"from":"2024-03-01","to":"2024-04-01T00:00:00"}',
    );
    expect((await queryMetric(port, METRICS, lenient)).rows).toEqual([{ platform: 'taobao', value: 170.3 }]);
    const ask = (query: unknown) => queryMetric(port, METRICS, JSON.parse(JSON.stringify(query)));
    await expect(ask({ metric: 'nope' })).rejects.toMatchObject({ code: 'METRIC_UNKNOWN' });
    await expect(ask({ metric: 'aov', by: ['colour'] })).rejects.toMatchObject({ code: 'DIMENSION_UNKNOWN' });
    await expect(ask({ metric: 'aov', from: '2024-02-30' })).rejects.toMatchObject({ code: 'PARAM_INVALID' });
    await expect(ask({ metric: 'aov', from: '2024-03-02', to: '2024-03-01' })).rejects.toMatchObject({
      code: 'PARAM_INVALID',
    });
    await expect(ask({ metric: 'cancel_rate', by: ['product'] })).rejects.toMatchObject({ code: 'PARAM_INVALID' });
    await expect(ask({ metric: 'aov', filters: { weekday: ['Mo'] } })).rejects.toMatchObject({ code: 'PARAM_INVALID' });
  });

  it('reads a filter as a value, whatever it says', async () => {
    const evil = "x'); DROP TABLE order_versions; --";
    const { port, db } = await openShop([
      { id: 'a', province: evil, amount: 3 },
      { id: 'b', amount: 4 },
    ]);
    const { rows } = await queryMetric(port, METRICS, { metric: 'pay_amount', filters: { province: [evil] } });
    expect(rows).toEqual([{ value: 3 }]);
    expect(db.rows('SELECT count(*) AS n FROM order_versions')).toEqual([{ n: 2 }]);
  });

  it('answers an empty database', async () => {
    const { port } = await openShop([]);
    for (const metric of METRICS.keys()) {
      const { rows, dataAsOf } = await queryMetric(port, METRICS, { metric, compare: 'year_ago' });
      expect(rows[0]?.value ?? 0, metric).toBe(0);
      expect(dataAsOf).toBeNull();
    }
  });

  it('says how fresh the data is and how many days are not final', async () => {
    const { port } = await openShop([
      { id: 'a', paid: '2024-03-01 12:00:00' },
      { id: 'b', paid: '2024-03-20 12:00:05' },
    ]);
    const answer = await queryMetric(port, METRICS, {
      metric: 'refund_rate_amount',
      from: '2024-03-01',
      to: '2024-03-10',
    });
    expect(answer).toMatchObject({ dataAsOf: '2024-03-20 12:00:05', immatureDays: 4 }); // 6 to 9 March of 6 to 20
  });
});

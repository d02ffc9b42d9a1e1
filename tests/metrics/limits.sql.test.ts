import { describe, expect, it } from 'vitest';
import { queryMetric } from '../../workers/engine/query-metric.ts';
import { MARCH, number } from './march.ts';
import { METRICS, openShop, type TestOrder } from './open-shop.ts';

describe('what cannot be said', () => {
  const orders: TestOrder[] = [
    { id: 'a', amount: 100, buyer: 'x', refunded: 10 },
    { id: 'b', amount: 40, shop: 'pdd:乙', platform: 'pdd', buyer: null, refunded: 5 },
    { id: 'c', amount: 60, shop: 'jd:丙', platform: 'jd', buyer: 'y', refunded: null },
  ];

  it('answers over the platforms that can, and names those that cannot', async () => {
    const { port } = await openShop(orders);
    const buyers = await queryMetric({ db: port, metrics: METRICS }, { metric: 'buyers_paid' });
    expect(buyers.rows).toEqual([{ value: 2 }]);
    expect(buyers.notComputable.map(({ platforms }) => platforms)).toEqual([['pdd']]);
    const refunds = await queryMetric({ db: port, metrics: METRICS }, { metric: 'refund_rate_amount' });
    expect(refunds.rows[0]?.value).toBeCloseTo(15 / 140, 12);
    expect(refunds.notComputable.map(({ platforms }) => platforms)).toEqual([['jd']]);
  });

  it('answers null with a reason when no platform can', async () => {
    const { port } = await openShop(orders);
    for (const metric of ['repurchase_rate', 'buyers_paid', 'atv_buyer', 'new_buyer_share']) {
      const answer = await queryMetric({ db: port, metrics: METRICS }, { metric, filters: { platform: ['pdd'] } });
      expect(answer.rows, metric).toEqual([{ value: null }]);
      expect(answer.notComputable[0]?.platforms, metric).toEqual(['pdd']);
      expect(answer.notComputable[0]?.reason['zh-CN']).toContain('买家标识');
    }
  });

  it('gives such a platform null in a table, never 0', async () => {
    const { port } = await openShop(orders);
    const { rows } = await queryMetric({ db: port, metrics: METRICS }, { metric: 'net_sales', by: ['platform'] });
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
    const { notes, rows } = await queryMetric({ db: port, metrics: METRICS }, { metric: 'atv_buyer' });
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
    const { rows } = await queryMetric(
      { db: port, metrics: METRICS },
      { metric: 'repurchase_rate', by: ['month'], ...range },
    );
    expect(rows).toHaveLength(22);
    for (const { month, value } of rows) {
      const next = new Date(Date.UTC(Number(String(month).slice(0, 4)), Number(String(month).slice(5)), 1))
        .toISOString()
        .slice(0, 10);
      const end = next < range.to ? next : range.to;
      const alone = await queryMetric(
        { db: port, metrics: METRICS },
        {
          metric: 'repurchase_rate',
          from: range.from,
          to: end,
          windowDays: 100,
        },
      );
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
    const byMonth = await queryMetric({ db: port, metrics: METRICS }, { metric: 'new_buyer_share', by: ['month'] });
    expect(byMonth.rows).toEqual([
      { month: '2024-01', value: 1 },
      { month: '2024-02', value: 0.5 },
    ]);
    const byDay = await queryMetric(
      { db: port, metrics: METRICS },
      { metric: 'buyers_paid', by: ['day'], from: '2024-02-01' },
    );
    expect(byDay.rows.map(({ value }) => value)).toEqual([1, 1, 1]);
    const total = await queryMetric({ db: port, metrics: METRICS }, { metric: 'buyers_paid', from: '2024-02-01' });
    expect(total.rows).toEqual([{ value: 2 }]);
    const types = await queryMetric({ db: port, metrics: METRICS }, { metric: 'pay_amount', by: ['buyer_type'] });
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
    const sales = await queryMetric({ db: port, metrics: METRICS }, { metric: 'net_sales', by: ['product'] });
    expect(sales.rows).toEqual([
      { product: '（无商品明细）', product_label: '（无商品明细）', value: 60 }, // b, and 10 of a that its lines do not hold
      { product: 'p1', product_label: '茶', value: 50 },
      { product: 'p2', product_label: 'p2', value: 30 },
      { product: 'g', product_label: 'g', value: 0 },
    ]);
    const items = await queryMetric({ db: port, metrics: METRICS }, { metric: 'pay_items' });
    expect(items.rows).toEqual([{ value: 3 }]); // two of a without the gift, one of b
    const one = await queryMetric(
      { db: port, metrics: METRICS },
      { metric: 'orders_paid', filters: { product: ['p1', 'p2'] } },
    );
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
    const main = await queryMetric({ db: port, metrics: METRICS }, { metric: 'pay_amount' });
    expect(main).toMatchObject({
      rows: [{ value: 30 }],
      currency: 'CNY',
      otherCurrencies: [{ currency: 'USD', value: 5.5 }],
    });
    const usd = await queryMetric({ db: port, metrics: METRICS }, { metric: 'pay_amount', currency: 'usd' });
    expect(usd).toMatchObject({ rows: [{ value: 5.5 }], currency: 'USD' });
    const orders = await queryMetric({ db: port, metrics: METRICS }, { metric: 'orders_paid' });
    expect(orders).toMatchObject({ rows: [{ value: 3 }], currency: null });
  });
});

describe('questions from outside', () => {
  it('takes single values for lists and refuses what it does not know', async () => {
    const { port } = await openShop(MARCH);
    const lenient = JSON.parse(
      '{"metric":"pay_amount","by":"platform","filters":{"platform":"taobao"},"from":"2024-03-01","to":"2024-04-01T00:00:00"}',
    );
    expect((await queryMetric({ db: port, metrics: METRICS }, lenient)).rows).toEqual([
      { platform: 'taobao', value: 170.3 },
    ]);
    const ask = (query: unknown) => queryMetric({ db: port, metrics: METRICS }, JSON.parse(JSON.stringify(query)));
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
    const { rows } = await queryMetric(
      { db: port, metrics: METRICS },
      { metric: 'pay_amount', filters: { province: [evil] } },
    );
    expect(rows).toEqual([{ value: 3 }]);
    expect(db.rows('SELECT count(*) AS n FROM order_versions')).toEqual([{ n: 2 }]);
  });

  it('answers an empty database', async () => {
    const { port } = await openShop([]);
    for (const metric of METRICS.keys()) {
      const { rows, dataAsOf } = await queryMetric({ db: port, metrics: METRICS }, { metric, compare: 'year_ago' });
      expect(rows[0]?.value ?? 0, metric).toBe(0);
      expect(dataAsOf).toBeNull();
    }
  });

  it('says how fresh the data is and how many days are not final', async () => {
    const { port } = await openShop([
      { id: 'a', paid: '2024-03-01 12:00:00' },
      { id: 'b', paid: '2024-03-20 12:00:05' },
    ]);
    const answer = await queryMetric(
      { db: port, metrics: METRICS },
      {
        metric: 'refund_rate_amount',
        from: '2024-03-01',
        to: '2024-03-10',
      },
    );
    expect(answer).toMatchObject({ dataAsOf: '2024-03-20 12:00:05', immatureDays: 4 }); // 6 to 9 March of 6 to 20
  });
});

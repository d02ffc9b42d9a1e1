import { describe, expect, it } from 'vitest';
import type { MetricQuery } from '../../src/domain/contracts/metric.ts';
import { queryMetric } from '../../workers/engine/query-metric.ts';
import { MARCH, number } from './march.ts';
import { METRICS, openShop, type TestOrder } from './open-shop.ts';

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
    const { rows } = await queryMetric(
      { db: port, metrics: METRICS },
      {
        metric: 'pay_amount',
        by: ['day'],
        from: '2024-02-29',
        to: '2024-03-05',
      },
    );
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
    const byDay = await queryMetric({ db: port, metrics: METRICS }, { metric: 'pay_amount', by: ['day'] });
    expect(byDay.rows).toEqual([
      { day: '2024-03-01', value: 5 },
      { day: '2024-03-02', value: 7 },
    ]);
    const byHour = await queryMetric({ db: port, metrics: METRICS }, { metric: 'pay_amount', by: ['hour_of_day'] });
    expect(byHour.rows.filter(({ value }) => value !== 0)).toEqual([
      { hour_of_day: 3, value: 5 },
      { hour_of_day: 4, value: 7 },
    ]);
  });

  it('names weeks by their Monday, months, weekdays and hours', async () => {
    const { port } = await openShop([{ id: 'a', paid: '2024-12-31 22:30:00', amount: 5 }]);
    const first = async (by: MetricQuery['by']) =>
      (await queryMetric({ db: port, metrics: METRICS }, { metric: 'pay_amount', ...(by ? { by } : {}) })).rows.find(
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
    const { rows } = await queryMetric({ db: port, metrics: METRICS }, { metric: 'pay_amount', by: ['hour'] });
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
    const { rows, comparison } = await queryMetric(
      { db: port, metrics: METRICS },
      {
        metric: 'pay_amount',
        by: ['day'],
        from: '2024-02-28',
        to: '2024-03-02',
        compare: 'year_ago',
      },
    );
    expect(comparison).toMatchObject({ from: '2023-02-28', to: '2023-03-02' });
    expect(rows).toEqual([
      { day: '2024-02-28', value: 1000, previous: 1 },
      { day: '2024-02-29', value: 10_000, previous: 1 },
      { day: '2024-03-01', value: 100_000, previous: 10 },
    ]);
  });

  it('compares with the days just before', async () => {
    const { port } = await openShop(leap);
    const { rows, comparison } = await queryMetric(
      { db: port, metrics: METRICS },
      {
        metric: 'pay_amount',
        from: '2024-02-29',
        to: '2024-03-02',
        compare: 'previous_period',
      },
    );
    expect(comparison).toMatchObject({ from: '2024-02-27', to: '2024-02-29', label: { 'zh-CN': '较上一个 2 天' } });
    expect(rows).toEqual([{ value: 110_000, previous: 1100 }]);
  });

  it('says null, not 0, where the compared days lie before the data', async () => {
    const { port } = await openShop(leap);
    const answer = await queryMetric(
      { db: port, metrics: METRICS },
      {
        metric: 'pay_amount',
        from: '2023-02-28',
        to: '2023-03-02',
        compare: 'year_ago',
      },
    );
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
    const { rows } = await queryMetric(
      { db: port, metrics: METRICS },
      {
        metric: 'pay_amount',
        by: ['province'],
        from: '2024-03-02',
        to: '2024-03-03',
        compare: 'previous_period',
      },
    );
    expect(rows).toEqual([
      { province: '广东', value: 6, previous: 0 },
      { province: '浙江', value: 0, previous: 4 },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { DimensionId, MetricQuery } from '../../src/domain/contracts/metric.ts';
import { queryMetric } from '../../workers/engine/query-metric.ts';
import { queryOrders } from '../../workers/engine/query-orders.ts';
import { traceNumber } from '../../workers/engine/trace-number.ts';
import { METRICS, openShop } from './open-shop.ts';
import { randomOf, randomOrders } from './random-shop.ts';

const CUTS = { 'taobao:甲': 4, 'jd:丁': 6 };
const WINDOW = { offset: 0, limit: 1000 };
const SUMS = [
  'pay_amount',
  'net_sales',
  'gmv_placed',
  'refunded_amount',
  'orders_paid',
  'pay_items',
  'buyers_paid',
  'merchant_receivable',
];

describe('tracing a number', () => {
  it('finds the file, the line and what each order adds', async () => {
    const { port } = await openShop([
      {
        id: 'a',
        paid: '2024-03-01 12:00:00',
        amount: 10.01,
        refunded: 1,
        lines: [{ product: 'p1', title: '茶', amount: 10.01, refunded: 1 }],
      },
      { id: 'b', paid: '2024-03-02 12:00:00', amount: 20.02, lines: [{ product: 'p2', title: '壶', amount: 20.02 }] },
    ]);
    const query: MetricQuery = { metric: 'net_sales', by: ['day'], from: '2024-03-01', to: '2024-03-03' };
    const trace = await traceNumber(port, METRICS, query, { day: '2024-03-01' }, WINDOW);
    expect(trace).toMatchObject({ value: 9.01, recomputed: 9.01, equal: true, total: 1 });
    expect(trace.files).toEqual([{ importId: 'f1', fileName: '订单.csv', sheet: '', rows: 1 }]);
    expect(trace.rows).toMatchObject([
      { orderId: 'a', fileName: '订单.csv', line: 2, titles: '茶', contribution: 9.01, shopName: '甲' },
    ]);
  });

  it('shows a mart that no longer says what the orders say', async () => {
    const { port, db } = await openShop([{ id: 'a', amount: 10 }]);
    db.rows('UPDATE order_versions SET buyer_paid_amount = 11; SELECT 1 AS done');
    expect(await traceNumber(port, METRICS, { metric: 'pay_amount' }, {}, WINDOW)).toMatchObject({
      value: 10,
      recomputed: 11,
      equal: false,
    });
  });
});

describe('marts and orders say the same', () => {
  const bys: DimensionId[][] = [
    [],
    ['day'],
    ['week'],
    ['month'],
    ['weekday', 'hour_of_day'],
    ['platform'],
    ['shop'],
    ['province'],
    ['product'],
    ['status'],
    ['buyer_type'],
    ['hour'],
    ['month', 'platform'],
    ['product', 'month'],
  ];

  it.each([1, 2, 3])('for random groups of random questions (seed %i)', async (seed) => {
    const random = randomOf(seed * 7919);
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    const { port } = await openShop(randomOrders(seed, 120), CUTS);
    for (const metric of METRICS.values()) {
      for (let turn = 0; turn < 3; turn++) {
        const by = (pick(bys) ?? []).filter((dimension) => metric.dimensions.includes(dimension));
        const query: MetricQuery = {
          metric: metric.id,
          by,
          ...(random() < 0.6 ? { from: '2023-12-15', to: '2024-03-20' } : {}),
          ...(random() < 0.3
            ? { filters: { shop: ['taobao:甲', 'jd:丁'] } }
            : random() < 0.3
              ? { filters: { province: ['浙江', ''] } }
              : {}),
          ...(random() < 0.2 && metric.dimensions.includes('product')
            ? { filters: { product: ['p1', 'p2', '（无商品明细）'] } }
            : {}),
          ...(random() < 0.2 && metric.dimensions.includes('hour_of_day')
            ? { filters: { hour_of_day: ['1', '02', '3', '14'], buyer_type: ['new', 'unknown'] } }
            : {}),
        };
        if (query.filters?.buyer_type && !metric.dimensions.includes('buyer_type')) continue;
        const { rows } = await queryMetric(port, METRICS, query);
        const row = pick(rows) ?? {};
        const trace = await traceNumber(port, METRICS, query, row, WINDOW);
        expect(trace, JSON.stringify({ seed, query, row })).toMatchObject({ equal: true });
        if (SUMS.includes(metric.id) && trace.value !== null) {
          const added = trace.rows.reduce((sum, { contribution }) => sum + contribution, 0);
          expect(added, JSON.stringify({ seed, query, row })).toBeCloseTo(trace.value, 6);
        }
      }
    }
  });
});

describe('the order table', () => {
  it('sorts, searches, filters and pages', async () => {
    const { port } = await openShop([
      { id: 'A-1', amount: 5, lines: [{ product: 'p1', title: '龙井 Tea', amount: 5 }] },
      { id: 'A-2', amount: 9, province: '广东', lines: [{ product: 'p2', title: '壶', amount: 9 }] },
      { id: 'B-3', amount: 7, status: 'shipped' },
    ]);
    const ask = { sort: 'buyer_paid_amount', descending: true, offset: 0, limit: 10 } as const;
    const ids = async (query: object) =>
      (await queryOrders(port, { ...ask, ...query })).rows.map(({ orderId }) => orderId);
    expect(await ids({})).toEqual(['A-2', 'B-3', 'A-1']);
    expect(await ids({ descending: false, sort: 'order_id', offset: 1, limit: 1 })).toEqual(['A-2']);
    expect(await ids({ search: 'tea' })).toEqual(['A-1']);
    expect(await ids({ search: 'b-3' })).toEqual(['B-3']);
    expect(await ids({ search: "%' OR 1=1 --" })).toEqual([]);
    expect(await ids({ filters: { province: ['广东'] } })).toEqual(['A-2']);
    expect(await ids({ filters: { product: ['p1'] } })).toEqual(['A-1']);
    expect(await ids({ filters: { product: ['（无商品明细）'] } })).toEqual(['B-3']);
    expect((await queryOrders(port, { ...ask, limit: 1, search: 'a-' })).total).toBe(2);
    await expect(ids({ sort: 'toString' })).rejects.toMatchObject({ code: 'PARAM_INVALID' });
  });
});

import { describe, expect, it } from 'vitest';
import type { MetricDefinition } from '../../src/domain/contracts/define-metric.ts';
import type { DimensionId, Filters, MetricQuery } from '../../src/domain/contracts/metric.ts';
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
    const trace = await traceNumber({ db: port, metrics: METRICS }, query, {
      group: { day: '2024-03-01' },
      window: WINDOW,
    });
    expect(trace).toMatchObject({ value: 9.01, recomputed: 9.01, equal: true, total: 1 });
    expect(trace.files).toEqual([{ importId: 'f1', fileName: '订单.csv', sheet: '', rows: 1 }]);
    expect(trace.rows).toMatchObject([
      { orderId: 'a', fileName: '订单.csv', line: 2, titles: '茶', contribution: 9.01, shopName: '甲' },
    ]);
  });

  it('shows a mart that no longer says what the orders say', async () => {
    const { port, db } = await openShop([{ id: 'a', amount: 10 }]);
    db.rows('UPDATE order_versions SET buyer_paid_amount = 11; SELECT 1 AS done');
    expect(
      await traceNumber({ db: port, metrics: METRICS }, { metric: 'pay_amount' }, { group: {}, window: WINDOW }),
    ).toMatchObject({
      value: 10,
      recomputed: 11,
      equal: false,
    });
  });
});

const BYS: DimensionId[][] = [
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
const FILTERS: Filters[] = [
  {},
  {},
  { shop: ['taobao:甲', 'jd:丁'] },
  { province: ['浙江', ''] },
  { product: ['p1', 'p2', '（无商品明细）'] },
  { hour_of_day: ['1', '02', '3', '14'], buyer_type: ['new', 'unknown'] },
  { platform: ['taobao'], status: ['completed', 'closed'], weekday: ['1', '2', '7'] },
];

function randomQuery(random: () => number, metric: MetricDefinition): MetricQuery {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const applies = (dimension: string) => metric.dimensions.some((each) => each === dimension);
  const filters = pick(FILTERS) ?? {};
  return {
    metric: metric.id,
    by: (pick(BYS) ?? []).filter(applies),
    filters: Object.fromEntries(Object.entries(filters).filter(([dimension]) => applies(dimension))),
    ...(random() < 0.6 ? { from: '2023-12-15', to: '2024-03-20' } : {}),
  };
}

describe('marts and orders say the same', () => {
  it.each([1, 2, 3])('for random groups of random questions (seed %i)', async (seed) => {
    const random = randomOf(seed * 7919);
    const { port } = await openShop(randomOrders(seed, 120), CUTS);
    const asking = { db: port, metrics: METRICS };
    for (const metric of [...METRICS.values()].flatMap((each) => [each, each, each])) {
      const query = randomQuery(random, metric);
      const { rows } = await queryMetric(asking, query);
      const group = rows[Math.floor(random() * rows.length)] ?? {};
      const trace = await traceNumber(asking, query, { group, window: WINDOW });
      const which = JSON.stringify({ seed, query, group });
      expect(trace, which).toMatchObject({ equal: true });
      if (!SUMS.includes(metric.id) || trace.value === null) continue;
      const added = trace.rows.reduce((sum, { contribution }) => sum + contribution, 0);
      expect(added, which).toBeCloseTo(trace.value, 6);
    }
  });

  it('and the parts by shop say of which platform each is, as names repeat', async () => {
    const { port } = await openShop(randomOrders(5, 200), CUTS);
    const asking = { db: port, metrics: METRICS };
    const { groups } = await traceNumber(asking, { metric: 'pay_amount' }, { group: {}, window: WINDOW });
    expect(groups.map(({ platform }) => platform).toSorted()).toEqual(['jd', 'pdd', 'taobao', 'taobao']);
    const days = await traceNumber(
      asking,
      { metric: 'pay_amount', filters: { shop: ['jd:丁'] } },
      { group: {}, window: WINDOW },
    );
    expect(new Set(days.groups.map(({ platform }) => platform))).toEqual(new Set([null]));
  });

  it('and groups of a sum add up to it, along every dimension', async () => {
    const { port } = await openShop(randomOrders(5, 200), CUTS);
    const asking = { db: port, metrics: METRICS };
    for (const metric of [...METRICS.values()].filter(({ additivity }) => additivity === 'additive')) {
      const filters = { platform: ['taobao', 'pdd'] };
      const total = (await queryMetric(asking, { metric: metric.id, filters })).rows[0]?.value ?? Number.NaN;
      for (const dimension of metric.dimensions) {
        // An order stands with each of its products.
        if (dimension === 'product' && metric.unit === 'count' && metric.id !== 'pay_items') continue;
        const { rows } = await queryMetric(asking, { metric: metric.id, by: [dimension], filters });
        expect(
          rows.reduce((sum, { value }) => sum + (value ?? 0), 0),
          `${metric.id} ${dimension}`,
        ).toBeCloseTo(total, 6);
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

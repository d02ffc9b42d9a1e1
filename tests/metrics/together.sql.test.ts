import { describe, expect, it } from 'vitest';
import type { MetricAnswer, MetricQuery, MetricRow } from '../../src/domain/contracts/metric.ts';
import type { DbPort } from '../../workers/engine/db-port.ts';
import { queryMetric, queryMetrics } from '../../workers/engine/query-metric.ts';
import { readExtents } from '../../workers/engine/read-extents.ts';
import { METRICS, openShop, type TestOrder, type TestShop } from './open-shop.ts';
import { randomOf, randomOrders } from './random-shop.ts';

const RANGE = { from: '2024-01-10', to: '2024-03-01' };
const ALONG = [[], ['day'], ['week'], ['platform'], ['shop'], ['province'], ['buyer_type'], ['month', 'shop']] as const;
const COMPARED = ['previous_period', 'same_weekday', 'year_ago', 'same_event'] as const;

/** The answer without the time it took. */
const said = (answer: MetricAnswer) => ({ ...answer, millis: 0 });

/** A port that notes every statement. */
function counted({ port }: TestShop): { db: DbPort; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    db: {
      query: (statement, outputs, signal) => {
        asked.push(statement.text);
        return port.query(statement, outputs, signal);
      },
    },
  };
}

/** Questions about everything a page may ask, some of which cannot be asked at all. */
function randomQueries(seed: number, count: number): MetricQuery[] {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const filters = [
    {},
    { province: ['浙江'] },
    { platform: ['taobao'], weekday: ['1', '6'] },
    { product: ['p1'] },
    { shop: [] },
  ];
  return Array.from({ length: count }, () => {
    const compare = pick([...COMPARED, null]);
    const limit = pick([null, null, 2]);
    return {
      metric: pick([...METRICS.keys()]) ?? '',
      by: pick([...ALONG, ['product'], ['hour_of_day', 'weekday']] as const) ?? [],
      filters: pick(filters) ?? {},
      ...(pick([true, true, false]) ? RANGE : {}),
      ...(compare ? { compare } : {}),
      ...(limit ? { limit } : {}),
    };
  });
}

describe('several questions in one call', () => {
  it.each([1, 2])('are answered, or refused, as each alone (seed %i)', async (seed) => {
    const { port } = await openShop(randomOrders(seed, 300));
    const asking = { db: port, metrics: METRICS, extents: await readExtents({ db: port }) };
    const queries = randomQueries(seed, 60);
    const together = await queryMetrics(asking, queries);
    for (const [at, query] of queries.entries()) {
      const [alone] = await Promise.allSettled([queryMetric(asking, query)]);
      const mine = together[at];
      if (alone.status === 'rejected') expect(mine).toEqual(alone);
      else expect(mine?.status === 'fulfilled' && said(mine.value), JSON.stringify(query)).toEqual(said(alone.value));
    }
    expect(together.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(30);
  });

  it.each([
    [
      'of a shop in one currency',
      (orders: readonly TestOrder[]) => orders.filter(({ currency }) => currency !== 'USD'),
      {},
    ],
    ['in a stated currency', (orders: readonly TestOrder[]) => orders, { currency: 'CNY' }],
  ])('share a statement: figures %s, their comparison and what they leave out', async (_, narrowed, stated) => {
    const shop = await openShop(narrowed(randomOrders(3, 200)));
    const { db, asked } = counted(shop);
    const asking = { db, metrics: METRICS, extents: await readExtents({ db: shop.port }) };
    const figures = ['pay_amount', 'net_sales', 'orders_paid', 'refund_rate_amount'].map((metric): MetricQuery => ({
      metric,
      ...RANGE,
      ...stated,
      compare: 'previous_period',
    }));
    const answers = await queryMetrics(asking, figures);
    expect(answers.map(({ status }) => status)).toEqual(figures.map(() => 'fulfilled'));
    expect(asked).toHaveLength(1);
  });

  it('fail one by one', async () => {
    const { port } = await openShop([{ id: 'a', amount: 5 }]);
    const outcomes = await queryMetrics({ db: port, metrics: METRICS }, [
      { metric: 'pay_amount' },
      { metric: 'no_such' },
      { metric: 'new_buyer_share', by: ['buyer_type'] },
    ]);
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: { rows: [{ value: 5 }] } },
      { status: 'rejected', reason: { code: 'METRIC_UNKNOWN' } },
      { status: 'rejected', reason: { code: 'PARAM_INVALID' } },
    ]);
  });
});

describe('a comparison in one pass', () => {
  const key = (row: Readonly<Record<string, unknown>>, by: readonly string[]) => by.map((one) => row[one]).join('|');

  it.each([
    ...COMPARED.map((compare) => ({ compare, ...RANGE })),
    // A range longer than a year shares days with its own past.
    { compare: 'year_ago', from: '2023-01-01', to: '2024-03-01' } as const,
  ])('gives what two questions give ($compare, $from)', async (asked) => {
    const { port } = await openShop(randomOrders(5, 400));
    const asking = { db: port, metrics: METRICS };
    for (const metric of ['pay_amount', 'buyers_paid', 'net_sales', 'new_buyer_share', 'repurchase_rate', 'asp']) {
      for (const by of [[], ['platform'], ['shop', 'province']] as const) {
        const both = await queryMetric(asking, { metric, by, ...asked });
        const rowOf = (group: MetricRow) => both.rows.find((one) => key(one, by) === key(group, by));
        const { from, to } = both.comparison ?? asked;
        const now = await queryMetric(asking, { metric, by, from: asked.from, to: asked.to });
        const before = await queryMetric(asking, { metric, by, from, to });
        expect(now.rows.map((row) => rowOf(row)?.value)).toEqual(now.rows.map(({ value }) => value));
        expect(before.rows.map((row) => rowOf(row)?.previous)).toEqual(before.rows.map(({ value }) => value));
      }
    }
  });

  it('takes one statement', async () => {
    const shop = await openShop(randomOrders(6, 50));
    const { db, asked } = counted(shop);
    const extents = await readExtents({ db: shop.port });
    await queryMetric(
      { db, metrics: METRICS, extents },
      { metric: 'gmv_placed', ...RANGE, compare: 'previous_period', currency: 'CNY' },
    );
    expect(asked).toHaveLength(1);
  });

  it('answers 0 for compared days within the data that hold nothing', async () => {
    const { port } = await openShop([
      { id: 'a', paid: '2024-03-01 10:00:00', amount: 5 },
      { id: 'b', paid: '2024-03-09 10:00:00', amount: 7 },
    ]);
    const ask = (metric: string) =>
      queryMetric(
        { db: port, metrics: METRICS },
        { metric, from: '2024-03-08', to: '2024-03-10', compare: 'previous_period' },
      );
    expect((await ask('pay_amount')).rows).toEqual([{ value: 7, previous: 0 }]);
    expect((await ask('aov')).rows).toEqual([{ value: 7, previous: null }]);
  });
});

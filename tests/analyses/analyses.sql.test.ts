import { expect, it } from 'vitest';
import cohortRetention from '../../src/domain/analyses/cohort-retention.ts';
import paretoProducts from '../../src/domain/analyses/pareto-products.ts';
import rfmSummary from '../../src/domain/analyses/rfm-summary.ts';
import { runAnalysis } from '../../workers/engine/run-analysis.ts';
import { openShop, type TestOrder } from '../metrics/open-shop.ts';

const ANALYSES = new Map([cohortRetention, paretoProducts, rfmSummary].map((analysis) => [analysis.id, analysis]));
type Rest = Partial<TestOrder>;
const at = (day: string, buyer: string | null, rest: Rest = {}): TestOrder => ({
  id: `${day}/${buyer}/${rest.amount ?? ''}`,
  paid: `${day} 12:00:00`,
  buyer,
  ...rest,
});

it('follows buyers by the month of their first payment', async () => {
  const { port } = await openShop([
    at('2024-01-05', 'a'),
    at('2024-01-20', 'a'),
    at('2024-01-31', 'b'),
    at('2024-03-01', 'a'),
    at('2024-02-10', 'c'),
    at('2024-02-11', null),
  ]);
  expect(await runAnalysis({ db: port, analyses: ANALYSES }, 'cohort-retention')).toEqual({
    lastMonthIsRunning: '2024-03',
    months: [
      { cohort: '2024-01', size: 2, retained: [1, 0, 0.5] },
      { cohort: '2024-02', size: 1, retained: [1, 0, null] },
    ],
  });
  expect(
    await runAnalysis({ db: port, analyses: ANALYSES }, 'cohort-retention', { from: '2024-02-01', to: '2024-03-01' }),
  ).toEqual({
    lastMonthIsRunning: '2024-02',
    months: [{ cohort: '2024-02', size: 1, retained: [1] }],
  });
});

it('grades products by what they bring', async () => {
  const { port } = await openShop([
    at('2024-01-05', 'a', { amount: 80, lines: [{ product: 'p1', title: '茶', amount: 80, qty: 2 }] }),
    at('2024-01-06', 'a', {
      amount: 20,
      lines: [
        { product: 'p2', amount: 16 },
        { product: 'p3', amount: 4 },
        { product: 'g', amount: 0, gift: true },
      ],
    }),
    at('2024-01-07', 'a', {
      amount: 999,
      currency: 'USD',
      shop: 'shopify:S',
      platform: 'shopify',
      lines: [{ product: 'p9', amount: 999 }],
    }),
  ]);
  expect(await runAnalysis({ db: port, analyses: ANALYSES }, 'pareto-products')).toEqual({
    currency: 'CNY',
    total: 100,
    grades: { A: 1, B: 1, C: 1 },
    products: [
      { product: 'p1', label: '茶', amount: 80, qty: 2, share: 0.8, cumulative: 0.8, grade: 'A' },
      { product: 'p2', label: 'p2', amount: 16, qty: 1, share: 0.16, cumulative: 0.9600000000000001, grade: 'B' },
      { product: 'p3', label: 'p3', amount: 4, qty: 1, share: 0.04, cumulative: 1, grade: 'C' },
    ],
  });
});

it('groups buyers by recency and paying days', async () => {
  const { port } = await openShop([
    at('2024-01-01', 'a', { amount: 10, refunded: 4 }),
    at('2024-02-01', 'b', { amount: 20 }),
    at('2024-02-02', 'b', { amount: 20 }),
    at('2024-03-01', 'c', { amount: 30 }),
    at('2024-04-01', 'd', { amount: 40 }),
    at('2024-04-02', 'd', { amount: 40 }),
    at('2024-05-01', 'e', { amount: 50 }),
  ]);
  // One buyer for each recency score: a 1, b 2, c 3, d 4, e 5.
  expect(await runAnalysis({ db: port, analyses: ANALYSES }, 'rfm-summary')).toEqual({
    asOf: '2024-05-02',
    currency: 'CNY',
    buyers: 5,
    segments: [
      { segment: 'loyal', buyers: 1, orders: 2, amount: 80 },
      { segment: 'new', buyers: 1, orders: 1, amount: 50 },
      { segment: 'at_risk', buyers: 1, orders: 2, amount: 40 },
      { segment: 'promising', buyers: 1, orders: 1, amount: 30 },
      { segment: 'lost', buyers: 1, orders: 1, amount: 6 },
    ],
  });
});

it('refuses what it does not know, and says when nobody can be told apart', async () => {
  const { port } = await openShop([at('2024-01-05', null)]);
  await expect(runAnalysis({ db: port, analyses: ANALYSES }, 'nope')).rejects.toMatchObject({
    code: 'ANALYSIS_UNKNOWN',
  });
  await expect(runAnalysis({ db: port, analyses: ANALYSES }, 'rfm-summary', { as_of: 'soon' })).rejects.toMatchObject({
    code: 'PARAM_INVALID',
  });
  await expect(runAnalysis({ db: port, analyses: ANALYSES }, 'rfm-summary', { colour: 'red' })).rejects.toMatchObject({
    code: 'PARAM_INVALID',
  });
  await expect(runAnalysis({ db: port, analyses: ANALYSES }, 'rfm-summary')).rejects.toMatchObject({
    code: 'BUYERS_UNKNOWN',
  });
  await expect(runAnalysis({ db: port, analyses: ANALYSES }, 'cohort-retention')).rejects.toMatchObject({
    code: 'BUYERS_UNKNOWN',
  });
});

import { writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { decimal } from '../src/domain/sample/money.ts';
import { planDay, planSample } from '../src/domain/sample/plan.ts';
import { rollUp, sampleTotals, weeklyPaid } from '../src/domain/sample/totals.ts';

/** Writes `src/domain/sample/summary.ts`, the figures shown while the engine loads. */
const FILE = new URL('../src/domain/sample/summary.ts', import.meta.url);

const plan = planSample();
const totals = sampleTotals();
const from = planDay(plan, 0);
const to = planDay(plan, plan.days);

const share = (by: 'platform' | 'shopName') =>
  [...rollUp(totals, [by, 'currency'])].map(([key, { paid, net, orders }]) => {
    const [label = '', currency = ''] = key.split('|');
    return { [by]: label, currency, orders, paidAmount: decimal(paid), netAmount: decimal(net) };
  });

const summary = {
  from,
  to,
  orders: rollUp(totals, []).get('')?.orders ?? 0,
  paidOrders: rollUp(totals, []).get('')?.paidOrders ?? 0,
  paidAmount: decimal(rollUp(totals, ['currency']).get('CNY')?.paid ?? 0),
  netAmount: decimal(rollUp(totals, ['currency']).get('CNY')?.net ?? 0),
  paidAmountUsd: decimal(rollUp(totals, ['currency']).get('USD')?.paid ?? 0),
  byPlatform: share('platform'),
  byShop: share('shopName'),
  weekly: weeklyPaid(totals, 'CNY', from).map(([, cents]) => cents),
};

const source = `/**
 * Figures of the sample shop at its default seed and scale, shown at once while the engine loads. Made by
 * \`scripts/make-sample-summary.ts\`; a test makes them again and compares. Amounts in CNY where nothing else is said;
 * \`weekly\` is paid cents (CNY) of the weeks that start on \`from\`, \`from\` + 7 days, …; the last may be short.
 */
export const SAMPLE_SUMMARY = ${JSON.stringify(summary)} as const;
`;

await writeFile(
  FILE,
  await format(source, { parser: 'typescript', printWidth: 120, singleQuote: true, trailingComma: 'all' }),
);

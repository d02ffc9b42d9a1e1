import { describe, expect, it } from 'vitest';
import { planSample, scaleForLines } from '../../src/domain/sample/plan.ts';
import { SAMPLE_SUMMARY } from '../../src/domain/sample/summary.ts';
import { rollUp, sampleTotals, weeklyPaid } from '../../src/domain/sample/totals.ts';

const totals = sampleTotals();
const inCents = (amount: string) => Number(amount.replace('.', ''));

describe('the summary shown while the engine loads', () => {
  it('is what the generator makes by default', () => {
    expect(SAMPLE_SUMMARY.orders).toBe(rollUp(totals, []).get('')?.orders);
    expect(inCents(SAMPLE_SUMMARY.paidAmount)).toBe(rollUp(totals, ['currency']).get('CNY')?.paid);
    expect(inCents(SAMPLE_SUMMARY.paidAmountUsd)).toBe(rollUp(totals, ['currency']).get('USD')?.paid);
    expect(SAMPLE_SUMMARY.weekly).toEqual(weeklyPaid(totals, 'CNY', SAMPLE_SUMMARY.from).map(([, cents]) => cents));
    for (const { platform, orders, paidAmount, netAmount } of SAMPLE_SUMMARY.byPlatform) {
      const known = rollUp(totals, ['platform']).get(platform);
      expect([orders, inCents(paidAmount), inCents(netAmount)]).toEqual([known?.orders, known?.paid, known?.net]);
    }
    for (const { shopName, paidAmount } of SAMPLE_SUMMARY.byShop) {
      expect(inCents(paidAmount)).toBe(rollUp(totals, ['shopName']).get(shopName)?.paid);
    }
  });

  it('is small and adds up', () => {
    expect(JSON.stringify(SAMPLE_SUMMARY).length).toBeLessThan(3000);
    const weeks = SAMPLE_SUMMARY.weekly.reduce((sum: number, cents) => sum + cents, 0);
    expect(weeks).toBe(inCents(SAMPLE_SUMMARY.paidAmount));
    expect(SAMPLE_SUMMARY.weekly).toHaveLength(Math.ceil(planSample().days / 7));
  });

  it('is of a shop with about 40,000 orders', () => {
    expect(SAMPLE_SUMMARY.orders).toBeGreaterThan(39_000);
    expect(SAMPLE_SUMMARY.orders).toBeLessThan(42_000);
    const lines = rollUp(sampleTotals({ scale: scaleForLines(20_000) }), []).get('')?.lines ?? 0;
    expect(Math.abs(lines / 20_000 - 1)).toBeLessThan(0.05);
  });
});

import { describe, expect, it } from 'vitest';
import { defaultPreset, grainFor, presetDays } from '../../src/state/range.ts';
import { fillSteps, listSteps, stepDays } from '../../src/state/trend-steps.ts';

const data = { from: '2025-01-15', to: '2026-03-11' };

describe('periods', () => {
  it('ends at the last day with data, not today', () => {
    expect(presetDays('7d', data)).toEqual({ from: '2026-03-04', to: '2026-03-11' });
    expect(presetDays('month', data)).toEqual({ from: '2026-03-01', to: '2026-03-11' });
    expect(presetDays('last_month', data)).toEqual({ from: '2026-02-01', to: '2026-03-01' });
  });

  it('takes the month of the last day when the data ends with a month', () => {
    expect(presetDays('month', { from: '2026-01-01', to: '2026-03-01' })).toEqual({
      from: '2026-02-01',
      to: '2026-03-01',
    });
  });

  it('opens a file of up to three months whole', () => {
    expect(defaultPreset({ from: '2026-01-01', to: '2026-04-01' })).toBe('all');
    expect(defaultPreset({ from: '2026-01-01', to: '2026-06-01' })).toBe('30d');
  });

  it.each([
    ['2026-06-18', '2026-06-19', 'hour'],
    ['2026-06-01', '2026-07-01', 'day'],
    ['2025-01-01', '2026-01-01', 'week'],
    ['2020-01-01', '2026-01-01', 'month'],
  ] as const)('steps %s to %s by %s', (from, to, grain) => {
    expect(grainFor({ from, to })).toBe(grain);
  });
});

describe('steps of a trend', () => {
  const answer = {
    metric: 'pay_amount',
    unit: 'money' as const,
    currency: 'CNY',
    otherCurrencies: [],
    from: '2026-06-01',
    to: '2026-06-04',
    comparison: null,
    dataAsOf: null,
    timeBasis: 'paid_at' as const,
    notComputable: [],
    immatureDays: 0,
    millis: 1,
    rows: [{ day: '2026-06-02', value: 5 }],
  };

  it('puts 0 into silent days of a metric that adds up, and nothing into others', () => {
    expect(fillSteps(answer, 'day', true).map((step) => step.value)).toEqual([0, 5, 0]);
    expect(fillSteps(answer, 'day', false).map((step) => step.value)).toEqual([null, 5, null]);
  });

  it('starts weeks on Monday and knows months by YYYY-MM', () => {
    expect(listSteps('2026-06-03', '2026-06-16', 'week')).toEqual(['2026-06-01', '2026-06-08', '2026-06-15']);
    const months = { ...answer, from: '2025-12-05', to: '2026-02-01', rows: [{ month: '2026-01', value: 7 }] };
    expect(fillSteps(months, 'month', true)).toEqual([
      { key: '2025-12-01', value: 0, previous: null, partial: true },
      { key: '2026-01-01', value: 7, previous: null },
    ]);
  });

  it('covers whole steps when a run is chosen', () => {
    expect(stepDays('2026-06-01', '2026-06-08', 'week')).toEqual({ from: '2026-06-01', to: '2026-06-15' });
    expect(stepDays('2025-12-01', '2025-12-01', 'month')).toEqual({ from: '2025-12-01', to: '2026-01-01' });
    expect(stepDays('2026-06-18 08', '2026-06-18 23', 'hour')).toEqual({ from: '2026-06-18', to: '2026-06-19' });
  });
});

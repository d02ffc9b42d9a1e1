import type { MetricAnswer } from '../domain/contracts/metric.ts';
import { addDays, monthStart, weekStart } from './days.ts';

type Grain = 'hour' | 'day' | 'week' | 'month';

/** One step of a time axis. `key` is a day, the Monday of a week, the first of a month, or `YYYY-MM-DD HH`. */
export type TrendStep = {
  key: string;
  value: number | null;
  previous: number | null;
  /** The period holds only a part of this week or month, so its height says little. */
  partial?: true;
};

/** The step that a time label of an answer belongs to, whatever way the label is written. */
export function stepKey(label: string, grain: Grain): string {
  if (grain === 'hour') return label.replace('T', ' ').slice(0, 13);
  if (grain === 'month') return `${label.slice(0, 7)}-01`;
  return label.slice(0, 10);
}

/** All steps of `[from, to)`, oldest first. */
export function listSteps(from: string, to: string, grain: Grain): string[] {
  const steps: string[] = [];
  if (grain === 'hour') {
    for (let day = from; day < to; day = addDays(day, 1)) {
      for (let hour = 0; hour < 24; hour++) steps.push(`${day} ${String(hour).padStart(2, '0')}`);
    }
    return steps;
  }
  let step = grain === 'month' ? monthStart(from) : grain === 'week' ? weekStart(from) : from;
  while (step < to) {
    steps.push(step);
    step = grain === 'month' ? monthStart(step, 1) : addDays(step, grain === 'week' ? 7 : 1);
  }
  return steps;
}

/** The half-open days that a run of steps covers. */
export function stepDays(first: string, last: string, grain: Grain): { from: string; to: string } {
  const end = last.slice(0, 10);
  const to = grain === 'month' ? monthStart(end, 1) : addDays(end, grain === 'week' ? 7 : 1);
  return { from: first.slice(0, 10), to };
}

/** An answer by time with its silent steps put in: 0 where the metric adds up, else without a value. */
export function fillSteps(answer: MetricAnswer, grain: Grain, additive: boolean): TrendStep[] {
  const known = new Map(answer.rows.map((row) => [stepKey(String(row[grain] ?? ''), grain), row]));
  const silent = additive ? 0 : null;
  return listSteps(answer.from, answer.to, grain).map((key) => {
    const row = known.get(key);
    const previous = answer.comparison ? (row?.previous ?? silent) : null;
    const whole = stepDays(key, key, grain);
    const isPartial = grain !== 'hour' && (whole.from < answer.from || whole.to > answer.to);
    return { key, value: row ? row.value : silent, previous, ...(isPartial && { partial: true as const }) };
  });
}

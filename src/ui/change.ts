import type { MetricUnit } from '../domain/contracts/metric.ts';
import type { Voice } from './voice.ts';

/** How a value moved against its comparison; shares move in points, everything else in percent. */
export type Change = { direction: 'up' | 'down' | 'same'; kind: 'percent' | 'points'; size: number };

/** @returns null when there is nothing to compare with, or nothing that a percentage can be taken of */
export function measureChange(
  value: number | null,
  previous: number | null | undefined,
  unit: MetricUnit,
): Change | null {
  if (value === null || previous === null || previous === undefined) return null;
  if (unit === 'ratio')
    return { kind: 'points', size: (value - previous) * 100, direction: direct((value - previous) * 1000) };
  if (previous <= 0) return null;
  const size = (value - previous) / previous;
  return { kind: 'percent', size, direction: direct(size * 1000) };
}

/** What rounds away on screen is no movement. */
function direct(tenths: number): Change['direction'] {
  const shown = Math.round(tenths);
  return shown === 0 ? 'same' : shown > 0 ? 'up' : 'down';
}

const WORDS = {
  up: { 'zh-CN': '升', en: 'up' },
  down: { 'zh-CN': '降', en: 'down' },
  same: { 'zh-CN': '持平', en: 'unchanged' },
  points: { 'zh-CN': '{size} 点', en: '{size} pt' },
} as const;

/** `升 12.4%`: the direction as a word, so that colour and arrow are never the only sign. */
export function sayChange(change: Change, voice: Voice): string {
  const word = voice.t(WORDS[change.direction]);
  if (change.direction === 'same') return word;
  const size = Math.abs(change.size);
  if (change.kind === 'points') return `${word} ${voice.t(WORDS.points, { size: voice.number(size, 1) })}`;
  return `${word} ${voice.percent(size, size >= 10 ? 0 : 1)}`;
}

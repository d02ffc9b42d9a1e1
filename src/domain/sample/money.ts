import { two } from './calendar.ts';

/** Shares an integer amount by weights, largest remainders first; the parts add up to it exactly. */
export function shareOut(amount: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (weights.length <= 1 || sum === 0) return weights.map((_, i) => (i === 0 ? amount : 0));
  const exact = weights.map((weight) => (amount * weight) / sum);
  const parts = exact.map(Math.floor);
  let left = amount - parts.reduce((a, b) => a + b, 0);
  const order = exact.map((value, i) => ({ i, rest: value - Math.floor(value) })).sort((x, y) => y.rest - x.rest);
  for (const { i } of order) {
    if (left-- <= 0) break;
    parts[i] = (parts[i] ?? 0) + 1;
  }
  return parts;
}

/** Cents as a decimal text with two places: 12990 → `129.90`. Not for negative amounts. */
export function decimal(cents: number): string {
  const whole = Math.floor(cents / 100);
  return `${whole}.${two(cents - whole * 100)}`;
}

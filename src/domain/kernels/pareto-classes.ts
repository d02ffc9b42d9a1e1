export type ParetoItem = { share: number; cumulative: number; grade: 'A' | 'B' | 'C' };

/**
 * Share, cumulative share and ABC grade of amounts that are sorted from large to small. An item is A while the items
 * before it hold less than `a` of the total, B while they hold less than `b`, else C: the item that crosses a limit
 * still belongs above it.
 *
 * @param amounts in one unit, any sign; negative amounts count as 0.
 * @returns null when nothing is above 0.
 * @see Juran, J. M. (1951). Quality Control Handbook: the vital few.
 */
export function paretoClasses(
  amounts: readonly number[],
  limits: { a: number; b: number } = { a: 0.8, b: 0.95 },
): ParetoItem[] | null {
  const positive = amounts.map((amount) => Math.max(0, amount));
  const total = positive.reduce((sum, amount) => sum + amount, 0);
  if (total <= 0) return null;
  let before = 0;
  return positive.map((amount) => {
    const share = amount / total;
    const grade = before < limits.a ? 'A' : before < limits.b ? 'B' : 'C';
    before += share;
    return { share, cumulative: Math.min(1, before), grade };
  });
}

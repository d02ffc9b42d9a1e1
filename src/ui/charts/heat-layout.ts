/** One answer: 1 Monday … 7 Sunday, 0…23, and the value. */
export type HeatValue = { weekday: number; hour: number; value: number | null };
/** One cell on screen; a cell may stand for several hours. */
export type HeatCell = { weekday: number; hours: number[]; value: number | null; column: number; row: number };

/** How the map lies, and whether hours may be summed. */
export type HeatShape = { narrow: boolean; additive: boolean };

/** Weekdays in the order of the user's week. */
export function weekdayOrder(weekStart: 1 | 7): number[] {
  return weekStart === 1 ? [1, 2, 3, 4, 5, 6, 7] : [7, 1, 2, 3, 4, 5, 6];
}

/**
 * Cells of a weekday × hour map. Wide: hours run across. Narrow: hours run down, in threes where the metric adds up,
 * so that a thumb can hit a cell.
 */
export function layoutHeat(
  values: readonly HeatValue[],
  weekStart: 1 | 7,
  { narrow, additive }: HeatShape,
): HeatCell[] {
  const days = weekdayOrder(weekStart);
  const bin = narrow && additive ? 3 : 1;
  const known = new Map(values.map((one) => [one.weekday * 24 + one.hour, one.value]));
  return days.flatMap((weekday, line) =>
    Array.from({ length: 24 / bin }, (_, at) => {
      const hours = Array.from({ length: bin }, (__, step) => at * bin + step);
      const parts = hours.map((hour) => known.get(weekday * 24 + hour) ?? null).filter((value) => value !== null);
      const value = parts.length > 0 ? parts.reduce((sum, part) => sum + part, 0) : null;
      return { weekday, hours, value, column: narrow ? line : at, row: narrow ? at : line };
    }),
  );
}

/** Buyers of one cohort who were active so many periods after their first. */
export type RetentionCell = { cohort: number; age: number; buyers: number };
export type RetentionRow = { cohort: number; size: number; retained: (number | null)[] };

/**
 * Counts by cohort and age as shares of each cohort's size. Cohorts and ages are whole periods (months, weeks…);
 * `periods` is how many periods have passed since cohort 0, the running one included.
 *
 * `retained[age]` is 0 … 1; null where a period has not come to pass (cohort + age ≥ periods).
 * @returns one row for each cohort that has an age 0, oldest first.
 */
export function retentionTable(cells: readonly RetentionCell[], periods: number): RetentionRow[] {
  const sizes = new Map(cells.filter(({ age }) => age === 0).map(({ cohort, buyers }) => [cohort, buyers]));
  const counts = new Map(cells.map(({ cohort, age, buyers }) => [`${cohort}/${age}`, buyers]));
  const longest = Math.max(0, ...[...sizes.keys()].map((cohort) => periods - cohort));
  return [...sizes]
    .toSorted(([a], [b]) => a - b)
    .map(([cohort, size]) => ({
      cohort,
      size,
      retained: Array.from({ length: longest }, (_, age) =>
        cohort + age < periods && size > 0 ? (counts.get(`${cohort}/${age}`) ?? 0) / size : null,
      ),
    }));
}

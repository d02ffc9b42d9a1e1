import { PLATFORMS } from '../../domain/contracts/canonical.ts';
import type { DimensionId, MetricAnswer } from '../../domain/contracts/metric.ts';
import { measureChange, type Change } from '../../ui/change.ts';

/** A member of a dimension with its place in the whole. `title` is null where the id is its own name. */
export type RankedMember = {
  id: string;
  title: string | null;
  value: number | null;
  previous: number | null;
  share: number | null;
  change: Change | null;
};

/** Members highest first. Shares exist only for a metric that adds up; `whole` stands in where the list is cut off. */
export function rankMembers(
  answer: MetricAnswer,
  dimension: DimensionId,
  { additive, whole }: { additive: boolean; whole: number | null },
): RankedMember[] {
  const sum = whole ?? answer.rows.reduce((total, row) => total + Math.max(0, row.value ?? 0), 0);
  return answer.rows
    .map((row) => {
      const title = row[`${dimension}_label`];
      return {
        id: row[dimension] === null || row[dimension] === undefined ? '' : String(row[dimension]),
        title: typeof title === 'string' ? title : null,
        value: row.value,
        previous: row.previous ?? null,
        share: additive && row.value !== null && sum > 0 ? row.value / sum : null,
        change: measureChange(row.value, row.previous, answer.unit),
      };
    })
    .toSorted((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
}

const PLATFORM_IDS = Object.keys(PLATFORMS);

/** The series colour (1…8) of a platform: its own on every page, whatever its rank. */
export function platformSeries(id: string): number {
  return (Math.max(0, PLATFORM_IDS.indexOf(id)) % 8) + 1;
}

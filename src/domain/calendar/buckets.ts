import type { DayRange } from '../contracts/import.ts';
import type { DimensionId } from '../contracts/metric.ts';
import { addDays, dayText, daysBetween, mondayOf, nextMonth, weekdayOf } from './day.ts';

const two = (number: number) => String(number).padStart(2, '0');

/** Hours of the wall clock since 1970 as `YYYY-MM-DD HH:00`. */
export function hourText(hours: number): string {
  return `${dayText(Math.floor(hours / 24))} ${two(((hours % 24) + 24) % 24)}:00`;
}

function days(range: DayRange): string[] {
  return Array.from({ length: Math.max(0, daysBetween(range.from, range.to)) }, (_, index) =>
    addDays(range.from, index),
  );
}

function steps(range: DayRange, first: string, next: (day: string) => string): string[] {
  const found: string[] = [];
  for (let day = first; day < range.to; day = next(day)) found.push(day);
  return found;
}

/**
 * Every member a time dimension has within a half-open range, in order.
 * @returns null for dimensions that are not of time.
 */
export function timeMembers(dimension: DimensionId, range: DayRange): (string | number)[] | null {
  switch (dimension) {
    case 'day':
      return days(range);
    case 'hour':
      return days(range).flatMap((day) => Array.from({ length: 24 }, (_, hour) => `${day} ${two(hour)}:00`));
    case 'week':
      return steps(range, mondayOf(range.from), (day) => addDays(day, 7));
    case 'month':
      return steps(range, `${range.from.slice(0, 7)}-01`, nextMonth).map((day) => day.slice(0, 7));
    case 'weekday':
      return [
        ...new Set(
          days({ ...range, to: range.to < addDays(range.from, 7) ? range.to : addDays(range.from, 7) }).map(weekdayOf),
        ),
      ].sort();
    case 'hour_of_day':
      return range.from < range.to ? Array.from({ length: 24 }, (_, hour) => hour) : [];
    default:
      return null;
  }
}

/** Whether a time member lies wholly outside the days that hold data. */
export function isOutside(dimension: DimensionId, member: string | number, data: DayRange): boolean {
  if (typeof member === 'number') return false;
  const begins = dimension === 'month' ? `${member}-01` : member.slice(0, 10);
  const ends =
    dimension === 'week' ? addDays(begins, 6) : dimension === 'month' ? addDays(nextMonth(begins), -1) : begins;
  return ends < data.from || begins >= data.to;
}

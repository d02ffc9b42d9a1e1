import type { DayRange } from '../contracts/import.ts';
import { COMPARISONS, type Comparison } from '../contracts/metric.ts';
import type { Text } from '../contracts/text.ts';
import { addDays, dayNumber, daysBetween, sameDate } from './day.ts';
import { EVENTS, type CalendarEvent } from './events.ts';

/** What a range is held against: the other range, the day that answers each day, and how to say so. */
export type ComparedRange = DayRange & {
  kind: Comparison;
  label: Text;
  /** The day of the other range that stands opposite a day of this one. */
  opposite: (day: string) => string;
};

const shifted = (range: DayRange, days: number): DayRange => ({
  from: addDays(range.from, days),
  to: addDays(range.to, days),
});

function yearAgo(range: DayRange): DayRange {
  if (range.from === range.to) return { from: sameDate(range.from, -1), to: sameDate(range.from, -1) };
  return { from: sameDate(range.from, -1), to: addDays(sameDate(addDays(range.to, -1), -1), 1) };
}

/** Days that a range and the days around an event have in common. */
function overlap(range: DayRange, event: CalendarEvent, day: string): number {
  const from = Math.max(dayNumber(range.from) ?? 0, (dayNumber(day) ?? 0) - event.before);
  const to = Math.min(dayNumber(range.to) ?? 0, (dayNumber(day) ?? 0) + event.after + 1);
  return Math.max(0, to - from);
}

/** The event that at least half of a range belongs to, with its day in that year and the year before. */
function findEvent(range: DayRange): { event: CalendarEvent; day: string; before: string } | null {
  const length = daysBetween(range.from, range.to);
  const candidates = EVENTS.flatMap((event) =>
    Object.entries(event.days).flatMap(([year, day]) => {
      const before = event.days[Number(year) - 1];
      const days = overlap(range, event, day);
      return before === undefined || days === 0 || days * 2 < length ? [] : [{ event, day, before, days }];
    }),
  );
  return candidates.toSorted((a, b) => b.days - a.days || b.day.localeCompare(a.day))[0] ?? null;
}

function sameEvent(range: DayRange): ComparedRange {
  const found = findEvent(range);
  if (!found) {
    return {
      ...compareRange(range, 'year_ago'),
      kind: 'same_event',
      label: { 'zh-CN': '所选日期没有活动，改较去年同日', en: 'no event in these days; vs year ago' },
    };
  }
  const { event, day, before } = found;
  const days = daysBetween(day, before);
  const year = before.slice(0, 4);
  return {
    ...shifted(range, days),
    kind: 'same_event',
    label: {
      'zh-CN': `较 ${year} 年${event.title['zh-CN']}同一活动日`,
      en: `vs the same days of ${event.title.en} ${year}`,
    },
    opposite: (each) => addDays(each, days),
  };
}

/**
 * The range that a half-open range of days is compared with.
 * `previous_period` the same number of days just before · `same_weekday` moved back by whole weeks, without overlap ·
 * `year_ago` the same dates, 29 February standing opposite the 28th · `same_event` by the day of the event the range is
 * mostly about, else as `year_ago`, and says so.
 */
export function compareRange(range: DayRange, kind: Comparison): ComparedRange {
  if (kind === 'same_event') return sameEvent(range);
  if (kind === 'year_ago')
    return { ...yearAgo(range), kind, label: COMPARISONS[kind], opposite: (day) => sameDate(day, -1) };
  const length = Math.max(1, daysBetween(range.from, range.to));
  const weeks = Math.ceil(length / 7);
  const days = kind === 'same_weekday' ? -7 * weeks : -length;
  const label =
    kind === 'same_weekday'
      ? { 'zh-CN': `较前推 ${weeks} 周的同样星期`, en: weeks === 1 ? 'vs the week before' : `vs ${weeks} weeks before` }
      : { 'zh-CN': `较上一个 ${length} 天`, en: length === 1 ? 'vs the day before' : `vs the previous ${length} days` };
  return { ...shifted(range, days), kind, label, opposite: (day) => addDays(day, days) };
}

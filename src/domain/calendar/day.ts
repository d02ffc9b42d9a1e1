/** Days are `YYYY-MM-DD` texts; no zone, no clock. */
const MS_PER_DAY = 86_400_000;

/** A day as a count of days since 1970-01-01. @returns null when the text is not a day of the calendar. */
export function dayNumber(day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const ms = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(ms) || dayText(ms / MS_PER_DAY) !== day ? null : ms / MS_PER_DAY;
}

/** The day with that number. */
export function dayText(number: number): string {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The day so many days later. @throws RangeError when the text is not a day. */
export function addDays(day: string, days: number): string {
  return dayText(numberOf(day) + days);
}

/** Days from one day to another. @throws RangeError when a text is not a day. */
export function daysBetween(from: string, to: string): number {
  return numberOf(to) - numberOf(from);
}

/** The same date in another year; 29 February becomes the 28th where there is none. */
export function sameDate(day: string, years: number): string {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  const moved = `${year}${day.slice(4)}`;
  return dayNumber(moved) === null ? `${year}-02-28` : moved;
}

/** 1 (Monday) … 7 (Sunday). */
export function weekdayOf(day: string): number {
  return ((((numberOf(day) + 3) % 7) + 7) % 7) + 1;
}

/** The Monday of the day's week. */
export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day));
}

/** The first day of the following month. */
export function nextMonth(day: string): string {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  return month === 12
    ? `${String(year + 1).padStart(4, '0')}-01-01`
    : `${day.slice(0, 5)}${String(month + 1).padStart(2, '0')}-01`;
}

function numberOf(day: string): number {
  const number = dayNumber(day);
  if (number === null) throw new RangeError('not a day of the calendar');
  return number;
}

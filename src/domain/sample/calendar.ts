const TWO = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/** Two digits of 0…99, from a table. */
export function two(n: number): string {
  return TWO[n] ?? String(n);
}

/** Days since 1970-01-01 of a `YYYY-MM-DD` day. */
export function dayNumber(day: string): number {
  return Math.floor(
    Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / 86_400_000,
  );
}

const DAY_TEXTS = new Map<number, string>();

/** `YYYY-MM-DD` of a day number; kept, because every row asks for a few of the same. */
export function dayText(day: number): string {
  let text = DAY_TEXTS.get(day);
  if (text === undefined) DAY_TEXTS.set(day, (text = new Date(day * 86_400_000).toISOString().slice(0, 10)));
  return text;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(day: number): number {
  return (day + 4) % 7;
}

/** The day number `months` calendar months before the first-of-month-or-later day `day` (day of month kept). */
export function monthsBefore(day: number, months: number): number {
  const at = new Date(day * 86_400_000);
  return Math.floor(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - months, at.getUTCDate()) / 86_400_000);
}

const MINUTES = Array.from({ length: 1440 }, (_, m) => `${two(Math.floor(m / 60))}:${two(m % 60)}:`);

/** `HH:mm:ss` of a second of the day. */
export function clockText(second: number): string {
  const minute = Math.floor(second / 60);
  return `${MINUTES[minute] ?? ''}${two(second - minute * 60)}`;
}

/** Local day of the Chinese New Year; years outside the table take 5 February. */
const NEW_YEAR: Readonly<Record<number, string>> = {
  2022: '2022-02-01',
  2023: '2023-01-22',
  2024: '2024-02-10',
  2025: '2025-01-29',
  2026: '2026-02-17',
  2027: '2027-02-06',
  2028: '2028-01-26',
  2029: '2029-02-13',
  2030: '2030-02-03',
};

export type Season = 'all' | 'summer' | 'winter';

/** What a day is for demand: a factor on orders, and how deep the discounts go. */
export type DayMood = { readonly factor: number; readonly event: '618' | '双11' | '双12' | '年货节' | 'BFCM' | null };

const WEEKDAY_CN = [1.08, 0.97, 0.95, 0.96, 0.98, 1.0, 1.06];
const WEEKDAY_US = [1.12, 1.02, 0.97, 0.96, 0.95, 0.94, 1.04];

const QUIET: DayMood = { factor: 1, event: null };

/** Sales of the solar calendar: first and last day as month × 100 + day, the factor, and the event. */
const SALES = [
  [618, 618, 3.4, '618'],
  [616, 617, 2.1, '618'],
  [601, 603, 1.9, '618'],
  [1031, 1103, 2.2, '双11'],
  [1111, 1111, 4.6, '双11'],
  [1110, 1110, 2.4, '双11'],
  [1212, 1212, 2.2, '双12'],
  [1210, 1211, 1.5, '双12'],
] as const;

function chineseEvent(day: number, mmdd: number, year: number): DayMood {
  const toNewYear = dayNumber(NEW_YEAR[year] ?? `${year}-02-05`) - day;
  if (toNewYear >= -5 && toNewYear <= 3) return { factor: 0.38, event: null };
  if (toNewYear >= 12 && toNewYear <= 26) return { factor: 1.45, event: '年货节' };
  const sale = SALES.find(([from, to]) => mmdd >= from && mmdd <= to);
  return sale === undefined ? QUIET : { factor: sale[2], event: sale[3] };
}

function overseasEvent(day: number, mmdd: number): DayMood {
  const isLongWeekend = [5, 6, 0, 1].includes(weekday(day));
  if (isLongWeekend && mmdd >= 1123 && mmdd <= 1202) return { factor: 3.2, event: 'BFCM' };
  return mmdd >= 1204 && mmdd <= 1218 ? { factor: 1.5, event: null } : QUIET;
}

/** Demand of a calendar day in one market, growth left out; means about 1 over a year. */
export function dayMood(day: number, market: 'cn' | 'us'): DayMood {
  const text = dayText(day);
  const mmdd = Number(text.slice(5, 7)) * 100 + Number(text.slice(8, 10));
  const wave = 1 + 0.12 * Math.cos((2 * Math.PI * (mmdd / 100 - 11.5)) / 12);
  const mood = market === 'cn' ? chineseEvent(day, mmdd, Number(text.slice(0, 4))) : overseasEvent(day, mmdd);
  const week = (market === 'cn' ? WEEKDAY_CN : WEEKDAY_US)[weekday(day)] ?? 1;
  return { factor: mood.factor * week * wave, event: mood.event };
}

/** How much of its yearly mean a season's goods sell in a month (1…12). */
export function seasonFactor(season: Season, month: number): number {
  if (season === 'all') return 1;
  const peak = season === 'summer' ? 6.5 : 12.2;
  return Math.exp(1.1 * Math.cos((2 * Math.PI * (month - peak)) / 12)) / 1.326;
}

const HOURS = [
  2.2, 1.2, 0.7, 0.5, 0.4, 0.5, 1.0, 2.0, 3.2, 4.6, 5.6, 5.4, 5.2, 5.0, 4.9, 5.0, 5.1, 4.9, 4.8, 5.9, 7.4, 8.4, 7.8,
  4.9,
];
const HOUR_STEPS = HOURS.map((_, i) => HOURS.slice(0, i + 1).reduce((a, b) => a + b, 0));
const HOUR_SUM = HOUR_STEPS[23] ?? 1;

/** Second of the day for a uniform draw in [0, 1): the evening is busiest, 2-6 at night is quiet. */
export function secondOfDay(draw: number): number {
  const at = draw * HOUR_SUM;
  let hour = 0;
  while (hour < 23 && (HOUR_STEPS[hour] ?? 0) <= at) hour++;
  const below = hour === 0 ? 0 : (HOUR_STEPS[hour - 1] ?? 0);
  return Math.min(86_399, hour * 3600 + Math.floor(((at - below) / (HOURS[hour] ?? 1)) * 3600));
}

/** UTC offset of the US Pacific coast on a day, as Shopify writes it. */
export function pacificOffset(day: number): '-0700' | '-0800' {
  const year = dayText(day).slice(0, 4);
  const march = dayNumber(`${year}-03-01`);
  const november = dayNumber(`${year}-11-01`);
  const from = march + ((7 - weekday(march)) % 7) + 7;
  const to = november + ((7 - weekday(november)) % 7);
  return day >= from && day < to ? '-0700' : '-0800';
}

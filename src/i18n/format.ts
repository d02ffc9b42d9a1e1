import type { MetricUnit } from '../domain/contracts/metric.ts';
import type { Locale } from '../domain/contracts/text.ts';

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  const known = numbers.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  numbers.set(key, made);
  return made;
}

function dateFormat(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = dates.get(key);
  if (known) return known;
  // Shop-local wall clocks are carried as if they were UTC, so that no time zone of the device can shift a day.
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  dates.set(key, made);
  return made;
}

/** A wall clock or day text as an instant of a fictitious UTC clock; null when it is not one. */
export function wallClock(text: string): Date | null {
  const at = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : `${text.replace(' ', 'T').slice(0, 19)}Z`);
  return Number.isNaN(at) ? null : new Date(at);
}

/** A plain number with thousands separators. */
export function formatNumber(locale: Locale, value: number, digits = 0): string {
  return numberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

/** Below this a number is short enough to be written out. */
const SHORT = 1e4;

/** 万/亿 in Chinese, K/M/B in English; what is short enough is written out. */
export function formatCompact(locale: Locale, value: number): string {
  if (Math.abs(value) < SHORT) return formatNumber(locale, value, Math.abs(value) < 10 ? 2 : 0);
  return numberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** A share: 0.169 → 16.9%. */
export function formatPercent(locale: Locale, value: number, digits = 1): string {
  return numberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(value);
}

/** Whether `Intl` takes the text for a currency code. */
function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code);
}

/** Money to the cent, in the currency's own sign. */
export function formatMoney(locale: Locale, value: number, currency: string): string {
  if (!isCurrency(currency)) return formatNumber(locale, value, 2);
  return numberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(value);
}

/** Money in 万/亿 or K/M; small amounts in whole units. */
export function formatMoneyCompact(locale: Locale, value: number, currency: string): string {
  if (!isCurrency(currency)) return formatCompact(locale, value);
  const isShort = Math.abs(value) < SHORT;
  return numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: isShort ? 'standard' : 'compact',
    maximumFractionDigits: isShort ? 0 : 1,
    minimumFractionDigits: 0,
  }).format(value);
}

/** A unit and, where it is money, the currency. */
export type Measured = { unit: MetricUnit; currency: string | null };

/** A metric's value in its unit. */
export function formatValue(locale: Locale, value: number, measured: Measured & { style: 'full' | 'compact' }): string {
  const { unit, currency, style } = measured;
  if (unit === 'ratio') return formatPercent(locale, value);
  if (unit === 'items_per_order') return formatNumber(locale, value, 2);
  if (unit === 'count') return style === 'compact' ? formatCompact(locale, value) : formatNumber(locale, value);
  const isShort = style === 'compact' && (unit === 'money' || Math.abs(value) >= 1e4);
  return isShort ? formatMoneyCompact(locale, value, currency ?? '') : formatMoney(locale, value, currency ?? '');
}

/** A day: `6月18日` or with its year. */
export function formatDay(locale: Locale, day: string, style: 'short' | 'long' = 'short'): string {
  const at = wallClock(day);
  if (!at) return day;
  const options: Intl.DateTimeFormatOptions =
    style === 'long' ? { year: 'numeric', month: 'short', day: 'numeric' } : { month: 'short', day: 'numeric' };
  return dateFormat(locale, options).format(at);
}

/** A half-open range shown with its last day included; the year once, where it is needed. */
export function formatDays(locale: Locale, from: string, to: string): string {
  const last = lastDay(to);
  if (last <= from) return formatDay(locale, from, 'long');
  const sameYear = from.slice(0, 4) === last.slice(0, 4);
  return `${formatDay(locale, from, 'long')} – ${formatDay(locale, last, sameYear ? 'short' : 'long')}`;
}

function lastDay(to: string): string {
  const at = wallClock(to);
  return at ? new Date(at.getTime() - 86_400_000).toISOString().slice(0, 10) : to;
}

/** A wall clock to the minute. */
export function formatMoment(locale: Locale, wall: string): string {
  const at = wallClock(wall);
  if (!at) return wall;
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  };
  return dateFormat(locale, options).format(at);
}

/** `周三` or `Wed`; 1 is Monday. */
export function formatWeekday(locale: Locale, iso: number): string {
  return dateFormat(locale, { weekday: 'short' }).format(new Date(Date.UTC(2024, 0, iso)));
}

/** 1.4 MB. */
export function formatBytes(locale: Locale, value: number): string {
  const unit = value < 1e6 ? 'kilobyte' : 'megabyte';
  const scaled = value < 1e6 ? Math.max(1, value / 1e3) : value / 1e6;
  return numberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: value < 1e6 ? 0 : 1,
  }).format(scaled);
}

/** Names joined as the language joins them. */
export function formatList(locale: Locale, items: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: 'conjunction', style: 'short' }).format(items);
}

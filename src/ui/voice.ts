import { createContext } from 'svelte';
import type { MetricUnit } from '../domain/contracts/metric.ts';
import type { Locale, Text } from '../domain/contracts/text.ts';

/** A unit and, where it is money, the currency. A metric's answer is one. */
export type Measured = { readonly unit: MetricUnit; readonly currency: string | null };

/** How components speak: texts and numbers in the active language. The app provides it; components only ask. */
export type Voice = {
  readonly locale: Locale;
  /** First day of the week: 1 Monday … 7 Sunday. */
  readonly weekStart: 1 | 7;
  t(text: Text, params?: Readonly<Record<string, string | number>>): string;
  number(value: number, digits?: number): string;
  compact(value: number): string;
  percent(value: number, digits?: number): string;
  money(value: number, currency: string): string;
  moneyCompact(value: number, currency: string): string;
  /** A metric's value in its unit; null gives the empty text and the caller says why. */
  value(value: number | null, measured: Measured, style?: 'full' | 'compact'): string;
  /** A shop-local day `YYYY-MM-DD`. */
  day(day: string, style?: 'short' | 'long'): string;
  /** A half-open range, shown with its last day included. */
  days(from: string, to: string): string;
  /** A wall clock text `YYYY-MM-DD HH:MM:SS`, to the minute. */
  moment(wall: string): string;
  /** 1 Monday … 7 Sunday. */
  weekday(iso: number): string;
  bytes(value: number): string;
  list(items: readonly string[]): string;
};

export const [useVoice, provideVoice] = createContext<Voice>();

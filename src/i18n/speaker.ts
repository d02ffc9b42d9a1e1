import { fillTemplate } from '../domain/contracts/errors.ts';
import type { Locale, Text } from '../domain/contracts/text.ts';
import * as format from './format.ts';

/** What the speaker needs to know of the settings; read at every call, so that a change repaints. */
type Manners = { readonly locale: Locale; readonly weekStart: 1 | 7 };

/** Speaks the language that the settings hold; the one implementation of the components' voice. */
export class Speaker {
  readonly #manners: Manners;

  constructor(manners: Manners) {
    this.#manners = manners;
  }

  get locale(): Locale {
    return this.#manners.locale;
  }
  get weekStart(): 1 | 7 {
    return this.#manners.weekStart;
  }

  t = (text: Text, params?: Readonly<Record<string, string | number>>): string =>
    params ? fillTemplate(text[this.locale], params) : text[this.locale];
  number = (value: number, digits = 0): string => format.formatNumber(this.locale, value, digits);
  compact = (value: number): string => format.formatCompact(this.locale, value);
  percent = (value: number, digits = 1): string => format.formatPercent(this.locale, value, digits);
  money = (value: number, currency: string): string => format.formatMoney(this.locale, value, currency);
  moneyCompact = (value: number, currency: string): string => format.formatMoneyCompact(this.locale, value, currency);
  value = (value: number | null, measured: format.Measured, style: 'full' | 'compact' = 'full'): string =>
    value === null ? '' : format.formatValue(this.locale, value, { ...measured, style });
  day = (day: string, style: 'short' | 'long' = 'short'): string => format.formatDay(this.locale, day, style);
  days = (from: string, to: string): string => format.formatDays(this.locale, from, to);
  moment = (wall: string): string => format.formatMoment(this.locale, wall);
  weekday = (iso: number): string => format.formatWeekday(this.locale, iso);
  bytes = (value: number): string => format.formatBytes(this.locale, value);
  list = (items: readonly string[]): string => format.formatList(this.locale, items);
}

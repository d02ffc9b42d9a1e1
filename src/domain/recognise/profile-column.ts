import { isNullText } from './null-words.ts';
import { provinceOf } from './provinces.ts';

export type DateOrder = 'ymd' | 'dmy' | 'mdy' | 'auto';

/** What the sample values of one column look like. Shares are of the cells that state something, 0 when none does. */
export type ColumnProfile = {
  readonly filled: number;
  readonly distinct: number;
  readonly numbers: number;
  readonly integers: number;
  readonly negative: number;
  readonly dates: number;
  /** `auto` when the dates are ambiguous or there are none. */
  readonly dateOrder: DateOrder;
  /** All numbers lie within 0…1 and some strictly between, or cells end in %. */
  readonly isRate: boolean;
  readonly provinces: number;
  readonly currencyCodes: number;
  readonly averageLength: number;
  /** ISO code told by symbols in the cells. */
  readonly currency: string | null;
};

const NUMBER =
  /^[("']*-?\s*(?:[￥¥$€£]|RM|Rp|USD|CNY|RMB|EUR|GBP)?\s*-?(?:\d{1,3}(?:[,\s]\d{3})+|\d+)?(?:[.,]\d+)?\s*(?:元|件|%)?\)?$/i;
const YMD = /^(?:19|20)\d\d([-/.年])\s?\d{1,2}(?:\1|月)\s?\d{1,2}日?(?:[T\s].*)?$/;
const COMPACT = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6})?$/;
const PARTS = /^(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})(?:[T\s].*)?$/;
const NAMED = /^(?:\d{1,2}[-\s][a-z]{3,9}[-\s,]+\d{2,4}|[a-z]{3,9}[-\s.]+\d{1,2},?[-\s]+\d{2,4})(?:[T\s].*)?$/i;
const CURRENCY_CODE =
  /^(?:CNY|RMB|USD|EUR|GBP|JPY|HKD|TWD|KRW|SGD|MYR|THB|VND|IDR|PHP|AUD|CAD|NZD|CHF|SEK|NOK|DKK|PLN|BRL|MXN|INR|RUB|ZAR|AED)$/i;
const SYMBOLS: readonly (readonly [RegExp, string])[] = [
  [/[￥¥元]/, 'CNY'],
  [/£/, 'GBP'],
  [/€/, 'EUR'],
  [/RM\s?\d/, 'MYR'],
  [/\$/, 'USD'],
];

/** Could the text be a day or a time, written in any usual way? */
export function isDateText(text: string): boolean {
  return YMD.test(text) || COMPACT.test(text) || PARTS.test(text) || NAMED.test(text);
}

/** Does the text state one number, with or without a currency, grouping or unit? */
export function isNumberText(text: string): boolean {
  return /\d/.test(text) && NUMBER.test(text);
}

/** The number a cell states; NaN when it states none. A decimal comma counts when two digits or fewer follow it. */
export function numberOf(text: string): number {
  if (!isNumberText(text)) return Number.NaN;
  const bare = text
    .replace(/[^\d.,-]/g, '')
    .replace(/,(?=\d{3}(?:\D|$))/g, '')
    .replace(',', '.');
  const value = Number(bare);
  return /^\(.*\)$/.test(text.trim()) ? -value : value;
}

/** Looks at the sample values of one column. */
export function profileColumn(cells: readonly string[]): ColumnProfile {
  const stated = cells
    .map((cell) =>
      cell
        .trim()
        .replace(/^="?|"$/g, '')
        .replace(/^'/, ''),
    )
    .filter((cell) => !isNullText(cell));
  const share = (test: (cell: string) => boolean) =>
    stated.length === 0 ? 0 : stated.filter(test).length / stated.length;
  const values = stated.map(numberOf).filter((value) => !Number.isNaN(value));
  const withPercent = share((cell) => /%$/.test(cell)) > 0.5;
  const fractions =
    values.length > 0 &&
    values.every((value) => value >= 0 && value <= 1) &&
    values.some((value) => value > 0 && value < 1);
  return {
    filled: stated.length,
    distinct: new Set(stated).size,
    numbers: share(isNumberText),
    integers: share((cell) => Number.isInteger(numberOf(cell)) && !/[.]\d*[1-9]/.test(cell)),
    negative: share((cell) => numberOf(cell) < 0),
    dates: share(isDateText),
    dateOrder: dateOrder(stated),
    isRate: withPercent || fractions,
    provinces: share((cell) => provinceOf(cell) !== null),
    currencyCodes: share((cell) => CURRENCY_CODE.test(cell)),
    averageLength: stated.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, stated.length),
    currency: SYMBOLS.find(([symbol]) => share((cell) => symbol.test(cell) && isNumberText(cell)) > 0.5)?.[1] ?? null,
  };
}

/** A first part above 12 can only be a day, a second one above 12 neither a month. */
function dateOrder(cells: readonly string[]): DateOrder {
  if (cells.length > 0 && cells.filter((cell) => YMD.test(cell) || COMPACT.test(cell)).length > cells.length / 2)
    return 'ymd';
  const parts = cells.map((cell) => PARTS.exec(cell)).filter((match) => match !== null);
  const firstIsDay = parts.some((match) => Number(match[1]) > 12);
  const secondIsDay = parts.some((match) => Number(match[2]) > 12);
  if (firstIsDay === secondIsDay) return 'auto';
  return firstIsDay ? 'dmy' : 'mdy';
}

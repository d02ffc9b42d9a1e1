import type { ColumnProfile } from './profile-column.ts';

const IN_HEADER: readonly (readonly [RegExp, string])[] = [
  [/元|人民币|cny|rmb|￥|¥/i, 'CNY'],
  [/usd|dollar|\$/i, 'USD'],
  [/gbp|pound|sterling|£/i, 'GBP'],
  [/eur(?:o|os)?\b|€/i, 'EUR'],
  [/jpy|yen|日元/i, 'JPY'],
  [/hkd|港币/i, 'HKD'],
  [/\brm\b|myr/i, 'MYR'],
];

const BY_COUNTRY: Readonly<Record<string, string>> = {
  china: 'CNY',
  cn: 'CNY',
  中国: 'CNY',
  'united states': 'USD',
  'united states of america': 'USD',
  us: 'USD',
  usa: 'USD',
  美国: 'USD',
  'united kingdom': 'GBP',
  uk: 'GBP',
  gb: 'GBP',
  英国: 'GBP',
  germany: 'EUR',
  de: 'EUR',
  france: 'EUR',
  fr: 'EUR',
  italy: 'EUR',
  it: 'EUR',
  spain: 'EUR',
  es: 'EUR',
  netherlands: 'EUR',
  nl: 'EUR',
  ireland: 'EUR',
  ie: 'EUR',
  austria: 'EUR',
  at: 'EUR',
  belgium: 'EUR',
  be: 'EUR',
  portugal: 'EUR',
  pt: 'EUR',
  finland: 'EUR',
  fi: 'EUR',
  japan: 'JPY',
  jp: 'JPY',
  日本: 'JPY',
  'hong kong': 'HKD',
  hk: 'HKD',
  taiwan: 'TWD',
  tw: 'TWD',
  singapore: 'SGD',
  sg: 'SGD',
  malaysia: 'MYR',
  my: 'MYR',
  thailand: 'THB',
  th: 'THB',
  vietnam: 'VND',
  vn: 'VND',
  indonesia: 'IDR',
  id: 'IDR',
  philippines: 'PHP',
  ph: 'PHP',
  australia: 'AUD',
  au: 'AUD',
  canada: 'CAD',
  ca: 'CAD',
  india: 'INR',
  in: 'INR',
  brazil: 'BRL',
  br: 'BRL',
  mexico: 'MXN',
  mx: 'MXN',
};

/**
 * The currency of a table without a currency column: symbols in the money cells, then the header names, then the country
 * most rows name, then the language of the header (Chinese → CNY, else USD). The user sees and may change it.
 */
export function guessCurrency(
  headers: readonly string[],
  money: readonly ColumnProfile[],
  countries: readonly string[],
): string {
  const symbol = money.find(({ currency }) => currency !== null)?.currency;
  if (symbol !== undefined && symbol !== null) return symbol;
  const named = IN_HEADER.find(([pattern]) => headers.some((header) => pattern.test(header)));
  if (named !== undefined) return named[1];
  const country =
    BY_COUNTRY[mostFrequent(countries.map((name) => name.trim().toLowerCase()).filter((name) => name !== '')) ?? ''];
  return country ?? (headers.some((header) => /\p{Script=Han}/u.test(header)) ? 'CNY' : 'USD');
}

function mostFrequent(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

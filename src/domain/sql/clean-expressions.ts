import { quoteText } from './quote-ident.ts';

/**
 * Cells as files write them → typed values, as SQL expressions over one VARCHAR column.
 * Every expression has a cheap path for the ordinary cell: the careful path costs six times as much and is taken per cell.
 */

/** How the clock of a file is read. */
export type ClockStyle = {
  /** Cells carry ±hhmm; the wall clock as written is kept. */
  offset: boolean;
  /** For `1/2/2024`; only cells that the ISO forms do not fit are tried. */
  dateOrder: 'dmy' | 'mdy' | 'ymd';
  /** Hours ahead of UTC, for epoch numbers. */
  utcOffsetHours: number;
};

/** Decimal separator of a file, decided once for all of it. */
export type NumberStyle = 'point' | 'comma';

const BLANKS = ' \t\r\n\u00a0\u200b\ufeff\u3000';
const ID_WRAPPING = `${BLANKS}="'’\``;
/** Texts that mean "nothing" in any export; what counts only in one layout is passed in. */
const NULL_WORDS = [
  '', '-', '--', '—', '－', '/', '\\', 'null', 'NULL', 'None', 'none', 'N/A', '#N/A', '#NULL!', '#VALUE!', '#REF!', 'NaN', '暂无数据', '暂无', '无', '(空)',
];

const list = (texts: readonly string[]) => texts.map(quoteText).join(', ');
const holdsAny = (column: string, characters: string) => [...characters].map((each) => `contains(${column}, ${quoteText(each)})`).join(' OR ');

/** True where the cell says nothing. */
export function isNothing(column: string, nulls: readonly string[] = []): string {
  const words = [...NULL_WORDS, ...nulls];
  const longest = Math.max(...words.map((word) => word.length));
  return `(${column} IS NULL OR (length(${column}) <= ${longest + 4} AND trim(${column}, ${quoteText(BLANKS)}) IN (${list(words)})))`;
}

/** Text without blanks around it, NULL where it says nothing. */
export function cleanText(column: string, nulls: readonly string[] = []): string {
  const trimmed = `CASE WHEN ${holdsAny(column, '\t\u00a0\u200b\ufeff\u3000\n')} THEN trim(${column}, ${quoteText(BLANKS)}) ELSE trim(${column}) END`;
  return `CASE WHEN ${isNothing(column, nulls)} THEN NULL ELSE ${trimmed} END`;
}

/** An id as text: `="…"`, apostrophes, tabs, `No:` and the `.0` of a spreadsheet number taken off. */
export function cleanId(column: string, nulls: readonly string[] = []): string {
  const bare = `CASE WHEN ${holdsAny(column, '= "\'’`\t\u00a0\u200b\ufeff\u3000')} THEN trim(${column}, ${quoteText(ID_WRAPPING)}) ELSE ${column} END`;
  const parts = [
    `WHEN ${isNothing(column, nulls)} THEN NULL`,
    `WHEN starts_with(${bare}, 'No:') THEN substr(${bare}, 4)`,
    `WHEN ends_with(${bare}, '.0') AND regexp_full_match(${bare}, '[0-9]+\\.0') THEN substr(${bare}, 1, length(${bare}) - 2)`,
  ];
  return `CASE ${parts.join(' ')} ELSE nullif(${bare}, '') END`;
}

const CURRENCY_MARK = '(?:￥|¥|US\\$|HK\\$|S\\$|\\$|€|£|RM|Rp|CNY|RMB|USD)?';
const DECORATED = `^\\s*([-+]?)\\s*${CURRENCY_MARK}\\s*([-+]?(?:[0-9][0-9,]*(?:\\.[0-9]*)?|\\.[0-9]+))\\s*(?:元|圆|件|个|CNY|RMB|USD)?\\s*$`;
const BAD_GROUPING = '[0-9],(?:[0-9]{0,2}(?:[^0-9]|$)|[0-9]{4})|\\.[0-9]*,';

function carefulNumber(column: string, type: string, style: NumberStyle): string {
  const bare = `trim(${column}, ${quoteText(ID_WRAPPING)})`;
  const text = style === 'comma' ? `replace(replace(replace(${bare}, '.', ''), ' ', ''), ',', '.')` : bare;
  const number = `replace(regexp_replace(${text}, ${quoteText(DECORATED)}, '\\1\\2'), ',', '')`;
  const bracketed = `regexp_full_match(${text}, '\\([0-9.,]+\\)')`;
  const value = `CASE WHEN ${bracketed} THEN -TRY_CAST(replace(trim(${text}, '()'), ',', '') AS ${type}) ELSE TRY_CAST(${number} AS ${type}) END`;
  // 1,23 is not 123: a comma that does not part thousands makes the cell unreadable rather than wrong.
  return style === 'comma' ? value : `CASE WHEN regexp_matches(${text}, ${quoteText(BAD_GROUPING)}) THEN NULL ELSE ${value} END`;
}

/** A number in `type`, NULL where it cannot be read: signs, currency marks, 元, thousands commas and (brackets) are understood. */
export function cleanNumber(column: string, type: 'DECIMAL(18,4)' | 'DECIMAL(18,3)', style: NumberStyle): string {
  const plain = `TRY_CAST(${column} AS ${type})`;
  const careful = carefulNumber(column, type, style);
  if (style === 'comma') return `CASE WHEN contains(${column}, ',') OR contains(${column}, '.') THEN ${careful} ELSE coalesce(${plain}, ${careful}) END`;
  return `coalesce(${plain}, ${careful})`;
}

const ORDERED_FORMATS: Record<ClockStyle['dateOrder'], readonly string[]> = {
  mdy: ['%m/%d/%Y', '%m-%d-%Y', '%m.%d.%Y', '%m/%d/%y'],
  dmy: ['%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y', '%d/%m/%y'],
  ymd: ['%Y.%m.%d', '%y-%m-%d', '%y/%m/%d'],
};
const NAMED_FORMATS = ['%b-%d-%y', '%b-%d-%Y', '%d-%b-%Y', '%d-%b-%y', '%b %d, %Y', '%d %b %Y', '%B %d, %Y', '%d %B %Y', '%Y.%m.%d'];
const TIMES = ['', ' %H:%M', ' %H:%M:%S', ' %I:%M %p', ' %I:%M:%S %p'];

function carefulTime(column: string, style: ClockStyle): string {
  const bare = `trim(${column}, ${quoteText(ID_WRAPPING)})`;
  const formats = [...ORDERED_FORMATS[style.dateOrder], ...NAMED_FORMATS].flatMap((day) => TIMES.map((time) => `${day}${time}`));
  const han = `trim(regexp_replace(regexp_replace(regexp_replace(${bare}, '年|月', '-', 'g'), '日', ' ', 'g'), '时|分', ':', 'g'), ' :秒')`;
  const serial = `CAST(${bare} AS DOUBLE)`;
  const shift = `INTERVAL ${style.utcOffsetHours} HOUR`;
  const cases = [
    `WHEN regexp_full_match(${bare}, '[0-9]{8}') THEN try_strptime(${bare}, '%Y%m%d')`,
    `WHEN regexp_full_match(${bare}, '[0-9]{14}') THEN try_strptime(${bare}, '%Y%m%d%H%M%S')`,
    `WHEN regexp_full_match(${bare}, '[3-5][0-9]{4}(\\.[0-9]+)?') THEN TIMESTAMP '1899-12-30' + to_seconds(round(${serial} * 86400)::BIGINT)`,
    `WHEN regexp_full_match(${bare}, '1[0-9]{9}') THEN make_timestamp(CAST(${bare} AS BIGINT) * 1000000) + ${shift}`,
    `WHEN regexp_full_match(${bare}, '1[0-9]{12}') THEN make_timestamp(CAST(${bare} AS BIGINT) * 1000) + ${shift}`,
    `WHEN contains(${bare}, '年') THEN TRY_CAST(${han} AS TIMESTAMP)`,
    `WHEN regexp_matches(${bare}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}') THEN TRY_CAST(replace(left(${bare}, 19), 'T', ' ') AS TIMESTAMP)`,
  ];
  return `CASE ${cases.join(' ')} ELSE coalesce(TRY_CAST(${bare} AS TIMESTAMP), try_strptime(${bare}, [${list(formats)}])) END`;
}

/** Wall clock, NULL where it cannot be read. Sentinels such as 0001-01-01 and the Unix epoch mean "never": see `isNeverTime`. */
export function cleanTime(column: string, style: ClockStyle): string {
  const head = style.offset ? `left(trim(${column}), 19)` : column;
  const value = `coalesce(TRY_CAST(${head} AS TIMESTAMP), ${carefulTime(column, style)})`;
  return `CASE WHEN ${value} < TIMESTAMP '1980-01-01' THEN NULL ELSE ${value} END`;
}

/** A cell that says "never" with a date. */
export function isNeverTime(column: string): string {
  return `(${column} SIMILAR TO '(0000|0001|1899|1900|1970)[-/].*' OR ${column} = '任意时间')`;
}

/** Yes and its kin. */
export function cleanFlag(column: string): string {
  return `lower(trim(${column}, ${quoteText(BLANKS)})) IN ('是', 'y', 'yes', 'true', '1', '√')`;
}

/** A cell's shape for a report: digits 9, Latin letters a, Han 汉; tells what is wrong without telling what it says. */
export function shapeOf(column: string): string {
  return `left(regexp_replace(regexp_replace(regexp_replace(${column}, '[0-9]', '9', 'g'), '[A-Za-z]', 'a', 'g'), '\\p{Han}', '汉', 'g'), 40)`;
}

import { quoteText } from './quote-ident.ts';

/**
 * Cells that are not all plain → typed values, as SQL. The reader has trimmed them and emptied those that say nothing. A
 * cell is read in three steps that stand in nested SELECTs, so that each is planned once: `first` reads the ordinary
 * cell, `second` is what that left over, `value` reads it carefully. The careful path costs six times as much and is
 * taken per cell.
 */
export type CellSteps = {
  /** Over the raw cell. */
  first: string;
  /** Over the raw cell and `first`. */
  second: string;
  /** Over `first` and `second`. */
  value: string;
  /** True where the cell says something that cannot be read; over `second` and `value`. */
  unread: string;
};

/** Names of the columns the steps stand in. */
export type CellNames = { raw: string; first: string; second: string; value: string };

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

/** What all cells of a file share. */
export type CellStyle = { clock: ClockStyle; numbers: NumberStyle };

const list = (texts: readonly string[]) => texts.map(quoteText).join(', ');

/** What is left over by a cast that failed. */
const leftOver = ({ raw, first }: CellNames) => `CASE WHEN ${first} IS NULL THEN ${raw} END`;

const CURRENCY_MARK = '(?:￥|¥|US\\$|HK\\$|S\\$|\\$|€|£|RM|Rp|CNY|RMB|USD)?';
const DECORATED = `^\\s*([-+]?)\\s*${CURRENCY_MARK}\\s*([-+]?(?:[0-9][0-9,]*(?:\\.[0-9]*)?|\\.[0-9]+))\\s*(?:元|圆|件|个|CNY|RMB|USD)?\\s*$`;
const BAD_GROUPING = '[0-9],(?:[0-9]{0,2}(?:[^0-9]|$)|[0-9]{4})|\\.[0-9]*,';

function carefulNumber(left: string, type: string, style: NumberStyle): string {
  const text = style === 'comma' ? `replace(replace(replace(${left}, '.', ''), ' ', ''), ',', '.')` : left;
  const plain = `TRY_CAST(replace(regexp_replace(${text}, ${quoteText(DECORATED)}, '\\1\\2'), ',', '') AS ${type})`;
  const cases = [
    // 1,23 is not 123: a comma that does not part thousands makes the cell unreadable rather than wrong.
    ...(style === 'comma' ? [] : [`WHEN regexp_matches(${left}, ${quoteText(BAD_GROUPING)}) THEN NULL`]),
    `WHEN regexp_full_match(${left}, '\\([0-9.,]+\\)') THEN -TRY_CAST(replace(trim(${text}, '()'), ',', '') AS ${type})`,
  ];
  return `CASE ${cases.join(' ')} ELSE ${plain} END`;
}

/** A number, NULL where it cannot be read: signs, currency marks, 元, thousands commas and (brackets) are understood. */
export function numberSteps(
  names: CellNames,
  type: 'DECIMAL(18,4)' | 'DECIMAL(18,3)',
  { numbers }: CellStyle,
): CellSteps {
  const { raw, first, second, value } = names;
  const plain = `TRY_CAST(${raw} AS ${type})`;
  return {
    first:
      numbers === 'comma'
        ? `CASE WHEN contains(${raw}, ',') OR contains(${raw}, '.') THEN NULL ELSE ${plain} END`
        : plain,
    second: leftOver(names),
    value: `coalesce(${first}, ${carefulNumber(second, type, numbers)})`,
    unread: `${second} IS NOT NULL AND ${value} IS NULL`,
  };
}

const ORDERED_FORMATS: Record<ClockStyle['dateOrder'], readonly string[]> = {
  mdy: ['%m/%d/%Y', '%m-%d-%Y', '%m.%d.%Y', '%m/%d/%y'],
  dmy: ['%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y', '%d/%m/%y'],
  ymd: ['%Y.%m.%d', '%y-%m-%d', '%y/%m/%d'],
};
const NAMED_FORMATS = [
  '%b-%d-%y',
  '%b-%d-%Y',
  '%d-%b-%Y',
  '%d-%b-%y',
  '%b %d, %Y',
  '%d %b %Y',
  '%B %d, %Y',
  '%d %B %Y',
  '%Y.%m.%d',
];
const TIMES = ['', ' %H:%M', ' %H:%M:%S', ' %I:%M %p', ' %I:%M:%S %p'];

function carefulTime(left: string, style: ClockStyle): string {
  const formats = [...ORDERED_FORMATS[style.dateOrder], ...NAMED_FORMATS].flatMap((day) =>
    TIMES.map((time) => `${day}${time}`),
  );
  const han = `trim(regexp_replace(regexp_replace(regexp_replace(${left}, '年|月', '-', 'g'), '日', ' ', 'g'), '时|分', ':', 'g'), ' :秒')`;
  const shift = `INTERVAL ${style.utcOffsetHours} HOUR`;
  const cases = [
    `WHEN regexp_full_match(${left}, '[0-9]{8}') THEN try_strptime(${left}, '%Y%m%d')`,
    `WHEN regexp_full_match(${left}, '[0-9]{14}') THEN try_strptime(${left}, '%Y%m%d%H%M%S')`,
    `WHEN regexp_full_match(${left}, '[3-5][0-9]{4}(\\.[0-9]+)?') THEN TIMESTAMP '1899-12-30' + to_seconds(round(CAST(${left} AS DOUBLE) * 86400)::BIGINT)`,
    `WHEN regexp_full_match(${left}, '1[0-9]{9}') THEN make_timestamp(CAST(${left} AS BIGINT) * 1000000) + ${shift}`,
    `WHEN regexp_full_match(${left}, '1[0-9]{12}') THEN make_timestamp(CAST(${left} AS BIGINT) * 1000) + ${shift}`,
    `WHEN contains(${left}, '年') THEN TRY_CAST(${han} AS TIMESTAMP)`,
    `WHEN regexp_matches(${left}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}') THEN TRY_CAST(replace(left(${left}, 19), 'T', ' ') AS TIMESTAMP)`,
  ];
  return `CASE ${cases.join(' ')} ELSE coalesce(TRY_CAST(${left} AS TIMESTAMP), try_strptime(${left}, [${list(formats)}])) END`;
}

/** Wall clock, NULL where it cannot be read. Dates before 1980 (0001-01-01, the Unix epoch) mean "never", not "unread". */
export function timeSteps(names: CellNames, { clock }: CellStyle): CellSteps {
  const { raw, first, second, value } = names;
  const never = `(${second} SIMILAR TO '(0000|0001|1899|1900|1970)[-/].*')`;
  return {
    first: `TRY_CAST(${clock.offset ? `left(${raw}, 19)` : raw} AS TIMESTAMP)`,
    second: leftOver(names),
    value: `nullif(greatest(coalesce(${first}, ${carefulTime(second, clock)}), TIMESTAMP '1980-01-01'), TIMESTAMP '1980-01-01')`,
    unread: `${second} IS NOT NULL AND ${value} IS NULL AND NOT ${never}`,
  };
}

/** Yes and its kin. */
export function isYes(raw: string): string {
  return `lower(${raw}) IN ('是', 'y', 'yes', 'true', '1', '√')`;
}

/** A cell's shape for a report: digits 9, Latin letters a, Han 汉; tells what is wrong without telling what it says. */
export function shapeOf(column: string): string {
  return `left(regexp_replace(regexp_replace(regexp_replace(${column}, '[0-9]', '9', 'g'), '[A-Za-z]', 'a', 'g'), '\\p{Han}', '汉', 'g'), 40)`;
}

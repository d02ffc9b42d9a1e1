/** How a number under a style reads: a moment, a time of day, a length of time, or a plain number. */
export type NumberKind = 'number' | 'date' | 'time' | 'elapsed';

const BUILTIN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
const BUILTIN_TIMES = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 47]);

/** What a built-in number format of a workbook shows. */
export function builtinKind(id: number): NumberKind {
  if (BUILTIN_DATES.has(id)) return 'date';
  if (BUILTIN_TIMES.has(id)) return 'time';
  return id === 46 ? 'elapsed' : 'number';
}

/** What a custom format code shows, e.g. `yyyy"年"m"月"d"日"` a date, `[h]:mm` an elapsed time, `0.00_ ` a number. */
export function formatKind(code: string): NumberKind {
  if (/^general$/iu.test(code.trim())) return 'number';
  const [first = ''] = code.replaceAll(/"[^"]*"|\\.|_.|\*./gu, '').split(';');
  if (/\[(?:h+|m+|s+)\]/iu.test(first)) return 'elapsed';
  const bare = first
    .replaceAll(/\[[^\]]*\]/gu, '')
    .replaceAll(/general/giu, '')
    .replaceAll(/e[+-]/giu, '');
  const letters = bare.replaceAll(/am\/pm|a\/p|上午\/下午/giu, 'h');
  if (/[ydeg]/iu.test(letters) || (/m/iu.test(letters) && !/[hs]/iu.test(letters))) return 'date';
  return /[hs]/iu.test(letters) ? 'time' : 'number';
}

const DAY = 86_400;
const pad = (value: number): string => String(value).padStart(2, '0');

function clock(seconds: number): string {
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

/** `YYYY-MM-DD[ HH:mm:ss]` of a day number; days before March 1900 follow the 29 February that spreadsheets believe in. */
export function dateText(serial: number, kind: NumberKind, epoch1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2_958_466) return null;
  const seconds = Math.round(serial * DAY);
  if (kind === 'elapsed') return clock(seconds);
  const day = Math.floor(seconds / DAY);
  const rest = seconds % DAY;
  if (day === 0 && kind === 'time') return clock(rest);
  const shown = calendarDay(day, epoch1904);
  return rest === 0 && kind === 'date' ? shown : `${shown} ${clock(rest)}`;
}

/** Days already written out; a sheet holds few different ones. */
const DAYS: Record<'from1900' | 'from1904', Map<number, string>> = { from1900: new Map(), from1904: new Map() };

function calendarDay(day: number, epoch1904: boolean): string {
  const known = epoch1904 ? DAYS.from1904 : DAYS.from1900;
  let text = known.get(day);
  if (text === undefined) {
    text = writeDay(day, epoch1904);
    if (known.size < 20_000) known.set(day, text);
  }
  return text;
}

function writeDay(day: number, epoch1904: boolean): string {
  if (!epoch1904 && day === 60) return '1900-02-29';
  const start = epoch1904 ? Date.UTC(1904, 0, 1) : day < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30);
  return new Date(start + day * DAY * 1000).toISOString().slice(0, 10);
}

/**
 * A stored number as text: integers digit by digit, decimals without the dust of binary fractions (15 digits),
 * an exponent written out where nothing is lost. From 1E+15 up an exponent stays: its digits are gone already.
 */
export function numberText(raw: string): string {
  if (isPlain(raw)) return raw;
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (/e/iu.test(raw) && Math.abs(value) >= 1e15) return raw;
  const digits = raw.replace(/e.*$/iu, '').replaceAll(/[-+.]/gu, '').replace(/^0+/u, '').length;
  if (!/e/iu.test(raw) && digits <= 15) return raw;
  return plainDecimal(Number(value.toPrecision(15)));
}

/** Digits only, or digits around one point and few enough to be exact. */
function isPlain(raw: string): boolean {
  let points = 0;
  let at = raw.charCodeAt(0) === 0x2d ? 1 : 0;
  if (at === raw.length) return false;
  for (; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    if (code === 0x2e) points++;
    else if (code < 0x30 || code > 0x39) return false;
  }
  return points === 0 || (points === 1 && raw.length <= 16);
}

/** A number of at most 15 digits without an exponent. */
export function plainDecimal(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [mantissa = '0', exponent = '0'] = text.split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '0', fraction = ''] = mantissa.replace('-', '').split('.');
  const power = Number(exponent);
  if (power >= 0) return sign + (whole + fraction).padEnd(whole.length + power, '0');
  return `${sign}0.${'0'.repeat(-power - 1)}${whole}${fraction}`;
}

/** The ISO form some writers store (`t="d"`) as `YYYY-MM-DD[ HH:mm:ss]`. */
export function isoText(raw: string): string {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?$/u.exec(raw.trim());
  if (found === null) return raw;
  const [, day = '', minutes, seconds = ':00'] = found;
  return minutes === undefined ? day : `${day} ${minutes}${seconds}`;
}

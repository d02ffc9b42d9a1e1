import { DATE_BYTES, type NumberKind, writeSerial } from './serial-date.ts';

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

/** What `writeSerial` writes of a day number, or null when it is none. */
export function dateText(serial: number, kind: NumberKind, epoch1904: boolean): string | null {
  const bytes = new Uint8Array(DATE_BYTES);
  const length = writeSerial(bytes, serial, { kind, epoch1904 });
  return length === 0 ? null : String.fromCharCode(...bytes.subarray(0, length));
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

/** How a number under a style reads: a moment, a time of day, a length of time, or a plain number. */
export type NumberKind = 'number' | 'date' | 'time' | 'elapsed';

/** How a workbook counts days and what a style shows of them. */
export type SerialStyle = { kind: NumberKind; epoch1904: boolean };

/** Bytes that any date takes at most. */
export const DATE_BYTES = 24;

const DAY = 86_400;
/** Behind 9999-12-31, in either epoch. */
const DAYS_1900 = 2_958_466;
const DAYS_1904 = DAYS_1900 - 1462;
/** From 0000-03-01, where leap days stand last in their year, to the first days of the epochs. */
const TO_1899_12_30 = 693_899;
const TO_1904 = TO_1899_12_30 + 1462;

const [DASH, COLON, BLANK, ZERO] = [0x2d, 0x3a, 0x20, 0x30];

/**
 * Writes a day number as `YYYY-MM-DD[ HH:mm:ss]`, a time or an elapsed time as `HH:mm:ss`, rounded to seconds; days
 * before March 1900 follow the 29 February that spreadsheets believe in.
 * @param target room for DATE_BYTES
 * @returns bytes written; 0 when the number is no day
 */
export function writeSerial(target: Uint8Array, serial: number, { kind, epoch1904 }: SerialStyle): number {
  if (!(serial >= 0 && serial < (epoch1904 ? DAYS_1904 : DAYS_1900))) return 0;
  const seconds = Math.round(serial * DAY);
  if (kind === 'elapsed') return writeClock(target, 0, seconds);
  const day = Math.floor(seconds / DAY);
  const rest = seconds % DAY;
  if (day === 0 && kind === 'time') return writeClock(target, 0, rest);
  const end = writeDay(target, day, epoch1904);
  if (rest === 0 && kind === 'date') return end;
  target[end] = BLANK;
  return writeClock(target, end + 1, rest);
}

function writeDay(target: Uint8Array, day: number, epoch1904: boolean): number {
  if (epoch1904) return writeCivil(target, day + TO_1904);
  const end = writeCivil(target, day + TO_1899_12_30 + (day < 60 ? 1 : 0));
  // Else it would be 28 February twice.
  if (day === 60) put(target, 8, 29);
  return end;
}

/** Day, month and year of a day counted from 0000-03-01: 400 years have 146,097 days, five months from March on 153. */
function writeCivil(target: Uint8Array, days: number): number {
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  put(target, 0, Math.floor(year / 100));
  put(target, 2, year % 100);
  target[4] = target[7] = DASH;
  put(target, 5, month);
  put(target, 8, ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1);
  return 10;
}

/** Hours may be more than a day has, and need more than two digits then. */
function writeClock(target: Uint8Array, from: number, seconds: number): number {
  const hours = Math.floor(seconds / 3600);
  let at = from;
  for (let power = 100_000_000; power >= 100; power /= 10) {
    if (hours >= power) target[at++] = ZERO + (Math.floor(hours / power) % 10);
  }
  put(target, at, hours % 100);
  target[at + 2] = target[at + 5] = COLON;
  put(target, at + 3, Math.floor(seconds / 60) % 60);
  put(target, at + 6, seconds % 60);
  return at + 8;
}

/** Two digits. */
function put(target: Uint8Array, at: number, value: number): void {
  target[at] = ZERO + Math.floor(value / 10);
  target[at + 1] = ZERO + (value % 10);
}

/** Powers of ten that are exact. */
const POWERS = Float64Array.from({ length: 17 }, (_, power) => 10 ** power);

const POINT = 0x2e;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/**
 * A day number from plain decimal digits, of which the first 15 are enough to tell its seconds; NaN when it is written
 * otherwise or lies so near between two seconds that all digits count.
 */
export function serialIn(bytes: Uint8Array, from: number, to: number): number {
  const enough = Math.min(to, from + 16);
  let value = 0;
  let point = enough - 1;
  for (let at = from; at < to; at++) {
    const code = bytes[at] ?? 0;
    if (isDigit(code)) value = at < enough ? value * 10 + (code - ZERO) : value;
    else if (code === POINT && at > from && point === enough - 1) point = at;
    else return Number.NaN;
  }
  const serial = value / (POWERS[enough - 1 - point] ?? 1);
  return Math.abs(((serial * DAY) % 1) - 0.5) < 0.001 ? Number.NaN : serial;
}

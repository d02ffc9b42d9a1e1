/** Cells that need no care: what almost every cell of an export looks like. */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const ZERO = 0x30;
const MINUS = 0x2d;
const POINT = 0x2e;
const MOST_DIGITS = 13;
/** Earlier times are how files write "never". */
const FIRST_YEAR = 1981;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Bytes of `YYYY-MM-DD hh:mm:ss`. */
export const TIME_WIDTH = 19;

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= ZERO && byte <= ZERO + 9;

function afterDigits(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isDigit(bytes[at])) at++;
  return at;
}

/** Tells a number as the engine reads it: digits, with a minus before and at most `places` behind a point. */
export function plainNumber(places: number): (bytes: Uint8Array, from: number, to: number) => boolean {
  return (bytes, from, to) => {
    const first = bytes[from] === MINUS ? from + 1 : from;
    const point = afterDigits(bytes, first, to);
    if (point === first || point - first > MOST_DIGITS) return false;
    if (point === to) return true;
    if (bytes[point] !== POINT || places === 0) return false;
    const end = afterDigits(bytes, point + 1, to);
    return end === to && end > point + 1 && end - point - 1 <= places;
  };
}

function daysIn(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return leap ? 29 : (DAYS[month - 1] ?? 0);
}

const isDay = (year: number, month: number, day: number) =>
  year >= FIRST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
const isClock = (hour: number, minute: number, second: number) => hour < 24 && minute < 60 && second < 60;

const two = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) - ZERO) * 10 + (bytes[at + 1] ?? 0) - ZERO;

/** Digits where the form has zeros, and what else it has. */
function hasForm(bytes: Uint8Array, from: number): boolean {
  for (let place = 0; place < TIME_WIDTH; place++) {
    const byte = bytes[from + place];
    if (FORM[place] === ZERO ? !isDigit(byte) : byte !== FORM[place]) return false;
  }
  return true;
}

/** `YYYY-MM-DD hh:mm:ss`, as nearly every time is written. */
function isUsualTime(bytes: Uint8Array, from: number): boolean {
  if (!hasForm(bytes, from)) return false;
  const year = two(bytes, from) * 100 + two(bytes, from + 2);
  if (!isDay(year, two(bytes, from + 5), two(bytes, from + 8))) return false;
  return isClock(two(bytes, from + 11), two(bytes, from + 14), two(bytes, from + 17));
}

const FORM = encoder.encode('0000-00-00 00:00:00');

const YEAR_FIRST =
  /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?( ?(?:Z|[-+]\d{2}:?\d{2}))?$/;
const LONGEST_TIME = 32;

/** A time that begins with its year as `YYYY-MM-DD hh:mm:ss`, or null when the text says anything else. */
function isoTime(text: string, zoneOffset: boolean): string | null {
  const match = YEAR_FIRST.exec(text);
  if (!match) return null;
  const part = (group: number) => Number(match[group] ?? 0);
  const padded = (groups: number[]) => groups.map((group) => String(part(group)).padStart(2, '0'));
  if (match[8] !== undefined && !zoneOffset) return null;
  if (!isDay(part(1), part(3), part(4)) || !isClock(part(5), part(6), part(7))) return null;
  return `${padded([1, 3, 4]).join('-')} ${padded([5, 6, 7]).join(':')}`;
}

/** Reads times that begin with their year into `text`, as `YYYY-MM-DD hh:mm:ss`. */
export class PlainTime {
  readonly text = FORM.slice();

  /** @param zoneOffset whether ±hhmm may follow, which is left out. */
  constructor(readonly zoneOffset: boolean) {}

  /** @returns false when the cell says anything else, or a time that does not exist. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    const out = this.text;
    if (to - from === TIME_WIDTH && isUsualTime(bytes, from)) {
      for (let place = 0; place < TIME_WIDTH; place++) out[place] = bytes[from + place] ?? 0;
      return true;
    }
    if (to - from > LONGEST_TIME) return false;
    const iso = isoTime(decoder.decode(bytes.subarray(from, to)), this.zoneOffset);
    if (iso === null) return false;
    encoder.encodeInto(iso, out);
    return true;
  }
}

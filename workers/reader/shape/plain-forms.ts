/** Cells that need no care: what almost every cell of an export looks like. */

const ZERO = 0x30;
const MINUS = 0x2d;
const SLASH = 0x2f;
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

/** Is this a number as the engine reads it: digits, with a minus before and at most `places` behind a point? */
export function isPlainNumber(bytes: Uint8Array, span: { from: number; to: number }, places: number): boolean {
  const { from, to } = span;
  const first = bytes[from] === MINUS ? from + 1 : from;
  const point = afterDigits(bytes, first, to);
  if (point === first || point - first > MOST_DIGITS) return false;
  if (point === to) return true;
  if (bytes[point] !== POINT || places === 0) return false;
  const end = afterDigits(bytes, point + 1, to);
  return end === to && end > point + 1 && end - point - 1 <= places;
}

/** Reads the parts of a time one after another; `failed` once something else stands there. */
class TimeCursor {
  failed = false;

  constructor(
    readonly bytes: Uint8Array,
    public at: number,
    readonly to: number,
  ) {}

  number(least: number, most: number): number {
    let value = 0;
    let digits = 0;
    for (; this.at < this.to && digits < most && isDigit(this.bytes[this.at]); digits++)
      value = value * 10 + (this.bytes[this.at++] ?? 0) - ZERO;
    if (digits < least) this.failed = true;
    return value;
  }

  one(...choices: number[]): number {
    const byte = this.at < this.to ? this.bytes[this.at] : undefined;
    if (byte === undefined || !choices.includes(byte)) {
      this.failed = true;
      return 0;
    }
    this.at++;
    return byte;
  }

  get done(): boolean {
    return this.at >= this.to;
  }
}

/** ` +0800`, `+08:00` or `Z` up to the end. */
function isZone(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  if (bytes[at] === 0x20) at++;
  if (bytes[at] === 0x5a) return at + 1 === to;
  if (bytes[at] !== 0x2b && bytes[at] !== MINUS) return false;
  const hours = afterDigits(bytes, at + 1, to);
  const minutes = bytes[hours] === 0x3a ? hours + 1 : hours;
  return afterDigits(bytes, minutes, to) === to;
}

function daysIn(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return leap ? 29 : (DAYS[month - 1] ?? 0);
}

function put(out: Uint8Array, at: number, value: number, width: number): void {
  let rest = value;
  for (let place = at + width - 1; place >= at; place--) {
    out[place] = ZERO + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}

const FORM = new TextEncoder().encode('0000-00-00 00:00:00');

/**
 * Writes a time that begins with its year as `YYYY-MM-DD hh:mm:ss`.
 * @param out at least `TIME_WIDTH` bytes.
 * @returns false when the cell says anything else, or a time that does not exist; `out` is then undefined.
 */
export function writePlainTime(
  bytes: Uint8Array,
  span: { from: number; to: number; zoneOffset: boolean },
  out: Uint8Array,
): boolean {
  const cursor = new TimeCursor(bytes, span.from, span.to);
  const year = cursor.number(4, 4);
  const mark = cursor.one(MINUS, SLASH);
  const month = cursor.number(1, 2);
  cursor.one(mark);
  const day = cursor.number(1, 2);
  let hour = 0;
  let minute = 0;
  let second = 0;
  if (!cursor.done) {
    cursor.one(0x20, 0x54);
    hour = cursor.number(1, 2);
    cursor.one(0x3a);
    minute = cursor.number(2, 2);
    if (!cursor.done && bytes[cursor.at] === 0x3a) {
      cursor.one(0x3a);
      second = cursor.number(2, 2);
    }
  }
  if (cursor.failed || (!cursor.done && !(span.zoneOffset && isZone(bytes, cursor.at, span.to)))) return false;
  if (year < FIRST_YEAR || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return false;
  if (hour > 23 || minute > 59 || second > 59) return false;
  out.set(FORM);
  put(out, 0, year, 4);
  [month, day, hour, minute, second].forEach((value, index) => put(out, 5 + index * 3, value, 2));
  return true;
}

// Cells that need no care: what almost every cell of an export looks like.

import { COLON, MINUS, PLUS, POINT, SLASH, ZERO, isDigit } from './marks';

const MOST_DIGITS: usize = 13;
/** Earlier times are how files write "never". */
const FIRST_YEAR: i32 = 1981;

/** Bytes of `YYYY-MM-DD hh:mm:ss`. */
export const TIME_WIDTH: usize = 19;
/** The time that was read last, in that form. */
export const TIME: usize = memory.data(24);

function afterDigits(from: usize, to: usize): usize {
  let at = from;
  while (at < to && isDigit(load<u8>(at))) at++;
  return at;
}

/** Whether the engine reads the number itself: digits, with a minus before and at most `places` behind a point. */
export function isPlainNumber(from: usize, to: usize, places: usize): bool {
  const first = <u32>load<u8>(from) == MINUS ? from + 1 : from;
  const point = afterDigits(first, to);
  if (point == first || point - first > MOST_DIGITS) return false;
  if (point == to) return true;
  if (<u32>load<u8>(point) != POINT) return false;
  const end = afterDigits(point + 1, to);
  return end == to && end > point + 1 && end - point - 1 <= places;
}

/** An id's end without the `.0` that a spreadsheet adds to a number. */
export function withoutPoint(from: usize, to: usize): usize {
  if (to - from < 3 || <u32>load<u8>(to - 1) != ZERO || <u32>load<u8>(to - 2) != POINT) return to;
  return afterDigits(from, to) == to - 2 ? to - 2 : to;
}

let at: usize = 0;
let end: usize = 0;

/** The byte that comes next, or 0 at the end of the cell. */
@inline
function ahead(): u32 {
  return at < end ? load<u8>(at) : 0;
}

/** The digits that come next, at most `most`; -1 when they are fewer than `least`. */
function digits(least: i32, most: i32): i32 {
  let value = 0;
  let count = 0;
  while (count < most && isDigit(ahead())) {
    value = value * 10 + <i32>(ahead() - ZERO);
    at++;
    count++;
  }
  return count < least ? -1 : value;
}

function passed(byte: u32): bool {
  if (ahead() != byte) return false;
  at++;
  return true;
}

function daysIn(year: i32, month: i32): i32 {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

@inline
function putTwo(place: usize, value: i32): void {
  store<u8>(TIME + place, ZERO + <u32>value / 10);
  store<u8>(TIME + place + 1, ZERO + (<u32>value % 10));
}

/** Year, month and day, parted by - or /. */
function readDay(): bool {
  const year = digits(4, 4);
  const mark = ahead();
  if (year < FIRST_YEAR || (mark != MINUS && mark != SLASH)) return false;
  at++;
  const month = digits(1, 2);
  if (month < 1 || month > 12 || !passed(mark)) return false;
  const day = digits(1, 2);
  if (day < 1 || day > daysIn(year, month)) return false;
  putTwo(0, year / 100);
  putTwo(2, year % 100);
  store<u8>(TIME + 4, MINUS);
  putTwo(5, month);
  store<u8>(TIME + 7, MINUS);
  putTwo(8, day);
  return true;
}

/** Hours, minutes and, where they are told, seconds behind a blank or T; midnight where no digit follows. */
function readClock(): bool {
  let hour = 0;
  let minute = 0;
  let second = 0;
  const isClock = (ahead() == 0x20 || ahead() == 0x54) && at + 1 < end && isDigit(load<u8>(at + 1));
  if (isClock) {
    at++;
    hour = digits(1, 2);
    if (!passed(COLON)) return false;
    minute = digits(2, 2);
    if (passed(COLON)) second = digits(2, 2);
    if (hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false;
  }
  store<u8>(TIME + 10, 0x20);
  putTwo(11, hour);
  store<u8>(TIME + 13, COLON);
  putTwo(14, minute);
  store<u8>(TIME + 16, COLON);
  putTwo(17, second);
  return true;
}

/** Z, ±hhmm or ±hh:mm, perhaps behind a blank. */
function passedZone(): bool {
  passed(0x20);
  if (passed(0x5a)) return true;
  if (!passed(PLUS) && !passed(MINUS)) return false;
  if (digits(2, 2) < 0) return false;
  passed(COLON);
  return digits(2, 2) >= 0;
}

/**
 * Reads a time that begins with its year into `TIME`.
 * @returns false when the cell says anything else, a time that does not exist, or a zone though none is to be left out.
 */
export function readTime(from: usize, to: usize, zoneOffset: bool): bool {
  at = from;
  end = to;
  if (!readDay() || !readClock()) return false;
  return at == end || (zoneOffset && passedZone() && at == end);
}

// Where a cell begins and ends without the characters around it that say nothing.

import { COLON, CR, LF, QUOTE, TAB } from './marks';

/** Blanks as files have them: space, tab, CR, LF, U+00A0, U+200B, U+FEFF, U+3000. */
export const BLANK: u32 = 1;
/** What keeps a spreadsheet from rounding an id: = " ' ` and U+2019. */
export const WRAPPING: u32 = 2;
/** The colon behind the word of a total row, also U+FF1A. */
export const ENDING: u32 = 4;

const FIRST: usize = memory.data(256);
const LAST: usize = memory.data(256);

function mark(table: usize, byte: u32, sets: u32): void {
  store<u8>(table + byte, load<u8>(table + byte) | sets);
}

function single(byte: u32, sets: u32): void {
  mark(FIRST, byte, sets);
  mark(LAST, byte, sets);
}

/** To be called once, before all else. */
export function prepareTrim(): void {
  single(0x20, BLANK);
  single(TAB, BLANK);
  single(CR, BLANK);
  single(LF, BLANK);
  single(0x3d, WRAPPING);
  single(QUOTE, WRAPPING);
  single(0x27, WRAPPING);
  single(0x60, WRAPPING);
  single(COLON, ENDING);
  mark(FIRST, 0xc2, BLANK);
  mark(FIRST, 0xe2, BLANK | WRAPPING);
  mark(FIRST, 0xe3, BLANK);
  mark(FIRST, 0xef, BLANK | ENDING);
  mark(LAST, 0xa0, BLANK);
  mark(LAST, 0x8b, BLANK);
  mark(LAST, 0xbf, BLANK);
  mark(LAST, 0x80, BLANK);
  mark(LAST, 0x99, WRAPPING);
  mark(LAST, 0x9a, ENDING);
}

/** Bytes of a character beyond ASCII that stands at `at` and is of one of the sets, else 0. */
function wide(at: usize, sets: u32): usize {
  if (load<u16>(at) == 0xa0c2) return sets & BLANK ? 2 : 0;
  const three = <u32>load<u16>(at) | (<u32>load<u8>(at + 2) << 16);
  if (three == 0x8b80e2 || three == 0xbfbbef || three == 0x8080e3) return sets & BLANK ? 3 : 0;
  if (three == 0x9980e2) return sets & WRAPPING ? 3 : 0;
  if (three == 0x9abcef) return sets & ENDING ? 3 : 0;
  return 0;
}

export function startOf(from: usize, to: usize, sets: u32): usize {
  let at = from;
  while (at < to) {
    const byte = <u32>load<u8>(at);
    if ((load<u8>(FIRST + byte) & sets) == 0) return at;
    const width: usize = byte < 0x80 ? 1 : wide(at, sets);
    if (width == 0 || at + width > to) return at;
    at += width;
  }
  return at;
}

export function endOf(from: usize, to: usize, sets: u32): usize {
  let end = to;
  while (end > from) {
    const byte = <u32>load<u8>(end - 1);
    if ((load<u8>(LAST + byte) & sets) == 0) return end;
    if (byte < 0x80) end--;
    else if (end - from >= 2 && wide(end - 2, sets) == 2) end -= 2;
    else if (end - from >= 3 && wide(end - 3, sets) == 3) end -= 3;
    else return end;
  }
  return end;
}

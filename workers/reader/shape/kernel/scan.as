// A record's cells, taken out of their delimiters and quotes.

import { LF, QUOTE, SEPARATOR, eight, zeros } from './marks';

/** Where the record behind the last one begins. */
export let next: usize = 0;

let to: usize = 0;

/**
 * Copies a record's cells to `into`, each with a separator behind it, which `ends` tells the place of.
 * Eight bytes at a time: `into` has room for some more than the record, and an LF stands at `end`.
 * @returns the end of the copy.
 */
export function scan(at: usize, end: usize, delimiter: u32, columns: i32, into: usize, ends: usize): usize {
  to = into;
  for (let column = 0; column < columns; column++) {
    if (at >= end) at++;
    else if (<u32>load<u8>(at) == QUOTE) at = quoted(at + 1, end);
    else at = plain(at, delimiter) + 1;
    store<u32>(ends + (<usize>column << 2), <u32>to);
    store<u8>(to++, SEPARATOR);
  }
  next = at;
  return to;
}

/** @returns where the cell ends. */
function plain(from: usize, delimiter: u32): usize {
  const parts = eight(delimiter);
  const lines = eight(LF);
  let at = from;
  while (true) {
    const word = load<u64>(at);
    store<u64>(to, word);
    const found = zeros(word ^ parts) | zeros(word ^ lines);
    if (found != 0) {
      const count = <usize>(ctz(found) >> 3);
      to += count;
      return at + count;
    }
    at += 8;
    to += 8;
  }
}

/** @returns where the next cell begins, behind the quote and what parts the cells. */
function quoted(from: usize, end: usize): usize {
  const quotes = eight(QUOTE);
  let at = from;
  while (at < end) {
    const word = load<u64>(at);
    store<u64>(to, word);
    const found = zeros(word ^ quotes);
    const count: usize = found == 0 ? 8 : <usize>(ctz(found) >> 3);
    if (at + count >= end) {
      to += end - at;
      return end + 2;
    }
    at += count;
    to += count;
    if (found == 0) continue;
    if (<u32>load<u8>(at + 1) != QUOTE) return at + 2;
    store<u8>(to++, QUOTE);
    at += 2;
  }
  return at + 2;
}

// Records being written: cells parted by U+001F, quoted where they must be.

import { CR, LF, QUOTE, SEPARATOR, ZERO, below } from './marks';
import { reach } from './memory';

/** Where the records begin, and where the next byte goes. */
export let records: usize = 0;
export let at: usize = 0;
let limit: usize = 0;
let isFirst: bool = true;

/** Takes the records, and what is written from now on, to another place. */
export function moveRecords(to: usize): void {
  const length = at - records;
  reach(to + length);
  memory.copy(to, records, length);
  records = to;
  at = to + length;
  limit = <usize>memory.size() << 16;
}

export function forgetRecords(): void {
  at = records;
}

/** Makes room for a cell, its separator and the eight bytes that one store may write too many. */
@inline
function begin(length: usize): void {
  if (at + length + 16 > limit) {
    reach(at + length + 16);
    limit = <usize>memory.size() << 16;
  }
  if (!isFirst) store<u8>(at++, SEPARATOR);
  isFirst = false;
}

function isSpecial(byte: u32): bool {
  return byte == QUOTE || byte == LF || byte == CR || byte == SEPARATOR;
}

/** A cell as it stands from `from` to `to`; up to eight bytes behind it are read. */
export function putCell(from: usize, to: usize): void {
  const length = to - from;
  begin(2 * length + 2);
  let low: u64 = 0;
  let i: usize = 0;
  for (; i + 8 <= length; i += 8) {
    const word = load<u64>(from + i);
    store<u64>(at + i, word);
    low |= below(word, 0x23);
  }
  if (i < length) {
    const word = load<u64>(from + i);
    store<u64>(at + i, word);
    low |= below(word, 0x23) & ((<u64>1 << ((length - i) << 3)) - 1);
  }
  if (low != 0 && hasSpecial(from, to)) quote(from, to);
  else at += length;
}

function hasSpecial(from: usize, to: usize): bool {
  for (let i = from; i < to; i++) if (isSpecial(load<u8>(i))) return true;
  return false;
}

function quote(from: usize, to: usize): void {
  store<u8>(at++, QUOTE);
  for (let i = from; i < to; i++) {
    const byte = <u32>load<u8>(i);
    if (byte == QUOTE) store<u8>(at++, QUOTE);
    store<u8>(at++, byte);
  }
  store<u8>(at++, QUOTE);
}

/** A cell of one letter. */
export function putLetter(letter: u32): void {
  begin(1);
  store<u8>(at++, letter);
}

export function putNumber(value: u64): void {
  begin(20);
  let width = 1;
  for (let rest = value; rest >= 10; rest /= 10) width++;
  let rest = value;
  for (let place = at + width - 1; place >= at; place--) {
    store<u8>(place, ZERO + <u32>(rest % 10));
    rest /= 10;
  }
  at += width;
}

/** Sixteen hex digits. */
export function putHex(value: u64): void {
  begin(16);
  for (let shift: i32 = 60; shift >= 0; shift -= 4) {
    const digit = <u32>(value >> shift) & 15;
    store<u8>(at++, digit < 10 ? ZERO + digit : 0x57 + digit);
  }
}

export function putNothing(): void {
  begin(0);
}

/** Behind at least one cell, whose room has one byte more. */
export function endRecord(): void {
  store<u8>(at++, LF);
  isFirst = true;
}

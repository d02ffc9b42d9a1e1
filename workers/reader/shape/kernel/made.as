// What TypeScript makes of a cell: up to three texts. A cell that was seen before costs no call.

import { take } from './memory';
import { xxh64 } from './xxh64';

/**
 * Makes texts of the UTF-8 cell at `from` and writes them, one behind the other, to `RESULT`.
 * @returns their lengths in bytes, the first in the lowest eight bits; AS_IT_STANDS when the cell is kept.
 */
@external('shape', 'make')
declare function make(maker: i32, from: usize, length: usize): i32;

export const RESULT: usize = memory.data(1024);
export const AS_IT_STANDS: i32 = -1;

/** Texts of the cell asked for last: where they stand, and their lengths as `make` returns them. */
export let madeAt: usize = 0;
export let madeLengths: i32 = 0;

/** The cell asked for last: three parts of an address are asked for in a row. */
let lastMaker: i32 = -1;
let lastFrom: usize = 0;
let lastLength: usize = 0;

/** Longer cells are made anew each time. */
const LONGEST: usize = 4096;
/** Numbers of entries, by their hash; 0 where none is. */
const SLOTS: usize = 1 << 20;
const MOST_ENTRIES: i32 = 1 << 19;
/** An entry: hash, length and maker, lengths of the texts; then the cell and the texts. */
const HEAD: usize = 16;
const ENTRIES_BYTES: usize = 24 << 20;
const LARGEST: usize = HEAD + LONGEST + 3 * 255 + 8;

let slots: usize = 0;
let entries: usize = 0;
let top: usize = 0;
let count: i32 = 0;

@inline
function bytesOf(lengths: i32): usize {
  return lengths == AS_IT_STANDS ? 0 : (lengths & 255) + ((lengths >> 8) & 255) + ((lengths >> 16) & 255);
}

function isAt(entry: usize, hash: u64, key: u32, from: usize, length: usize): bool {
  if (load<u64>(entry) != hash || load<u32>(entry, 8) != key) return false;
  return memory.compare(entry + HEAD, from, length) == 0;
}

function forget(): void {
  memory.fill(slots, 0, SLOTS << 2);
  top = entries;
  count = 0;
}

/** To be called once, before all else. */
export function prepareMade(): void {
  slots = take(SLOTS << 2);
  entries = take(ENTRIES_BYTES);
  top = entries;
}

function keep(slot: usize, hash: u64, key: u32, from: usize, length: usize): void {
  store<u32>(slot, <u32>top);
  store<u64>(top, hash);
  store<u32>(top, key, 8);
  store<i32>(top, madeLengths, 12);
  memory.copy(top + HEAD, from, length);
  const behind = top + HEAD + length;
  const bytes = bytesOf(madeLengths);
  memory.copy(behind, RESULT, bytes);
  top = (behind + bytes + 7) & ~7;
  count++;
}

/** To be called before a record's cells stand where those of another stood. */
export function beginRecord(): void {
  lastMaker = -1;
}

/** Asks for what is made of a cell that is not empty; `madeAt` and `madeLengths` tell it. */
export function askFor(maker: i32, from: usize, length: usize): void {
  if (maker == lastMaker && from == lastFrom && length == lastLength) return;
  lastMaker = maker;
  lastFrom = from;
  lastLength = length;
  look(maker, from, length);
}

function look(maker: i32, from: usize, length: usize): void {
  if (length > LONGEST) {
    madeLengths = make(maker, from, length);
    madeAt = RESULT;
    return;
  }
  if (count >= MOST_ENTRIES || top + LARGEST > entries + ENTRIES_BYTES) forget();
  const hash = xxh64(from, length);
  const key = (<u32>maker << 16) | <u32>length;
  let slot = <usize>hash & (SLOTS - 1);
  while (true) {
    const entry = <usize>load<u32>(slots + (slot << 2));
    if (entry == 0) break;
    if (isAt(entry, hash, key, from, length)) {
      madeLengths = load<i32>(entry, 12);
      madeAt = entry + HEAD + length;
      return;
    }
    slot = (slot + 1) & (SLOTS - 1);
  }
  madeLengths = make(maker, from, length);
  madeAt = RESULT;
  keep(slots + (slot << 2), hash, key, from, length);
}

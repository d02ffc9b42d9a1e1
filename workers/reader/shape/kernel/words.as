// Whether a cell is one of some short words, whatever its case; nearly every cell is none by its first byte.

import { askFor, madeLengths } from './made';

// A table of words, as TypeScript writes it: 256 bytes that tell whether a word may start so, the bytes of the longest
// spelling, the maker that knows words whose case is beyond ASCII or -1, the number of words; then for each its length
// (4 bytes each) and its bytes in lower case.
const LONGEST: usize = 256;
const MAKER: usize = 260;
const COUNT: usize = 264;
const WORDS: usize = 268;

@inline
function lower(byte: u32): u32 {
  return byte - 0x41 < 26 ? byte + 0x20 : byte;
}

function isWord(word: usize, from: usize, length: usize): bool {
  for (let i: usize = 0; i < length; i++) {
    if (<u32>load<u8>(word + i) != lower(load<u8>(from + i))) return false;
  }
  return true;
}

function isAscii(from: usize, to: usize): bool {
  for (let at = from; at < to; at++) if (load<u8>(at) >= 0x80) return false;
  return true;
}

export function hasWord(table: usize, from: usize, to: usize): bool {
  const length = to - from;
  if (to <= from || length > <usize>load<u32>(table, LONGEST) || load<u8>(table + load<u8>(from)) == 0) return false;
  let word = table + WORDS;
  for (let left = load<u32>(table, COUNT); left > 0; left--) {
    const size = <usize>load<u32>(word);
    if (size == length && isWord(word + 4, from, length)) return true;
    word += 4 + size;
  }
  const maker = load<i32>(table, MAKER);
  if (maker < 0 || isAscii(from, to)) return false;
  askFor(maker, from, length);
  return madeLengths != 0;
}

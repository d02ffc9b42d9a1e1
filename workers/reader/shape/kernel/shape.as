// AssemblyScript, compiled by scripts/build-shape.ts into ../kernel-wasm.ts: records of a file → the cells the engine
// asked for. Memory: what `take` gave (rules, cells that were made) · the batch · one record's cells · the records written.

import { LF } from './marks';
import { free, take } from './memory';
import { RESULT, AS_IT_STANDS, askFor, beginRecord, madeAt, madeLengths, prepareMade } from './made';
import { TIME, TIME_WIDTH, isPlainNumber, readTime, withoutPoint } from './forms';
import { at, endRecord, forgetRecords, moveRecords, putCell, putHex, putLetter, putNothing, putNumber, records } from './output';
import { next, scan } from './scan';
import { BLANK, ENDING, WRAPPING, endOf, prepareTrim, startOf } from './trim';
import { hasWord } from './words';
import { xxh64 } from './xxh64';

export { take };

/** Bytes read or written behind what is there, eight at a time. */
const SLACK: usize = 16;

// A cell that is asked for, as TypeScript writes it: column, operation and what the operation needs, 4 bytes each; then
// whether a cell of the batch was not plain.
const OPERATION: usize = 4;
const FIRST_DETAIL: usize = 8;
const SECOND_DETAIL: usize = 12;
const CAREFUL: usize = 16;
const REQUEST_BYTES: usize = 20;

// Operations, and their details.
const TEXT: i32 = 0;
const ID: i32 = 1;
const NUMBER: i32 = 2; // most places behind the point
const TIME_OF_DAY: i32 = 3; // whether a zone is left out
const MADE: i32 = 4; // maker, and which of its texts

let columns: i32 = 0;
let requests: usize = 0;
let requestsEnd: usize = 0;
let totals: usize = 0;
let totalsEnd: usize = 0;
let nothing: usize = 0;
let totalWords: usize = 0;
let hashRows: bool = false;

let ends: usize = 0;
let capacity: usize = 0;
let input: usize = 0;
let cells: usize = 0;

/**
 * Sets the rules, once: addresses of the cells asked for, of the columns (4 bytes each) in which a total word stands, and
 * of the words for nothing and for totals. A column that the file has not is passed over.
 */
export function configure(
  columnCount: i32,
  requestsAt: usize,
  requestCount: usize,
  totalsAt: usize,
  totalCount: usize,
  nothingAt: usize,
  totalWordsAt: usize,
  isHashed: bool,
): void {
  columns = columnCount;
  requests = requestsAt;
  requestsEnd = requestsAt + requestCount * REQUEST_BYTES;
  totals = totalsAt;
  totalsEnd = totalsAt + (totalCount << 2);
  nothing = nothingAt;
  totalWords = totalWordsAt;
  hashRows = isHashed;
  ends = take(<usize>columns << 2);
  prepareTrim();
  prepareMade();
}

/** Where `make` is to write. */
export function result(): usize {
  return RESULT;
}

/** Makes room for a batch and the lines of its records. @returns where the batch is to be put. */
export function room(bytes: usize): usize {
  if (bytes + SLACK > capacity) {
    capacity = (max(bytes + SLACK, capacity + (capacity >> 1)) + 7) & ~7;
    input = free();
    cells = input + capacity;
    moveRecords(cells + capacity + ((<usize>columns + SLACK + 7) & ~7));
  }
  return input;
}

/** Where the records written so far begin. */
export function written(): usize {
  return records;
}

/** Shapes the batch. @param lines address of the line of each record, 4 bytes each; where they end, lines count on. */
export function shape(length: usize, delimiter: u32, firstLine: f64, lines: usize, lineCount: u32): usize {
  const end = input + length;
  store<u8>(end, LF);
  let from = input;
  for (let record: u32 = 0; from < end; record++) {
    const cellsEnd = scan(from, end, delimiter, columns, cells, ends);
    from = next;
    beginRecord();
    putRequests();
    putNumber(record < lineCount ? <u64>load<u32>(lines + (<usize>record << 2)) : <u64>firstLine + record);
    putLetter(isTotal() ? 0x74 : 0x66);
    if (hashRows) putHex(xxh64(cells, cellsEnd - cells));
    else putNothing();
    endRecord();
  }
  return at - records;
}

/** Forgets the records written, and of which cells some were not plain. */
export function forget(): void {
  forgetRecords();
  for (let request = requests; request < requestsEnd; request += REQUEST_BYTES) store<i32>(request, 0, CAREFUL);
}

@inline
function startOfCell(column: i32): usize {
  return column == 0 ? cells : <usize>load<u32>(ends + (<usize>(column - 1) << 2)) + 1;
}

@inline
function endOfCell(column: i32): usize {
  return load<u32>(ends + (<usize>column << 2));
}

/** Whether a cell is a total word, blanks and a colon aside. */
function isTotal(): bool {
  for (let total = totals; total < totalsEnd; total += 4) {
    const column = load<i32>(total);
    if (column >= columns) continue;
    const to = endOfCell(column);
    const from = startOf(startOfCell(column), to, BLANK);
    if (hasWord(totalWords, from, endOf(from, to, BLANK | ENDING))) return true;
  }
  return false;
}

function putRequests(): void {
  for (let request = requests; request < requestsEnd; request += REQUEST_BYTES) {
    const column = load<i32>(request);
    if (column >= columns) continue;
    const operation = load<i32>(request, OPERATION);
    const sets = operation == TEXT || operation == MADE ? BLANK : BLANK | WRAPPING;
    const cellEnd = endOfCell(column);
    const from = startOf(startOfCell(column), cellEnd, sets);
    const to = endOf(from, cellEnd, sets);
    if (from == to || hasWord(nothing, from, to)) putNothing();
    else put(request, operation, from, to);
  }
}

/** A cell that says something. */
function put(request: usize, operation: i32, from: usize, to: usize): void {
  const detail = load<i32>(request, FIRST_DETAIL);
  if (operation == TEXT) {
    putCell(from, to);
  } else if (operation == NUMBER) {
    putCell(from, to);
    if (!isPlainNumber(from, to, detail)) store<i32>(request, 1, CAREFUL);
  } else if (operation == TIME_OF_DAY) {
    if (readTime(from, to, detail != 0)) {
      putCell(TIME, TIME + TIME_WIDTH);
    } else {
      putCell(from, to);
      store<i32>(request, 1, CAREFUL);
    }
  } else if (operation == ID) {
    const hasMark = to - from > 3 && load<u16>(from) == 0x6f4e && load<u8>(from + 2) == 0x3a; // No:
    const start = hasMark ? from + 3 : from;
    putCell(start, withoutPoint(start, to));
  } else {
    putMade(detail, load<i32>(request, SECOND_DETAIL), from, to);
  }
}

function putMade(maker: i32, part: i32, from: usize, to: usize): void {
  askFor(maker, from, to - from);
  if (madeLengths == AS_IT_STANDS) {
    putCell(from, to);
    return;
  }
  let start = madeAt;
  let lengths = madeLengths;
  for (let i = 0; i < part; i++) {
    start += lengths & 255;
    lengths >>= 8;
  }
  putCell(start, start + (lengths & 255));
}

import type { RowBatch } from '../../../src/domain/contracts/source.ts';
import { joinBuffers } from '../join-buffers.ts';
import type { SourceReader } from './source-reader.ts';

/** The statement that reads a batch has a fixed cost worth some megabytes of reading, so small ones are put together. */
const ENOUGH_BYTES = 32 * 1024 * 1024;

/** The line of each record of a batch. */
function linesOf({ lines, firstLine, records }: RowBatch): Uint32Array<ArrayBuffer> {
  return lines ?? Uint32Array.from({ length: records }, (_, index) => firstLine + index);
}

function joinLines(batches: readonly RowBatch[]): Uint32Array<ArrayBuffer> | null {
  let expected = batches[0]?.firstLine ?? 0;
  const runsOn = batches.every((batch) => {
    const follows = batch.lines === null && batch.firstLine === expected;
    expected += batch.records;
    return follows;
  });
  if (runsOn) return null;
  const joined = new Uint32Array(batches.reduce((sum, { records }) => sum + records, 0));
  let at = 0;
  for (const batch of batches) {
    joined.set(linesOf(batch), at);
    at += batch.records;
  }
  return joined;
}

function join(batches: readonly RowBatch[], last: RowBatch): RowBatch {
  const full = batches.filter(({ records }) => records > 0);
  return {
    ...last,
    bytes: joinBuffers(full.map(({ bytes }) => bytes)),
    records: full.reduce((sum, { records }) => sum + records, 0),
    firstLine: full[0]?.firstLine ?? last.firstLine,
    lines: joinLines(full),
    rejected: batches.flatMap(({ rejected }) => rejected),
    blank: batches.reduce((sum, { blank }) => sum + blank, 0),
  };
}

/** Batches of one part and delimiter put together until they are worth a statement; the reader works on meanwhile. */
export async function* gatherBatches(reader: SourceReader): AsyncGenerator<RowBatch> {
  let held: RowBatch[] = [];
  let bytes = 0;
  for (let batch = await reader.next(); batch !== null; batch = await reader.next()) {
    const before = held.at(-1);
    if (before && (before.part !== batch.part || before.delimiter !== batch.delimiter)) {
      yield join(held, before);
      held = [];
      bytes = 0;
    }
    held.push(batch);
    bytes += batch.bytes.byteLength;
    if (bytes < ENOUGH_BYTES) continue;
    yield join(held, batch);
    held = [];
    bytes = 0;
  }
  const last = held.at(-1);
  if (last) yield join(held, last);
}

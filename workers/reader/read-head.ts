import type { Delimiter } from '../../src/domain/contracts/source.ts';
import { delimiterByte, splitRecord } from './cells.ts';
import { HEAD_ROWS } from './limits.ts';
import { RecordCursor } from './record-cursor.ts';

/** UTF-8 to cut; `whole` when nothing comes behind it. */
export type HeadText = { bytes: Uint8Array; whole: boolean };

/** First records of a text, blank lines left out; `records` counts all of them, shown or not. */
export type TextHead = {
  rows: string[][];
  lines: number[];
  records: number;
  brokenQuotes: number;
};

/** Cuts the head of a text with one delimiter. A record that cannot be cut stands there as it is, split leniently. */
export function readHead({ bytes, whole }: HeadText, delimiter: Delimiter, firstLine = 1): TextHead {
  const cursor = new RecordCursor({ delimiter: delimiterByte(delimiter) });
  const decoder = new TextDecoder();
  cursor.bytes = bytes;
  cursor.limit = bytes.length;
  cursor.final = whole;
  const head: TextHead = { rows: [], lines: [], records: 0, brokenQuotes: 0 };
  while (cursor.advance()) {
    if (cursor.problem === 'bad_quotes') head.brokenQuotes++;
    if (cursor.line < firstLine) continue;
    if (head.rows.length === HEAD_ROWS) {
      head.records++;
      continue;
    }
    const text = decoder.decode(bytes.subarray(cursor.start, Math.min(cursor.contentEnd, cursor.start + 1_000_000)));
    if (text.trim() === '' || text === '\u001a') continue;
    head.records++;
    head.rows.push(splitRecord(text, delimiter));
    head.lines.push(cursor.line);
  }
  return head;
}

import type { SampleFile } from '../../src/domain/sample/files.ts';
import type { Gb18030Encoder } from './encode-gb18030.ts';

/** Text is encoded in pieces of about this many characters. */
const PIECE = 1 << 18;
const BOM = new Uint8Array([0xef, 0xbb, 0xbf]);

function* pieces(rows: Iterable<string>): Generator<string> {
  let text = '';
  for (const row of rows) {
    text += row;
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

/** The bytes of one export of the sample shop, as the platform would have written them. */
export function writeSampleFile(sample: SampleFile, gb18030: Gb18030Encoder): File {
  const utf8 = new TextEncoder();
  const parts: Uint8Array<ArrayBuffer>[] = sample.encoding === 'utf-8-bom' ? [BOM] : [];
  for (const text of pieces(sample.rows()))
    parts.push(sample.encoding === 'gb18030' ? gb18030.encode(text) : utf8.encode(text));
  return new File(parts, sample.name, { lastModified: Date.parse(sample.exportedAt) });
}

import { AppError } from '../../src/domain/contracts/errors.ts';
import type { Delimiter, Encoding, RowBatch, SourceOptions } from '../../src/domain/contracts/source.ts';
import { type ByteSource, readStart } from './byte-source.ts';
import { startDecoding, type TextSink } from './decode-text.ts';
import { CHUNK_BYTES, HEAD_ROWS, LIMITS } from './limits.ts';
import type { Part, PartRequest } from './part.ts';
import { readHead, type TextHead } from './read-head.ts';
import { RecordScanner } from './scan-records.ts';
import { sniffDelimiter } from './sniff-delimiter.ts';
import { type EncodingGuess, sniffEncoding } from './sniff-encoding.ts';

const HEAD_BYTES = 256 * 1024;

/** Decoded text in one buffer. */
class TextBuffer implements TextSink {
  #parts: Uint8Array[] = [];
  #length = 0;

  append(bytes: Uint8Array): void {
    this.#parts.push(bytes.slice());
    this.#length += bytes.length;
  }

  markBad(): void {}

  bytes(): Uint8Array {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

/** The head of a text as UTF-8, and how it was read. */
export type DecodedHead = EncodingGuess & { utf8: Uint8Array; raw: Uint8Array; whole: boolean };

/** Reads the head of a text; an `encoding` given is taken as it is. */
export async function decodeHead(
  source: ByteSource,
  encoding: Encoding | undefined,
  size = HEAD_BYTES,
): Promise<DecodedHead> {
  const { bytes, whole } = await readStart(source, size);
  let guess = sniffEncoding(bytes, whole);
  if (guess.ascii && !whole && size === HEAD_BYTES) guess = await sniffFurther(source, guess);
  if (encoding !== undefined) guess = { encoding, unsure: false, ascii: false, bom: guess.bom };
  const buffer = new TextBuffer();
  const decoding = startDecoding(guess.encoding, buffer);
  decoding.push(bytes);
  if (whole) decoding.finish();
  return { ...guess, utf8: buffer.bytes(), raw: bytes, whole };
}

/** A head of plain ASCII: a few MB more may tell what the rest is. */
async function sniffFurther(source: ByteSource, guess: EncodingGuess): Promise<EncodingGuess> {
  const { bytes } = await readStart(source, CHUNK_BYTES);
  const high = bytes.findIndex((byte) => byte >= 0x80);
  return high < 0 ? guess : sniffEncoding(bytes.subarray(Math.max(0, high - 64), high + HEAD_BYTES), false);
}

function isCutAt(text: Uint8Array): boolean {
  return !text.includes(0x0a) && !text.includes(0x0d);
}

/** @throws AppError when the text has no lines, or lines of another kind. */
function checkLines(name: string, head: DecodedHead): void {
  if (!isCutAt(head.utf8)) return;
  const text = new TextDecoder().decode(head.utf8);
  if (/[\u2028\u2029]/u.test(text)) throw new AppError('FILE_DAMAGED', { file: name, reason: 'line_separator' });
  if (!head.whole) throw new AppError('FILE_TOO_LARGE', { file: name, reason: 'line_too_long' });
}

/** A U+2028 among the names of the header says that lines were joined by it. */
function checkHead(name: string, { rows }: TextHead): void {
  const widest = Math.max(0, ...rows.map((row) => row.length));
  if (widest > LIMITS.columns) throw new AppError('FILE_TOO_LARGE', { file: name, reason: 'too_many_columns' });
  const first = rows[0]?.join('') ?? '';
  if (/[\u2028\u2029]/u.test(first)) throw new AppError('FILE_DAMAGED', { file: name, reason: 'line_separator' });
}

/** Reads more of the file until the head has enough rows or there is no more. */
async function enoughHead(source: ByteSource, options: SourceOptions, first: DecodedHead): Promise<DecodedHead> {
  const lines = (head: DecodedHead): number =>
    head.utf8.reduce((n, byte) => n + (byte === 0x0a || byte === 0x0d ? 1 : 0), 0);
  if (first.whole || lines(first) > HEAD_ROWS * 2) return first;
  return decodeHead(source, options.encoding ?? first.encoding, LIMITS.line * 2);
}

/**
 * The table in a text.
 * @throws AppError when the text has no usable lines or too many columns.
 */
export async function readTextPart(source: ByteSource, options: SourceOptions, start: DecodedHead): Promise<Part> {
  const decoded = await enoughHead(source, options, start);
  checkLines(source.name, decoded);
  const text = { bytes: decoded.utf8, whole: decoded.whole };
  const sniffed = sniffDelimiter(text);
  const delimiter = options.delimiter ?? sniffed.delimiter;
  const head = readHead(text, delimiter ?? '\t', sniffed.firstLine);
  checkHead(source.name, head);
  if (head.rows.length === 0) throw new AppError('FILE_EMPTY', { file: source.name });
  const encoding = start.ascii && options.encoding === undefined ? null : decoded.encoding;
  return {
    name: source.name,
    container: 'text',
    encoding: decoded.encoding,
    encodingUnsure: start.unsure && options.encoding === undefined,
    delimiter,
    head: head.rows,
    headLines: head.lines,
    rowEstimate: estimateRows(source, decoded, head),
    byteSize: source.size ?? 0,
    stream: (request) => streamText(source, request, { encoding, delimiter: delimiter ?? '\t' }),
  };
}

function estimateRows(source: ByteSource, decoded: DecodedHead, head: TextHead): number | null {
  if (decoded.whole) return head.records;
  if (source.size === null || head.records === 0) return null;
  return Math.round((source.size / decoded.raw.length) * head.records);
}

/** Reads, decodes and cuts the text chunk by chunk; one batch per chunk that held something. */
async function* streamText(
  source: ByteSource,
  request: PartRequest,
  found: { encoding: Encoding | null; delimiter: Delimiter },
): AsyncGenerator<RowBatch> {
  const scanner = new RecordScanner({ ...request, delimiter: request.delimiter ?? found.delimiter });
  const decoding = startDecoding(request.encoding ?? found.encoding, scanner);
  let consumed = 0;
  for await (const chunk of source.chunks()) {
    consumed += chunk.length;
    decoding.push(chunk);
    scanner.scan(false);
    yield scanner.writer.take(consumed, Math.max(consumed, source.size ?? 0));
  }
  decoding.finish();
  scanner.scan(true);
  if (!scanner.writer.empty) yield scanner.writer.take(consumed, consumed);
}

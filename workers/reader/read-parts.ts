import { AppError } from '../../src/domain/contracts/errors.ts';
import type { SourceOptions } from '../../src/domain/contracts/source.ts';
import { type ByteSource, readStart } from './byte-source.ts';
import { checkRatio, openArchive } from './open-archive.ts';
import type { Parts } from './part.ts';
import { gzipSource } from './read-gzip.ts';
import { readMarkup } from './read-markup.ts';
import { readOldWorkbook } from './read-old-workbook.ts';
import { decodeHead, readTextPart } from './read-text.ts';
import { readWorkbook } from './read-xlsx/read-workbook.ts';
import { readZip, zipKind } from './read-zip.ts';
import { sniffContainer, sniffText } from './sniff-container.ts';

/**
 * Finds out what a source is and the tables in it, by its bytes alone.
 * @param inside the source comes out of an archive: a further archive is not opened.
 * @throws AppError when it is not a table, is damaged, protected, unsafe or too large.
 */
export async function readParts(source: ByteSource, options: SourceOptions, inside = false): Promise<Parts> {
  const file = source.name;
  const { bytes } = await readStart(source, 4096);
  const sniffed = sniffContainer(bytes);
  switch (sniffed.is) {
    case 'empty':
      throw new AppError('FILE_EMPTY', { file });
    case 'refused':
      throw new AppError('FILE_NOT_A_TABLE', { file, kind: sniffed.kind });
    case 'gzip':
      if (inside) throw new AppError('FILE_NOT_A_TABLE', { file, kind: 'nested_archive' });
      return { ...(await readParts(gzipSource(source), options, true)), container: 'gzip' };
    case 'zip':
      return readPackage(source, options, inside);
    case 'ole':
    case 'biff':
      return readOldWorkbook(source, 'xls');
    default:
      return readText(source, options);
  }
}

async function readPackage(source: ByteSource, options: SourceOptions, inside: boolean): Promise<Parts> {
  const file = source.name;
  const entries = await openArchive(file, await source.whole());
  const kind = zipKind(entries);
  if (typeof kind === 'object') throw new AppError('FILE_NOT_A_TABLE', { file, kind: kind.refused });
  if (kind === 'xlsx') return readWorkbook(file, entries);
  if (kind !== 'zip') {
    for (const { size, packed } of entries) checkRatio(file, size, packed);
    return readOldWorkbook(source, kind);
  }
  if (inside) throw new AppError('FILE_NOT_A_TABLE', { file, kind: 'nested_archive' });
  return readZip(file, entries, (entry) => readParts(entry, options, true));
}

async function readText(source: ByteSource, options: SourceOptions): Promise<Parts> {
  const file = source.name;
  const head = await decodeHead(source, options.encoding);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(head.utf8);
  const sniffed = sniffText(text, head.whole);
  if (sniffed.is === 'empty') throw new AppError('FILE_EMPTY', { file });
  if (sniffed.is === 'refused') throw new AppError('FILE_NOT_A_TABLE', { file, kind: sniffed.kind });
  if (sniffed.is === 'markup') return readMarkup(source, head);
  return { container: 'text', parts: [await readTextPart(source, options, head)], skipped: [] };
}

import type { MappingDraft } from '../../../src/domain/contracts/import.ts';
import { AppError } from '../../../src/domain/contracts/errors.ts';
import type { Encoding, SourceOptions } from '../../../src/domain/contracts/source.ts';
import { guessMapping } from '../../../src/domain/recognise/guess-mapping.ts';
import { headersOf } from './recognise-table.ts';
import type { SourceReader } from './source-reader.ts';

const PREVIEW_ROWS = 20;

/** The head of a file's first table as one encoding reads it; nothing is stored. */
export async function previewFile(
  reader: SourceReader,
  file: File,
  options: SourceOptions,
): Promise<{ encoding: Encoding | null; unsure: boolean; rows: string[][] }> {
  const { tables } = await reader.inspect(file, options);
  const [table] = tables;
  if (!table) throw new AppError('FILE_EMPTY', { file: file.name });
  return { encoding: table.encoding, unsure: table.encodingUnsure, rows: table.head.slice(0, PREVIEW_ROWS) };
}

/** What the columns of an unknown file probably mean, with a preview in which personal columns are masked. */
export async function draftMapping(reader: SourceReader, file: File, options: SourceOptions): Promise<MappingDraft> {
  const { tables } = await reader.inspect(file, options);
  const found = tables.map((table) => ({ table, header: headersOf(table) })).find(({ header }) => header !== null);
  if (!found?.header) throw new AppError('HEADER_NOT_FOUND', { file: file.name });
  const { table, header } = found;
  const rows = table.head.slice(header.index + 1);
  const { guess, reasons, personalColumns } = guessMapping(header.headers, rows, file.name);
  const masked = new Set(header.headers.flatMap((name, index) => (personalColumns.includes(name) ? [index] : [])));
  return {
    importId: '',
    fileName: file.name,
    sheet: table.name,
    headers: header.headers,
    preview: rows
      .slice(0, PREVIEW_ROWS)
      .map((row) => row.map((cell, index) => (masked.has(index) && cell !== '' ? '•••' : cell))),
    guess,
    reasons,
    personalColumns: [...personalColumns],
  };
}

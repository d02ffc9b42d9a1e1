import { AppError } from '../../../src/domain/contracts/errors.ts';
import type { RowBatch } from '../../../src/domain/contracts/source.ts';
import { BatchWriter } from '../batch-writer.ts';
import { CHUNK_BYTES, LIMITS } from '../limits.ts';
import type { ArchiveEntry } from '../open-archive.ts';
import type { PartRequest, Parts } from '../part.ts';
import { type Grid, type GridRow, readGridPart, writeRow } from '../read-grid.ts';
import { headMerges } from './head-merges.ts';
import { openWorkbook, type SheetEntry, type Workbook } from './open-workbook.ts';
import { RowRecord } from './row-record.ts';
import { type ScanPlan, SheetScanner } from './scan-sheet.ts';
import { SharedStrings } from './shared-strings.ts';
import { utf8Pieces } from './utf8-pieces.ts';

/** The tables of an XLSX package. @throws AppError when it is damaged, unsafe or too large. */
export async function readWorkbook(file: string, entries: readonly ArchiveEntry[]): Promise<Parts> {
  const workbook = await openWorkbook(file, entries);
  const found: Parts = { container: 'xlsx', parts: [], skipped: workbook.skipped };
  const strings = new SharedStrings(file, workbook.strings);
  for (const sheet of workbook.sheets) {
    const part = await readGridPart(file, sheetGrid(file, { workbook, strings }, sheet));
    if (part === null) found.skipped.push({ name: sheet.name, reason: 'empty' });
    else found.parts.push(part);
  }
  return found;
}

/** A workbook and its strings, which all its sheets share and which are read only once. */
export type WorkbookCells = { workbook: Workbook; strings: SharedStrings };

/** One sheet of an XLSX package as rows of text, or as batches. */
export function sheetGrid(file: string, cells: WorkbookCells, { name, entry }: SheetEntry): Grid {
  const source = { file, ...cells, entry };
  return {
    name,
    container: 'xlsx',
    encoding: null,
    byteSize: entry.size,
    rowCount: Math.max(1, Math.round(entry.size / 600)),
    rows: () => sheetRows(source),
    batches: (request) => sheetBatches(source, request),
    merges: () => headMerges(file, entry),
  };
}

/** A sheet and what its cells refer to. */
type SheetSource = WorkbookCells & { file: string; entry: ArchiveEntry };

/** Scans a sheet and pauses after each piece with the bytes read so far. */
async function* sheetPieces(
  { file, workbook, strings, entry }: SheetSource,
  { record, take }: Pick<ScanPlan, 'record' | 'take'>,
): AsyncGenerator<number> {
  const scanner = new SheetScanner({ record, take, strings, context: workbook });
  let progress = 0;
  for await (const piece of utf8Pieces(file, entry)) {
    progress += piece.length;
    scanner.push(piece);
    for (let wanted = scanner.scan(); wanted !== null; wanted = scanner.scan()) await strings.load(wanted);
    if (scanner.held > LIMITS.sheetRow) throw new AppError('FILE_TOO_LARGE', { file, reason: 'line_too_long' });
    yield progress;
  }
}

async function* sheetRows(source: SheetSource): AsyncGenerator<{ rows: GridRow[]; progress: number }> {
  const record = new RowRecord(LIMITS.columns);
  let rows: GridRow[] = [];
  const take = (row: number): void => void rows.push({ row, cells: record.texts() });
  for await (const progress of sheetPieces(source, { record, take })) {
    yield { rows, progress };
    rows = [];
  }
}

async function* sheetBatches(source: SheetSource, { headerLine, columns }: PartRequest): AsyncGenerator<RowBatch> {
  const total = source.entry.size;
  const room = Math.min(total, CHUNK_BYTES + CHUNK_BYTES / 8);
  const writer = new BatchWriter(',');
  const record = new RowRecord(columns);
  const take = (row: number): void => {
    if (row <= headerLine) return;
    const bytes = record.finish();
    if (bytes === null) return writer.text(writeRow(writer, { row, cells: record.texts() }, columns));
    writer.line(row);
    writer.raw(bytes);
  };
  let done = 0;
  writer.reserve(room);
  for await (const progress of sheetPieces(source, { record, take })) {
    done = progress;
    if (writer.length < CHUNK_BYTES) continue;
    yield writer.take(done, Math.max(done, total));
    writer.reserve(room);
  }
  if (!writer.empty) yield writer.take(done, Math.max(done, total));
}

import { AppError } from '../../src/domain/contracts/errors.ts';
import type { Container, Encoding, RowBatch } from '../../src/domain/contracts/source.ts';
import { BatchWriter } from './batch-writer.ts';
import { joinCells } from './cells.ts';
import { CHUNK_BYTES, HEAD_ROWS, LIMITS } from './limits.ts';
import type { Part, PartRequest } from './part.ts';

/** One row of a sheet: its number (from 1) and its cells as text, as far as the last one with something in it. */
export type GridRow = { row: number; cells: string[] };

/** A sheet that can be read from its start as often as needed; `progress` is bytes read of `byteSize`. */
export type Grid = {
  name: string;
  container: Container;
  encoding: Encoding | null;
  byteSize: number;
  rowCount: number | null;
  /** `headOnly`: the reader will stop after the first rows. */
  rows(headOnly: boolean): AsyncGenerator<{ rows: GridRow[]; progress: number }>;
  /** The rows as batches, where the source has a quicker way than by texts. */
  batches?: (request: PartRequest) => AsyncGenerator<RowBatch>;
  /** Rectangles of merged cells that touch the head, from 1 and inclusive. */
  merges?: () => Promise<Merge[]>;
};

export type Merge = { top: number; left: number; bottom: number; right: number };

const isEmpty = ({ cells }: GridRow): boolean => cells.every((cell) => cell.trim() === '');

/** The first rows of a sheet, merged cells filled with the text of their first one. */
async function readGridHead(file: string, grid: Grid): Promise<{ head: GridRow[]; complete: boolean }> {
  const head: GridRow[] = [];
  let complete = true;
  reading: for await (const { rows } of grid.rows(true)) {
    for (const row of rows) {
      // One stray cell far out to the right is refused with its row; a table that wide is not read.
      if (row.cells.length > LIMITS.columns && row.cells.filter((cell) => cell.trim() !== '').length > LIMITS.columns) {
        throw new AppError('FILE_TOO_LARGE', { file, reason: 'too_many_columns' });
      }
      if (isEmpty(row)) continue;
      if (head.length === HEAD_ROWS) {
        complete = false;
        break reading;
      }
      head.push({ row: row.row, cells: row.cells.slice(0, LIMITS.columns) });
    }
  }
  return { head, complete };
}

function spread(head: readonly GridRow[], { top, left, bottom, right }: Merge): void {
  const source = head.find(({ row }) => row === top)?.cells[left - 1] ?? '';
  if (source === '') return;
  for (const { row, cells } of head) {
    if (row < top || row > bottom) continue;
    for (let column = left; column <= Math.min(right, LIMITS.columns); column++) {
      while (cells.length < column) cells.push('');
      if (cells[column - 1] === '') cells[column - 1] = source;
    }
  }
}

/** The table in a sheet, or null when there is nothing in it. @throws AppError FILE_TOO_LARGE */
export async function readGridPart(file: string, grid: Grid): Promise<Part | null> {
  const { head, complete } = await readGridHead(file, grid);
  if (head.length === 0) return null;
  for (const merge of (await grid.merges?.()) ?? []) spread(head, merge);
  return {
    name: grid.name,
    container: grid.container,
    encoding: grid.encoding,
    encodingUnsure: false,
    delimiter: null,
    head: head.map(({ cells }) => cells),
    headLines: head.map(({ row }) => row),
    rowEstimate: complete ? head.length : grid.rowCount,
    byteSize: grid.byteSize,
    stream: (request) => grid.batches?.(request) ?? streamGrid(grid, request),
  };
}

const FLUSH_CHARS = 256 * 1024;

async function* streamGrid(grid: Grid, request: PartRequest): AsyncGenerator<RowBatch> {
  const writer = new BatchWriter(',');
  let text = '';
  let done = 0;
  for await (const { rows, progress } of grid.rows(false)) {
    done = progress;
    for (const row of rows) {
      if (row.row <= request.headerLine) continue;
      text += writeRow(writer, row, request.columns);
      if (text.length > FLUSH_CHARS) {
        writer.text(text);
        text = '';
      }
    }
    if (writer.length + text.length >= CHUNK_BYTES) {
      writer.text(text);
      text = '';
      yield writer.take(done, Math.max(done, grid.byteSize));
    }
  }
  writer.text(text);
  if (!writer.empty) yield writer.take(done, Math.max(done, grid.byteSize));
}

/** The record of a row, its line noted; nothing when the row is blank or refused, which is noted instead. */
export function writeRow(writer: BatchWriter, row: GridRow, columns: number): string {
  const { cells } = row;
  if (isEmpty(row)) {
    writer.blank();
    return '';
  }
  while (cells.length > columns && cells.at(-1)?.trim() === '') cells.pop();
  if (cells.length > columns) {
    writer.reject({
      line: row.row,
      column: columns + 1,
      code: 'too_many_cells',
      detail: `${cells.length} ≠ ${columns}`,
    });
    return '';
  }
  while (cells.length < columns) cells.push('');
  const long = cells.findIndex((cell) => cell.length > LIMITS.cell);
  if (long >= 0) {
    writer.reject({ line: row.row, column: long + 1, code: 'cell_too_long', detail: '' });
    return '';
  }
  writer.line(row.row);
  return joinCells(cells, ',');
}

import type { RowBatch, SourceInspection, SourceOptions, StructuralReject } from '../../src/domain/contracts/source.ts';
import { openSource } from '../../workers/reader/open-source.ts';

/** Everything a table gave: its rows as cells, their lines, and what was left out. */
export type ReadTable = {
  header: string[];
  rows: string[][];
  lines: number[];
  rejected: StructuralReject[];
  blank: number;
  batches: number;
  text: string;
};

/** Cells of RFC 4180 text by a regular expression: the second opinion on the batches. */
function parseCsv(text: string, delimiter: string): string[][] {
  const mark = delimiter === '|' ? '\\|' : delimiter;
  const cell = new RegExp(`("(?:[^"]|"")*"|[^${mark}\\n]*)(${mark}|\\n)`, 'uy');
  const rows: string[][] = [];
  let row: string[] = [];
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const [, raw = '', end] = cell.exec(text) ?? [];
    if (end === undefined) throw new Error(`the batch cannot be cut at ${at}`);
    row.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end !== '\n') continue;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) throw new Error('the batch does not end in a line feed');
  return rows;
}

export type ReadOptions = SourceOptions & { headerIndex?: number; table?: number; columns?: number };

/** Inspects bytes and reads one table to its end. */
export async function readBytes(
  bytes: Uint8Array<ArrayBuffer> | string,
  name = 'file',
  { headerIndex = 0, table: index = 0, columns, ...source }: ReadOptions = {},
): Promise<{ inspection: SourceInspection; table: ReadTable }> {
  const opened = await openSource(new Blob([bytes]), name, source);
  const described = opened.inspection.tables[index];
  if (described === undefined) throw new Error(`no table ${index}`);
  const header = described.head[headerIndex] ?? [];
  const table: ReadTable = { header, rows: [], lines: [], rejected: [], blank: 0, batches: 0, text: '' };
  const request = { tableId: described.id, headerIndex, columns: columns ?? header.length, ...source };
  for await (const batch of opened.stream(request)) addBatch(table, batch);
  return { inspection: opened.inspection, table };
}

function addBatch(table: ReadTable, batch: RowBatch): void {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(batch.bytes);
  const rows = parseCsv(text, batch.delimiter);
  if (rows.length !== batch.records) throw new Error(`${rows.length} rows in a batch of ${batch.records}`);
  table.text += text;
  for (const row of rows) table.rows.push(row);
  for (let i = 0; i < batch.records; i++) table.lines.push(batch.lines?.[i] ?? batch.firstLine + i);
  table.rejected.push(...batch.rejected);
  table.blank += batch.blank;
  table.batches++;
}

/** The error code a file is refused with, whether at once or while it is read; `read` when it is not. */
export async function outcomeOf(bytes: Uint8Array<ArrayBuffer> | string, name = 'file'): Promise<string> {
  try {
    await readBytes(bytes, name);
    return 'read';
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}

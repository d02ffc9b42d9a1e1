import type { SourceInspection, SourceOptions, StructuralReject } from '../../src/domain/contracts/source.ts';
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

/** Cells of RFC 4180 text, by the plainest parser there is: the second opinion on the batches. */
export function parseCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === delimiter || char === '\n') {
      row.push(cell);
      cell = '';
      if (char === '\n') {
        rows.push(row);
        row = [];
      }
    } else cell += char;
  }
  if (cell !== '' || row.length > 0) throw new Error('the batch does not end in a line feed');
  return rows;
}

export type ReadOptions = SourceOptions & { headerIndex?: number; table?: number; columns?: number };

/** Inspects bytes and reads one table to its end. */
export async function readBytes(
  bytes: Uint8Array<ArrayBuffer> | string,
  name = 'file',
  options: ReadOptions = {},
): Promise<{ inspection: SourceInspection; table: ReadTable }> {
  const { headerIndex = 0, table: index = 0, columns, ...source } = options;
  const opened = await openSource(new Blob([bytes]), name, source);
  const described = opened.inspection.tables[index];
  if (described === undefined) throw new Error(`no table ${index}`);
  const header = described.head[headerIndex] ?? [];
  const table: ReadTable = { header, rows: [], lines: [], rejected: [], blank: 0, batches: 0, text: '' };
  for await (const batch of opened.stream({
    tableId: described.id,
    headerIndex,
    columns: columns ?? header.length,
    ...source,
  })) {
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
  return { inspection: opened.inspection, table };
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

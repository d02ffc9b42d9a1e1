import type { SmallTable } from './small-table.ts';

/**
 * CSV for spreadsheets: UTF-8 with a mark so that Excel reads Chinese, CRLF, raw numbers.
 * Texts that a spreadsheet would run as a formula are led by an apostrophe.
 */
export function toCsv(table: Pick<SmallTable, 'columns' | 'rows'>): string {
  const lines = [table.columns.map((column) => column.title), ...table.rows];
  return `\ufeff${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

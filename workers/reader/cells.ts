import type { Delimiter } from '../../src/domain/contracts/source.ts';

/** The delimiters of a batch; blanks leave as tabs. */
export type BatchDelimiter = ',' | '\t' | ';' | '|';

/** Cells of one record as text, quotes taken off. Lenient: what is not well-formed stays as it stands. */
export function splitRecord(record: string, delimiter: Delimiter): string[] {
  if (delimiter === 'space') return record.trim().split(/[ \t\u3000]+/);
  const cells: string[] = [];
  for (let at = 0; ;) {
    const quoted = readQuoted(record, at, delimiter);
    if (quoted !== null) {
      cells.push(quoted.text);
      at = quoted.end;
    } else {
      const end = record.indexOf(delimiter, at);
      cells.push(end < 0 ? record.slice(at) : record.slice(at, end));
      at = end < 0 ? record.length : end;
    }
    if (at >= record.length) return cells;
    at++;
  }
}

function readQuoted(record: string, from: number, delimiter: string): { text: string; end: number } | null {
  let open = from;
  while ((record[open] === ' ' || record[open] === '\t') && record[open] !== delimiter) open++;
  if (record[open] !== '"') return null;
  let close = open + 1;
  for (;;) {
    close = record.indexOf('"', close);
    if (close < 0) return null;
    if (record[close + 1] !== '"') break;
    close += 2;
  }
  let end = close + 1;
  while ((record[end] === ' ' || record[end] === '\t') && record[end] !== delimiter) end++;
  if (end < record.length && record[end] !== delimiter) return null;
  return { text: record.slice(open + 1, close).replaceAll('""', '"'), end };
}

/** One record in the form the engine reads (RFC 4180), with its line feed. */
export function joinCells(cells: readonly string[], delimiter: BatchDelimiter): string {
  let out = '';
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] ?? '';
    if (i > 0) out += delimiter;
    out += csvCell(cell, delimiter);
  }
  return `${out}\n`;
}

/** One cell in that form. */
export function csvCell(cell: string, delimiter: BatchDelimiter): string {
  return needsQuotes(cell, delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function needsQuotes(cell: string, delimiter: string): boolean {
  for (let i = 0; i < cell.length; i++) {
    const code = cell.charCodeAt(i);
    if (code === 0x22 || code === 0x0a || code === 0x0d || code === delimiter.charCodeAt(0)) return true;
  }
  // A blank at either end is certain to be kept only inside quotes.
  return cell.length > 0 && (cell.charCodeAt(0) === 0x20 || cell.charCodeAt(cell.length - 1) === 0x20);
}

/** The byte a delimiter is, or null for runs of blanks. */
export function delimiterByte(delimiter: Delimiter): number | null {
  return delimiter === 'space' ? null : delimiter.charCodeAt(0);
}

import { HEADER_SEARCH_ROWS } from './match-format.ts';

const NUMBER_OR_DATE = /^[\s'"=￥¥$€£+-]*\d[\d\s,./:%年月日TZ+-]*(元|%)?["']?$/;

/**
 * The header row of an unknown table: the first row that fills the widest block of the file with short, different texts
 * that are mostly no numbers. Title and explanation rows above are narrower, data rows below hold numbers or repeat.
 *
 * @returns index into `rows`, or null when no row among the first 20 looks like column names.
 */
export function findHeader(rows: readonly (readonly string[])[]): number | null {
  const filled = rows.map((row) => row.filter((cell) => cell.trim() !== '').length);
  const width = blockWidth(filled);
  if (width === 0) return null;
  for (let index = 0; index < Math.min(rows.length, HEADER_SEARCH_ROWS); index++) {
    const row = rows[index] ?? [];
    const isWide = (filled[index] ?? 0) >= Math.max(1, Math.ceil(width * 0.8));
    if (isWide && looksLikeNames(row)) return standsOut(row, rows.slice(index + 1)) ? index : null;
  }
  return null;
}

/** The widest row length that at least two rows (or the only row) come near to. */
function blockWidth(filled: readonly number[]): number {
  const widths = [...filled].sort((a, b) => b - a);
  return (filled.length > 1 ? widths.find((width, rank) => (widths[rank + 1] ?? 0) >= width * 0.6) : widths[0]) ?? 0;
}

function looksLikeNames(row: readonly string[]): boolean {
  const cells = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const texts = cells.filter((cell) => !NUMBER_OR_DATE.test(cell));
  const short = cells.filter((cell) => cell.length <= 60);
  const distinct = new Set(cells.map((cell) => cell.toLowerCase()));
  return (
    texts.length >= cells.length * 0.7 && short.length >= cells.length * 0.95 && distinct.size >= cells.length * 0.9
  );
}

/** A row of texts is a header unless the rows below look the same in kind and repeat its own cells. */
function standsOut(row: readonly string[], below: readonly (readonly string[])[]): boolean {
  const others = below.filter((other) => other.join('\n') !== row.join('\n')); // a header printed again on each page
  const repeated = row.filter(
    (cell, column) => cell.trim() !== '' && others.some((other) => other[column]?.trim() === cell.trim()),
  );
  return repeated.length <= row.length * 0.2;
}

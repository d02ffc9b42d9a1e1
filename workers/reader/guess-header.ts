const NUMBER = /^[\s"'=]*[-+]?[\d.,:/-]+%?[\s"']*$/u;

/** Does a cell hold nothing but a number, a date or a time? */
export function isNumberLike(cell: string): boolean {
  return NUMBER.test(cell);
}

/** The most frequent number of cells (above one), and how many rows have it; the wider one when equally frequent. */
export function commonWidth(rows: readonly (readonly string[])[]): { width: number; records: number } {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let best = { width: 1, records: 0 };
  for (const [width, records] of counts) {
    if (width > 1 && (records > best.records || (records === best.records && width > best.width)))
      best = { width, records };
  }
  return best;
}

/** Does a row read like names: mostly full, different from each other, not numbers? */
export function looksLikeHeader(row: readonly string[] | undefined): boolean {
  if (row === undefined) return false;
  const named = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return named.length >= row.length * 0.8 && new Set(named).size >= named.length * 0.9 && !named.some(isNumberLike);
}

/** Index of the row that probably names the columns; only used to see which parts of an archive belong together. */
export function guessHeaderIndex(rows: readonly (readonly string[])[]): number {
  const { width } = commonWidth(rows);
  const found = rows.slice(0, 20).findIndex((row) => row.length >= width && looksLikeHeader(row));
  return Math.max(0, found);
}

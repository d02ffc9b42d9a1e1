/**
 * Lines of a table that several files make up (parts of a zip) restart in each; a row is numbered
 * `part × PART_ROWS + line`, so that one number still finds one row.
 */
export const PART_ROWS = 1_000_000_000;

/** Between the names of the parts in `source_file.parts`. */
export const PART_SEPARATOR = '\u001f';

/** The line, from 1, of a numbered row; over a `src_row` column. */
export function lineOf(row: string): string {
  return `(${row} % ${PART_ROWS})`;
}

/** The sheet or zip entry a row stands in; over a row of `source_file` and a `src_row` column. */
export function placeOf(file: string, row: string): string {
  const part = `split_part(coalesce(${file}.parts, ''), chr(31), (${row} // ${PART_ROWS})::INTEGER + 1)`;
  return `coalesce(nullif(${part}, ''), ${file}.sheet, '')`;
}

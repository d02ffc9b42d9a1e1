/** A small table as data: what a chart shows when it is read instead of looked at, and what it exports. */
export type TableColumn = { title: string; align: 'start' | 'end'; format?: (value: number) => string };
export type SmallTable = {
  caption: string;
  columns: readonly TableColumn[];
  rows: readonly (readonly (string | number | null)[])[];
};

/** A cell as it is read; a missing value is left blank. */
export function cellText(column: TableColumn | undefined, cell: string | number | null | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return column?.format ? column.format(cell) : String(cell);
  return cell;
}

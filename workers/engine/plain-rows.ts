import { decodeColumns, describeResult } from '../../src/domain/sql/decode-columns.ts';

/** Cells of a row by the names of their columns; numbers in units, NaN as null. */
export type PlainRow = Record<string, string | number | boolean | null>;

/** A small result as plain rows. */
export function plainRows(ipc: Uint8Array): PlainRow[] {
  const outputs = describeResult(ipc);
  const columns: Record<string, ArrayLike<string | number | boolean | null>> = decodeColumns(ipc, outputs);
  const rows = columns[outputs[0]?.name ?? '']?.length ?? 0;
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(
      outputs.map(({ name }) => {
        const cell = columns[name]?.[row] ?? null;
        return [name, typeof cell === 'number' && Number.isNaN(cell) ? null : cell];
      }),
    ),
  );
}

import type { StructuralReject } from './source.ts';

/**
 * What the reader makes of the cells of a table before the engine sees them: only the columns that are asked for, cleaned
 * of what says nothing. Among the cells for business tables is of what is personal no more than a keyed token or a region;
 * personal cells that are to be kept come apart from them.
 */

export type CellReading =
  | 'text'
  | 'id' // ="…", apostrophes, `No:` and the .0 of a spreadsheet number taken off
  | 'flag'
  | 'money'
  | 'quantity'
  | 'timestamp'
  | 'province' // one of China's by its short name, else as it stands
  | 'buyer' // prefix:24 hex of a keyed hash; empty for a mask, which is no identity
  | 'address_province'
  | 'address_city'
  | 'address_district';

/** One cell of each record of a batch: a column of the file, counted from 0, and how it is read. */
export type CellRequest = { column: number; reading: CellReading };

export type CellRules = {
  /** In the order of their columns. */
  cells: readonly CellRequest[];
  /** Personal cells that are kept, in the order of their columns; empty where none are. */
  contacts: readonly CellRequest[];
  /** Cells in a record of the file. */
  columns: number;
  /** Words for nothing, lower case; such a cell is handed over empty. */
  nothing: readonly string[];
  /** Numbers are written 1.234,56. */
  decimalComma: boolean;
  /** Times carry ±hhmm; the wall clock as written is kept. */
  zoneOffset: boolean;
  total: { words: readonly string[]; columns: readonly number[] };
  /** Whether each record is followed by a hash of all its cells. */
  hashRows: boolean;
  /** `prefix` of the tokens, and the vault's 32 bytes. */
  token: { prefix: string; key: Uint8Array };
};

/** Parts the cells of a batch; no export writes it. */
export const CELL_SEPARATOR = '\u001f';

/**
 * Records for the engine: UTF-8, `CELL_SEPARATOR`, '\n' ends, RFC 4180 quotes. Behind the cells that were asked for stand
 * the line or sheet row, `t` or `f` for a total row, and the hash in hex or nothing.
 */
export type CellBatch = {
  bytes: Uint8Array<ArrayBuffer>;
  /** The same records with the personal cells; null where none were asked for. */
  contacts: Uint8Array<ArrayBuffer> | null;
  records: number;
  /**
   * For each cell: every one in the batch is empty or can be read without care (a number of at most 13 digits and the
   * places of its type, an existing time of 1981 to 9999 in ISO form).
   */
  plain: readonly boolean[];
  lines: { first: number; last: number };
  rejected: StructuralReject[];
  /** Blank lines passed over. */
  blank: number;
  /** Name of the part the lines are counted in, where a table is made of several (zip entries). */
  part?: string;
  /** Bytes of the source consumed so far and in all, for progress. */
  consumed: number;
  totalBytes: number;
};

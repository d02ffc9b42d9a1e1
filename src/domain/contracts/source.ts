/** What the reader says of a file, and the batches it hands over. No value here is typed yet: all cells are text. */

export type Encoding =
  'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'windows-1252' | 'big5' | 'shift_jis';
export type Container = 'text' | 'xlsx' | 'xls' | 'xlsb' | 'ods' | 'html' | 'zip' | 'gzip';

/** `space` is any run of blanks (fixed-width text listings). */
export type Delimiter = ',' | '\t' | ';' | '|' | 'space';

/** Choices a user may override on the file card. */
export type SourceOptions = {
  encoding?: Encoding;
  delimiter?: Delimiter;
};

/** One table inside a file: the text itself, a sheet, or a set of zip entries with one header. */
export type SourceTable = {
  /** Stable within the file; pass it back to `stream`. */
  id: string;
  /** Sheet or entry name for the screen; empty for a plain text file. */
  name: string;
  container: Container;
  encoding: Encoding | null;
  /** True when two encodings read the head without an error and a person should look. */
  encodingUnsure: boolean;
  delimiter: Delimiter | null;
  /** First rows (at most 50), raw cells as text, before any cleaning. Row i of the file is `head[i]`. */
  head: string[][];
  /** Line (text) or row (sheet) number of each head row, counted from 1. */
  headLines: number[];
  /** Rows if cheap to know, else an estimate from the bytes read so far. */
  rowEstimate: number | null;
};

export type SourceInspection = {
  fileName: string;
  byteSize: number;
  /** Lower-case hex SHA-256 of the bytes. */
  sha256: string;
  container: Container;
  tables: SourceTable[];
  /** Entries or sheets that were left aside, and why (empty, hidden chart sheet, nested archive…). */
  skipped: { name: string; reason: string }[];
};

/** Why a record could not even be cut into cells. `column` counts from 1. */
export type StructuralReject = {
  line: number;
  column: number | null;
  code: 'too_many_cells' | 'too_few_cells' | 'bad_bytes' | 'bad_quotes' | 'cell_too_long' | 'line_too_long';
  /** e.g. 31 cells where the header has 30. Never a cell's content. */
  detail: string;
};

/** Records ready for the engine: UTF-8, '\n' ends, quoted per RFC 4180, exactly `columns` cells each, header left out. */
export type RowBatch = {
  bytes: Uint8Array<ArrayBuffer>;
  delimiter: ',' | '\t' | ';' | '|';
  records: number;
  /** Line (text) or row (sheet) number of each record, or null when they are `firstLine, firstLine + 1, …`. */
  firstLine: number;
  lines: Uint32Array<ArrayBuffer> | null;
  rejected: StructuralReject[];
  /** Blank lines passed over in this batch. */
  blank: number;
  /** Name of the part the lines are counted in, where a table is made of several (zip entries). */
  part?: string;
  /** Bytes of the source consumed so far and in all, for progress. */
  consumed: number;
  totalBytes: number;
};

export type StreamRequest = {
  tableId: string;
  /** Index into `head` of the header row; data starts below it. */
  headerIndex: number;
  columns: number;
  encoding?: Encoding;
  delimiter?: Delimiter;
};

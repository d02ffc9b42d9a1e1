/** What the reader accepts before the engine sees a byte. Sizes in bytes. */
export const LIMITS = {
  line: 2 * 1024 * 1024,
  cell: 64 * 1024,
  columns: 2000,
  headerCell: 1000,
  /** Unpacked bytes per packed byte, and how much may be unpacked before the ratio is asked for. */
  ratio: 100,
  ratioFrom: 1024 * 1024,
  /** A gz stream that has shown no line end by then is not a table. */
  gzipWithoutLineEnd: 64 * 1024 * 1024,
  zipEntries: 2000,
  /** Tables of one page that are looked at. */
  tables: 256,
  /** Characters of one row, or of one shared string, of a workbook. */
  sheetRow: 16 * 1024 * 1024,
  /** Parts that must be held whole: workbooks inside archives, old workbooks, shared strings. */
  heldWhole: 512 * 1024 * 1024,
  /** All parts of one archive together. */
  unpacked: 8 * 1024 * 1024 * 1024,
} as const;

/** Bytes of a source read at a time; a batch holds the records of about one such chunk. */
export const CHUNK_BYTES = 4 * 1024 * 1024;

/** Rows of a table shown before it is read. */
export const HEAD_ROWS = 50;

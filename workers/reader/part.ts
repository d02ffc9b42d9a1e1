import type { Container, Delimiter, Encoding, RowBatch } from '../../src/domain/contracts/source.ts';

/** One stretch of rows with one layout: a text, a sheet, an HTML table. Several with one header make a table. */
export type Part = {
  /** Sheet or entry name; empty for a plain text file. */
  name: string;
  container: Container;
  encoding: Encoding | null;
  encodingUnsure: boolean;
  delimiter: Delimiter | null;
  head: string[][];
  headLines: number[];
  rowEstimate: number | null;
  /** Bytes read when all of it is read, for progress. */
  byteSize: number;
  stream(request: PartRequest): AsyncGenerator<RowBatch>;
};

export type PartRequest = {
  /** Rows up to this line are not data. */
  headerLine: number;
  columns: number;
  encoding?: Encoding;
  delimiter?: Delimiter;
};

/** A sheet or an entry that is not read, and why: an id of `REASONS`. */
export type SkippedPart = { name: string; reason: string };

/** What a container holds. */
export type Parts = { container: Container; parts: Part[]; skipped: SkippedPart[] };

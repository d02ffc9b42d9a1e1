import type { CellBatch, CellRules } from '../../../src/domain/contracts/cells.ts';
import type { SourceInspection, SourceOptions, StreamRequest } from '../../../src/domain/contracts/source.ts';

/** A file being read in a thread of its own; `dispose` ends that thread and frees all it held. */
export type SourceReader = {
  inspect(file: File, options: SourceOptions): Promise<SourceInspection>;
  /** Lower-case hex SHA-256 of the bytes, for files `inspect` leaves it empty for. */
  digest(file: File): Promise<string>;
  open(file: File, request: StreamRequest, rules: CellRules): Promise<void>;
  /** The next batch, or null at the end. */
  next(): Promise<CellBatch | null>;
  dispose(): void;
};

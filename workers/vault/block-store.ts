import type { DataClass } from '../../src/domain/contracts/data-class.ts';

/** Size of a block of the database file, bytes; equals the engine's own so that a dirty page dirties one or two. */
export const BLOCK_BYTES = 262_144;

/** A database file at one commit. Absent blocks are zeros. */
export type BlockImage = { size: number; blocks: Map<number, Uint8Array<ArrayBuffer>> };

/** What changed since the commit before. */
export type BlockChange = { size: number; blocks: [number: number, bytes: Uint8Array<ArrayBuffer>][] };

/** What changed in the file of each class; a class that is not named stays as it is. */
export type ClassChanges = readonly (readonly [DataClass, BlockChange])[];

/**
 * The home of committed blocks, outside the engine so that a dead engine loses nothing. A commit is all or nothing over
 * the files of all classes, and is kept once its promise resolves.
 */
export type BlockStore = {
  /** The file of each class that was ever committed. */
  load(): Promise<[DataClass, BlockImage][]>;
  commit(changes: ClassChanges): Promise<void>;
  clear(): Promise<void>;
};

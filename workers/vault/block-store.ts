/** Size of a block of the database file, bytes; equals the engine's own so that a dirty page dirties one or two. */
export const BLOCK_BYTES = 262_144;

/** A database file at one commit. Absent blocks are zeros. */
export type BlockImage = { size: number; blocks: Map<number, Uint8Array<ArrayBuffer>> };

/** What changed since the commit before. */
export type BlockChange = { size: number; blocks: [number: number, bytes: Uint8Array<ArrayBuffer>][] };

/**
 * The home of committed blocks, outside the engine so that a dead engine loses nothing.
 * A commit is all or nothing, and is kept once its promise resolves.
 */
export type BlockStore = {
  load(): Promise<BlockImage>;
  commit(change: BlockChange): Promise<void>;
  clear(): Promise<void>;
};

import type { BlockLayout } from './block-layout.ts';

/** A file in blocks, read and changed synchronously; what is changed stays in memory until its store commits. */
export type BlockSource = {
  readonly layout: BlockLayout;
  readonly size: number;
  /** A block's bytes, zeros where nothing was written; not to be changed, and of use until the next call only. */
  block(number: number): Uint8Array<ArrayBuffer>;
  /** A block's bytes, to be changed before the next call. Does not change the size. */
  writable(number: number): Uint8Array<ArrayBuffer>;
  /** Cuts or grows; what is grown reads as zeros. */
  resize(size: number): void;
};

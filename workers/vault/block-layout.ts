/**
 * How a database file is cut into blocks: block 0 holds the first `headBytes`, each later one `blockBytes`.
 * Both are multiples of 4,096, so that no two blocks share a sector of the disk.
 */
export type BlockLayout = { readonly headBytes: number; readonly blockBytes: number };

/** The engine's own cut: three headers of 4,096 bytes, then blocks of 256 KiB; what it writes together lies together. */
export const ENGINE_LAYOUT: BlockLayout = { headBytes: 12_288, blockBytes: 262_144 };

/** How many blocks a file of `size` bytes has. */
export function countBlocks({ headBytes, blockBytes }: BlockLayout, size: number): number {
  if (size === 0) return 0;
  return 1 + Math.ceil(Math.max(0, size - headBytes) / blockBytes);
}

/** First byte of a block in its file. */
export function blockStart({ headBytes, blockBytes }: BlockLayout, number: number): number {
  return number === 0 ? 0 : headBytes + (number - 1) * blockBytes;
}

/** Bytes of a block. */
export function blockLength({ headBytes, blockBytes }: BlockLayout, number: number): number {
  return number === 0 ? headBytes : blockBytes;
}

/** The block in which the byte `at` lies. */
export function blockOf({ headBytes, blockBytes }: BlockLayout, at: number): number {
  return at < headBytes ? 0 : 1 + Math.floor((at - headBytes) / blockBytes);
}

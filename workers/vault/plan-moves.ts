import type { BlockPlace, FileMap } from './manifest.ts';

/** At most this share of a data file is free after a commit, or `SLACK_EXTENTS`, whichever is more. */
const MAX_FREE_SHARE = 0.3;
/** What is left free, so that the next commits find room without growing the file. */
const KEPT_FREE_SHARE = 0.15;
/** Below this many free extents (2 MiB of the engine's blocks) a file is not worth moving. */
export const SLACK_EXTENTS = 8;

/** Whether a file of `length` extents, `used` of them in use, holds too much free space. */
export function isTooLoose(length: number, used: number): boolean {
  const free = length - used;
  return free > SLACK_EXTENTS && free > MAX_FREE_SHARE * length;
}

/** The blocks at the end of a file that have to move into holes before it can be cut. */
export function planMoves({ places }: FileMap): [number: number, place: BlockPlace][] {
  const end = Math.ceil(places.size / (1 - KEPT_FREE_SHARE));
  return [...places].filter(([, { extent }]) => extent >= end);
}

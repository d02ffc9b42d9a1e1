import type { Locks } from '../../../workers/vault/paged-files.ts';

/** So small that a small vault has many pages: half a block of the small layout. */
export const SMALL_PAGE_BYTES = 512;

/** Locks of one browser: taken by name, freed when the work ends. */
export function testLocks(): Locks {
  const held = new Set<string>();
  return {
    request: async (name, _, work) => {
      await Promise.resolve();
      if (held.has(name)) return work(null);
      held.add(name);
      try {
        await work({});
      } finally {
        held.delete(name);
      }
    },
  };
}

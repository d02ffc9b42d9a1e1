import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BlockHandle } from '../../workers/vault/block-handle.ts';
import { BLOCK_BYTES } from '../../workers/vault/block-store.ts';
import { MemoryStore } from '../../workers/vault/memory-store.ts';

type Step =
  { kind: 'write'; at: number; length: number; byte: number } | { kind: 'truncate'; size: number } | { kind: 'commit' };

const at = fc.integer({ min: 0, max: 3 * BLOCK_BYTES });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    at,
    length: fc.integer({ min: 1, max: BLOCK_BYTES + 9 }),
    byte: fc.integer({ min: 1, max: 255 }),
  }),
  fc.record({ kind: fc.constant('truncate' as const), size: at }),
  fc.record({ kind: fc.constant('commit' as const) }),
);

/** A file as one array: the plainest thing that can be right. */
class PlainFile {
  bytes = new Uint8Array(0);
  write(from: Uint8Array, start: number) {
    if (start + from.length > this.bytes.length) this.truncate(start + from.length);
    this.bytes.set(from, start);
  }
  truncate(size: number) {
    const next = new Uint8Array(size);
    next.set(this.bytes.subarray(0, size));
    this.bytes = next;
  }
}

const contents = (handle: BlockHandle) => {
  const all = new Uint8Array(handle.getSize());
  expect(handle.read(all)).toBe(all.length);
  return all;
};

it('reads what was written, across blocks, cuts and commits, and the store holds exactly the last commit', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const handle = new BlockHandle();
      const plain = new PlainFile();
      const store = new MemoryStore();
      let committed = plain.bytes;
      for (const each of steps) {
        if (each.kind === 'write') {
          const bytes = new Uint8Array(each.length).fill(each.byte);
          handle.write(bytes, { at: each.at });
          plain.write(bytes, each.at);
        } else if (each.kind === 'truncate') {
          handle.truncate(each.size);
          plain.truncate(each.size);
        } else {
          await store.commit([['business', handle.takeChange()]]);
          committed = plain.bytes.slice();
        }
      }
      expect(Buffer.compare(contents(handle), plain.bytes)).toBe(0);
      expect(Buffer.compare(contents(new BlockHandle((await store.load())[0]?.[1])), committed)).toBe(0);
    }),
    { numRuns: 150 },
  );
});

it('hands over only what changed', () => {
  const handle = new BlockHandle();
  handle.write(new Uint8Array(5 * BLOCK_BYTES).fill(1));
  expect(handle.takeChange().blocks).toHaveLength(5);
  handle.write(new Uint8Array(10).fill(2), { at: 2 * BLOCK_BYTES - 5 });
  expect(handle.takeChange().blocks.map(([number]) => number)).toEqual([1, 2]);
  expect(handle.takeChange().blocks).toEqual([]);
});

it('reads zeros where a cut file has grown again', () => {
  const handle = new BlockHandle();
  handle.write(new Uint8Array(100).fill(7));
  handle.truncate(10);
  handle.truncate(20);
  expect([...contents(handle)]).toEqual([...Array<number>(10).fill(7), ...Array<number>(10).fill(0)]);
});

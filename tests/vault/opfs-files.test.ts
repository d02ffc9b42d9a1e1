import { expect, it } from 'vitest';
import { opfsFiles } from '../../workers/vault/opfs-files.ts';

/** A file whose every read and write counts `count`. */
const counting = (count: number) => {
  const handle = {
    read: () => count,
    write: () => count,
    truncate: () => undefined,
    getSize: () => 0,
    flush: () => undefined,
    close: () => undefined,
  };
  return opfsFiles({
    getFileHandle: () => Promise.resolve({ createSyncAccessHandle: () => Promise.resolve(handle) }),
    keys: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }) }),
    removeEntry: () => Promise.resolve(),
  }).open('data');
};
const bytes = new Uint8Array(10);

it('passes on what was read and written, also where it is less than was asked for', async () => {
  for (const count of [0, 7, 10]) {
    const file = await counting(count);
    expect([file.read(bytes, { at: 0 }), file.write(bytes, { at: 0 })]).toEqual([count, count]);
  }
});

it('throws where an error is counted as if it were bytes', async () => {
  // −8 is how Chromium says that there is no space, −1 any other failure; as unsigned 32-bit numbers they are large.
  const full = await counting(4_294_967_288);
  expect(() => full.write(bytes, { at: 0 })).toThrow(expect.objectContaining({ name: 'QuotaExceededError' }));
  const failed = await counting(4_294_967_295);
  expect(() => failed.write(bytes, { at: 0 })).toThrow('file error -1');
  expect(() => failed.read(bytes, { at: 0 })).toThrow('file error -1');
});

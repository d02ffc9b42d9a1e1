import { describe, expect, it } from 'vitest';
import {
  destroyKeys,
  KEY_SLOTS,
  readKeys,
  replaceKeys,
  writeFirstKeys,
} from '../../../workers/vault/shelf/key-slots.ts';
import { codeOf, flip } from '../keys/keys-support.ts';
import { MemoryFile, MemoryFiles } from '../support/memory-files.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textIn = async (files: MemoryFiles) => {
  const found = await readKeys(files);
  return found.is === 'whole' ? new TextDecoder().decode(found.header) : found.is;
};

async function kept(...headers: string[]): Promise<MemoryFiles> {
  const files = new MemoryFiles();
  const [first = '', ...later] = headers;
  await writeFirstKeys(files, bytesOf(first), 3);
  for (const header of later) await replaceKeys(files, bytesOf(header));
  return files;
}

/** The files with one of the two changed. */
function changed(files: MemoryFiles, slot: 0 | 1, change: (bytes: Uint8Array) => Uint8Array): MemoryFiles {
  const copy = files.copy();
  const file = copy.files.get(KEY_SLOTS[slot]) ?? new MemoryFile();
  copy.files.set(KEY_SLOTS[slot], new MemoryFile(new Uint8Array(change(file.bytes))));
  return copy;
}

describe('the key record', () => {
  it('is what was written last, of any length, with its order', async () => {
    expect(await readKeys(new MemoryFiles())).toEqual({ is: 'none' });
    expect(await readKeys(await kept('one'))).toEqual({ is: 'whole', header: bytesOf('one'), order: 3 });
    const texts = ['one', 'a longer one', 'b', '', 'the fifth of them'];
    for (let count = 1; count <= texts.length; count += 1) {
      const files = await kept(...texts.slice(0, count));
      expect(await readKeys(files)).toEqual({ is: 'whole', header: bytesOf(texts[count - 1] ?? ''), order: 3 });
    }
  });

  it('is the one before where the last is torn, and damaged where both are', async () => {
    const files = await kept('one', 'two', 'three');
    const size = files.files.get('keys-b')?.bytes.byteLength ?? 0;
    for (let at = 0; at < size; at += 1) {
      expect(await textIn(changed(files, 1, (bytes) => flip(bytes, at)))).toBe('two');
      const torn = changed(files, 0, (bytes) => bytes.slice(0, Math.min(at, bytes.byteLength - 1)));
      expect(await textIn(torn)).toBe('three');
      expect(await textIn(changed(torn, 1, (bytes) => flip(bytes, at)))).toBe(at === 0 ? 'none' : 'damaged');
    }
  });

  it('cannot be replaced where there is none, and says so where it is damaged', async () => {
    expect(await codeOf(replaceKeys(new MemoryFiles(), bytesOf('one')))).toBe('KEYS_DAMAGED');
    const damaged = changed(
      changed(await kept('one'), 0, (bytes) => flip(bytes, 30)),
      1,
      (bytes) => flip(bytes, 30),
    );
    expect(await codeOf(replaceKeys(damaged, bytesOf('two')))).toBe('KEYS_DAMAGED');
    expect(await textIn(damaged)).toBe('damaged');
  });

  it('leaves no byte behind when it is destroyed', async () => {
    const files = await kept('one', 'two');
    const contents = [...files.files.values()];
    await destroyKeys(files);
    expect(await files.list()).toEqual([]);
    for (const { bytes } of contents) expect(bytes.every((byte) => byte === 0)).toBe(true);
    await destroyKeys(files);
    expect(await textIn(files)).toBe('none');
  });

  it('that does not fit is not there, and says how it is', async () => {
    const files = new MemoryFiles();
    files.quota = 100;
    await expect(writeFirstKeys(files, bytesOf('x'.repeat(60)), 1)).rejects.toThrow('quota');
    expect(await textIn(files)).toBe('none');
    const full = await kept('one', 'two');
    full.quota = full.used;
    await expect(replaceKeys(full, bytesOf('x'.repeat(60)))).rejects.toThrow('quota');
    expect(await textIn(full)).toBe('two');
  });
});

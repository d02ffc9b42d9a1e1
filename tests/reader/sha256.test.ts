import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Sha256 } from '../../workers/reader/sha256.ts';

test('agrees with the platform whatever the pieces', () => {
  const bytes = Uint8Array.from({ length: 100_003 }, (_, i) => (i * 31 + (i >> 7)) & 255);
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 100_003]) {
    for (const piece of [1, 13, 64, 1000, 100_003].filter((size) => length / size < 5000)) {
      const hash = new Sha256();
      for (let at = 0; at < length; at += piece) hash.update(bytes.subarray(at, Math.min(length, at + piece)));
      expect(Buffer.from(hash.digest()).toString('hex')).toBe(
        createHash('sha256').update(bytes.subarray(0, length)).digest('hex'),
      );
    }
  }
});

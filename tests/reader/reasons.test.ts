import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { localReason, REASONS } from '../../src/domain/contracts/reasons.ts';

const folder = fileURLToPath(new URL('../../workers/reader/', import.meta.url));

test('every reason the reader gives has a text in both languages, and every text is given', () => {
  const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const given = [...source.matchAll(/(?:reason|kind):\s*'([a-z_]+)'/gu)].map(([, id = '']) => id);
  expect(given.length).toBeGreaterThan(20);
  expect(given.filter((id) => !(id in REASONS) && !['number', 'date', 'time'].includes(id))).toEqual([]);
  expect(Object.keys(REASONS).filter((id) => !source.includes(`'${id}'`))).toEqual([]);
});

test('a reason reads in the language of the reader, anything else stays', () => {
  expect(localReason('truncated', 'zh-CN')).toBe('内容不完整，提前结束');
  expect(localReason('truncated', 'en')).toBe('it ends too early');
  expect([localReason('PDF', 'en'), localReason('toString', 'en'), localReason(7, 'en')]).toEqual([
    'PDF',
    'toString',
    7,
  ]);
});

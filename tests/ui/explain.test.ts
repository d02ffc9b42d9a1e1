import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../src/domain/contracts/error-texts.ts';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { REASONS } from '../../src/domain/contracts/reasons.ts';
import { explain } from '../../src/i18n/explain.ts';
import { localParams } from '../../src/i18n/local-params.ts';

const IDS = Object.entries(REASONS);
const LOCALES = ['zh-CN', 'en'] as const;

describe('reasons', () => {
  it.each(IDS)('says %s in both languages, wherever it stands in an error', (id, text) => {
    for (const locale of LOCALES) {
      const damaged = explain(new AppError('FILE_DAMAGED', { file: 'a.csv', reason: id })).text[locale];
      const foreign = explain({ kind: 'expected', code: 'FILE_NOT_A_TABLE', params: { file: 'a', kind: id } }).text;
      expect(damaged).toContain(text[locale]);
      expect(foreign[locale]).toContain(text[locale]);
      if (id.includes('_')) expect(damaged + foreign[locale]).not.toContain(id);
    }
  });

  it.each(IDS)('says %s in a note', (id, text) => {
    for (const locale of LOCALES) expect(localParams({ name: 'x', reason: id }, locale).reason).toBe(text[locale]);
  });

  it('leaves names alone, even a file that is called like a reason', () => {
    expect(explain(new AppError('FILE_EMPTY', { file: 'empty' })).text['zh-CN']).toBe('“empty”是空的');
    expect(localParams({ name: 'empty', rows: 3 }, 'en')).toEqual({ name: 'empty', rows: 3 });
  });
});

describe('errors', () => {
  it('calls the mapping button by its name', async () => {
    const { WORDS } = await import('../../src/pages/import/words.ts');
    for (const locale of LOCALES) expect(ERRORS.FORMAT_UNKNOWN.hint[locale]).toContain(WORDS.explain[locale]);
  });

  it('does not blame the data for a fault of the app', () => {
    expect(explain(new TypeError('x')).hint.en).toContain('untouched');
  });
});

import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { explain } from '../../src/i18n/explain.ts';
import * as format from '../../src/i18n/format.ts';
import { Speaker } from '../../src/i18n/speaker.ts';
import { measureChange, sayChange } from '../../src/ui/change.ts';

const zh = new Speaker({ locale: 'zh-CN', weekStart: 1 });
const en = new Speaker({ locale: 'en', weekStart: 7 });

describe('numbers', () => {
  it('counts in 万 and 亿 in Chinese, in K and M in English', () => {
    expect(zh.compact(123_456_789)).toBe('1.2亿');
    expect(zh.compact(38_204)).toBe('3.8万');
    expect(en.compact(38_204)).toBe('38.2K');
    expect(zh.compact(2967)).toBe('2,967');
    expect(en.compact(2967)).toBe('2,967');
    expect(zh.moneyCompact(1234.5, 'CNY')).toBe('¥1,235');
    expect(zh.moneyCompact(4_041_000, 'CNY')).toBe('¥404.1万');
    expect(en.moneyCompact(4_041_000, 'CNY')).toBe('¥4M');
  });

  it('writes money to the cent, in any currency and in none', () => {
    expect(zh.money(4_862_310.5, 'CNY')).toBe('¥4,862,310.50');
    expect(en.money(12.5, 'USD')).toBe('$12.50');
    expect(zh.money(12.5, '')).toBe('12.5');
  });

  it('says nothing for no value, never a dash or 0', () => {
    expect(zh.value(null, { unit: 'money', currency: 'CNY' })).toBe('');
    expect(zh.value(0.169, { unit: 'ratio', currency: null })).toBe('16.9%');
  });
});

describe('days', () => {
  it('shows a half-open range with its last day', () => {
    expect(zh.days('2026-06-01', '2026-07-01')).toBe('2026年6月1日 – 6月30日');
    expect(zh.days('2025-12-31', '2026-01-02')).toBe('2025年12月31日 – 2026年1月1日');
    expect(zh.days('2026-06-18', '2026-06-19')).toBe('2026年6月18日');
  });

  it('never lets the time zone of the device move a wall clock', () => {
    expect(format.formatMoment('zh-CN', '2026-06-30 23:58:12')).toBe('2026/06/30 23:58');
    expect(zh.weekday(1)).toBe('周一');
    expect(en.weekday(7)).toBe('Sun');
  });
});

describe('changes', () => {
  it('says the direction as a word; shares move in points', () => {
    const sales = measureChange(112.4, 100, 'money');
    expect(sales && sayChange(sales, zh)).toBe('升 12.4%');
    const rate = measureChange(0.148, 0.169, 'ratio');
    expect(rate && sayChange(rate, zh)).toBe('降 2.1 点');
    const flat = measureChange(100.01, 100, 'money');
    expect(flat && sayChange(flat, en)).toBe('unchanged');
  });

  it('has nothing to say against nothing or zero', () => {
    expect(measureChange(5, null, 'money')).toBeNull();
    expect(measureChange(5, 0, 'money')).toBeNull();
    expect(measureChange(null, 5, 'money')).toBeNull();
  });
});

describe('errors', () => {
  it('fills what happened and what to do, in both languages', () => {
    const said = explain(new AppError('COLUMN_MISSING', { file: 'a.csv', column: '付款时间' }));
    expect(said.text['zh-CN']).toBe('“a.csv”缺少必需的列“付款时间”');
    expect(said.text.en).toContain('付款时间');
  });

  it('explains a bug without showing its message', () => {
    expect(explain(new TypeError('secret')).text.en).not.toContain('secret');
  });
});

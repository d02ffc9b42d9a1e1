import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../src/domain/contracts/import.ts';
import { linkNumbers } from '../../src/pages/import/link-numbers.ts';
import { blankReport } from '../../workers/engine/import/report.ts';

const report = (importId: string, said: Partial<ImportReport> = {}): ImportReport => ({
  ...blankReport(`${importId}.csv`, ''),
  importId,
  status: 'imported',
  shopId: 'jd:甲店',
  orders: 3,
  period: { from: '2024-03-01', to: '2024-03-05' },
  paidPeriod: { from: '2024-03-02', to: '2024-03-05' },
  ...said,
});
const MINE = report('f1');

const OWN = '看这份文件的数字';
const SHOP = '看这家店这段日子的数字（含其他文件）';
const DAYS = '看这段日子的数字（含其他文件）';
const labelOf = (...args: Parameters<typeof linkNumbers>) => linkNumbers(...args).label['zh-CN'];
const paramsOf = (...args: Parameters<typeof linkNumbers>) =>
  Object.fromEntries(new URLSearchParams(linkNumbers(...args).href.split('?')[1]));

describe('the link to the numbers of an import', () => {
  it('promises the file’s own where the file is all there is of its shop', () => {
    const others = [
      MINE,
      report('f2', { shopId: 'jd:乙店' }),
      report('f3', { status: 'undone' }),
      report('f4', { status: 'failed', orders: 0 }),
    ];
    expect(labelOf(MINE, others)).toBe(OWN);
    expect(paramsOf(MINE, others)).toEqual({ range: 'all', shop: 'jd:甲店' });
  });

  it.each([
    ['another file of the shop', [MINE, report('f2')]],
    ['another file of several shops', [MINE, report('f2', { shopId: null })]],
    ['imports not known yet', null],
  ])('promises the shop’s days with %s', (_, imports) => {
    expect(labelOf(MINE, imports)).toBe(SHOP);
    expect(paramsOf(MINE, imports)).toEqual({ from: '2024-03-02', to: '2024-03-05', shop: 'jd:甲店' });
  });

  it('promises days alone for a file of several shops', () => {
    const mixed = report('f1', { shopId: null, paidPeriod: null });
    expect(labelOf(mixed, [mixed])).toBe(DAYS);
    expect(paramsOf(mixed, [mixed])).toEqual({ from: '2024-03-01', to: '2024-03-05' });
  });
});

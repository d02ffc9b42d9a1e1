import { describe, expect, it } from 'vitest';
import { toCsv } from '../../src/ui/tables/csv.ts';
import { rowWindow, scrollToRow } from '../../src/ui/tables/row-window.ts';
import { safeName } from '../../src/ui/save-file.ts';

describe('CSV', () => {
  const column = (title: string) => ({ title, align: 'start' as const });

  it('quotes, keeps numbers raw, and defuses what a spreadsheet would run', () => {
    const text = toCsv({
      columns: [column('名称'), column('金额')],
      rows: [
        ['=HYPERLINK("x")', -5.5],
        ['a,b\n"c"', null],
        ['@sum', 1],
      ],
    });
    expect(text).toBe('\ufeff名称,金额\r\n"\'=HYPERLINK(""x"")",-5.5\r\n"a,b\n""c""",\r\n\'@sum,1\r\n');
  });

  it('names files so that every system takes them', () => {
    expect(safeName('支付金额 · 按日/周: "6月"')).toBe('支付金额 · 按日 周 6月');
  });
});

describe('rows in view', () => {
  const box = { viewHeight: 400, rowHeight: 40 };

  it('draws what is in view and a few more', () => {
    const shown = rowWindow({ ...box, scrollTop: 4000, total: 1000 });
    expect(shown).toMatchObject({ first: 94, last: 116, height: 40_000 });
    expect(shown.top).toBe(94 * 40);
  });

  it('reaches the first and the last of five million rows', () => {
    const total = 5_000_000;
    const start = rowWindow({ ...box, scrollTop: 0, total });
    expect(start.first).toBe(0);
    expect(start.height).toBeLessThan(17_000_000);
    const end = rowWindow({ ...box, scrollTop: start.height - 400, total });
    expect(end.last).toBe(total - 1);
    expect(end.top + (end.last - end.first + 1) * 40).toBeCloseTo(start.height, 3);
  });

  it.each([0, 17, 2_499_999, 4_999_999])('brings row %i of five million into view', (row) => {
    const at = { ...box, scrollTop: 3_000_000, total: 5_000_000 };
    const shown = rowWindow({ ...at, scrollTop: scrollToRow(row, at) }, 0);
    expect(row).toBeGreaterThanOrEqual(shown.first);
    expect(row).toBeLessThanOrEqual(shown.last);
  });

  it('has nothing to draw without rows', () => {
    const none = rowWindow({ ...box, scrollTop: 0, total: 0 });
    expect(none.last).toBeLessThan(none.first);
  });
});

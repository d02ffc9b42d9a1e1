import { describe, expect, it } from 'vitest';
import { changeParams, sharedParams } from '../../src/state/change-params.ts';
import { parseView } from '../../src/state/view-params.ts';

describe('the view in the address', () => {
  it('reads period, filters and group', () => {
    const view = parseView(
      new URLSearchParams(
        'from=2026-06-01&to=2026-07-01&platform=jd&platform=pdd&hour=20&number=pay_amount&at=day:2026-06-18',
      ),
    );
    expect(view).toMatchObject({
      from: '2026-06-01',
      to: '2026-07-01',
      members: { platform: ['jd', 'pdd'], hour_of_day: ['20'] },
      number: 'pay_amount',
      group: { day: '2026-06-18' },
    });
  });

  it.each([
    ['a day that does not exist', 'from=2026-02-30&to=2026-03-01'],
    ['a range that ends before it starts', 'from=2026-03-02&to=2026-03-01'],
    ['half a range', 'from=2026-03-02'],
  ])('does not take %s', (_, text) => {
    expect(parseView(new URLSearchParams(text))).toMatchObject({ from: null, to: null });
  });

  it('counts what does not validate as not said', () => {
    const view = parseView(
      new URLSearchParams('range=9y&compare=moon&sort=drop%20table&metric=A%20B&at=moon:1&opened=s1/1'),
    );
    expect(view).toMatchObject({ range: null, compare: null, sort: null, metric: null, group: {}, opening: null });
  });

  it('keeps unknown keys when something changes', () => {
    const after = changeParams(new URLSearchParams('from=2026-01-01&to=2026-01-02&later=1'), { range: '7d' });
    expect(after.toString()).toBe('later=1&range=7d');
  });

  it('takes one statement back without touching the others', () => {
    const before = new URLSearchParams('platform=jd&province=%E6%B5%99%E6%B1%9F&opened=2');
    expect(changeParams(before, { members: { platform: [] } }).toString()).toBe('province=%E6%B5%99%E6%B1%9F&opened=2');
    expect(changeParams(before, { opening: null }).has('opened')).toBe(false);
  });

  it('reads back what it wrote', () => {
    const params = changeParams(new URLSearchParams(), {
      days: { from: '2026-06-01', to: '2026-06-08' },
      members: { product: ['a:b', 'c&d'] },
      number: { metric: 'aov', group: { platform: 'jd' } },
      sort: { by: 'order_id', descending: false },
    });
    expect(parseView(new URLSearchParams(params.toString()))).toMatchObject({
      from: '2026-06-01',
      to: '2026-06-08',
      members: { product: ['a:b', 'c&d'] },
      number: 'aov',
      group: { platform: 'jd' },
      sort: 'order_id',
      descending: false,
    });
  });

  it('carries period and filters to another page, but not what belongs to one page', () => {
    const shared = sharedParams(new URLSearchParams('range=7d&shop=s1&number=aov&at=day:1&sort=status&opened=1'));
    expect(shared.toString()).toBe('range=7d&shop=s1');
  });
});

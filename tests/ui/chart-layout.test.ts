import { describe, expect, it } from 'vitest';
import { Speaker } from '../../src/i18n/speaker.ts';
import { sayHeat, sayRanking, sayTrend } from '../../src/pages/overview/findings.ts';
import { EVENT_DAYS } from '../../src/ui/charts/event-days.ts';
import { layoutHeat } from '../../src/ui/charts/heat-layout.ts';
import { findTile, nextTile, PROVINCE_TILES } from '../../src/ui/charts/province-tiles.ts';
import { axisLabels, layoutTrend, MARGIN, nearestIndex } from '../../src/ui/charts/trend-layout.ts';

const point = (value: number | null, previous: number | null = null) => ({
  key: 'k',
  label: 'l',
  short: 's',
  value,
  previous,
});
const voice = new Speaker({ locale: 'zh-CN', weekStart: 1 });
const teller = { voice, format: (value: number) => String(value) };

describe('trend', () => {
  it('starts the axis at 0 even when all values are high', () => {
    const layout = layoutTrend([point(900), point(1000)], 640, 240);
    expect(layout.ticks[0]?.value).toBe(0);
    expect(layout.y(0)).toBe(240 - MARGIN.bottom);
  });

  it('goes below 0 only where values do', () => {
    expect(layoutTrend([point(-50), point(100)], 640, 240).ticks[0]?.value).toBeLessThan(0);
  });

  it('breaks the line where there is no value', () => {
    const { current } = layoutTrend([point(1), point(null), point(2), point(3)], 640, 240);
    expect(current.match(/M/g)).toHaveLength(2);
  });

  it('draws a step that is not complete apart, joined to the whole ones', () => {
    const layout = layoutTrend([point(1), point(2), { ...point(1), partial: true }], 640, 240);
    expect(layout.current.match(/[ML]/g)).toEqual(['M', 'L']);
    expect(layout.partial).toBe(`M${layout.x(1)},${layout.y(2)}L${layout.x(2)},${layout.y(1)}`);
  });

  it('finds the step under the pointer and never one outside', () => {
    expect(nearestIndex(MARGIN.left, 30, 640)).toBe(0);
    expect(nearestIndex(640 - MARGIN.right, 30, 640)).toBe(29);
    expect(nearestIndex(-500, 30, 640)).toBe(0);
    expect(nearestIndex(9999, 30, 640)).toBe(29);
  });

  it('labels few enough steps to stay readable', () => {
    expect(axisLabels(30, 304)).toEqual([0, 10, 20]);
    expect(axisLabels(130, 900).length).toBeLessThanOrEqual(12);
  });
});

describe('events', () => {
  it('knows the days that move by calendar', () => {
    const dayOf = (year: string, title: string) =>
      EVENT_DAYS.find((one) => one.day.startsWith(year) && one.title['zh-CN'] === title)?.day;
    expect(dayOf('2024', '黑五')).toBe('2024-11-29');
    expect(dayOf('2025', '黑五')).toBe('2025-11-28');
    expect(dayOf('2026', '春节')).toBe('2026-02-17');
    expect(dayOf('2026', '618')).toBe('2026-06-18');
  });
});

describe('tile map', () => {
  it('has 34 divisions, each on a cell of its own', () => {
    expect(PROVINCE_TILES).toHaveLength(34);
    expect(new Set(PROVINCE_TILES.map((tile) => `${tile.column}/${tile.row}`)).size).toBe(34);
    expect(new Set(PROVINCE_TILES.map((tile) => tile.code)).size).toBe(34);
  });

  it('finds a province under short, full and English names', () => {
    expect(findTile('内蒙古自治区')?.sign).toBe('蒙');
    expect(findTile('浙江')?.en).toBe('Zhejiang');
    expect(findTile('shaanxi')?.name).toBe('陕西');
    expect(findTile('Bavaria')).toBeNull();
  });

  it('leads by arrow keys to a neighbour and stays at the edge', () => {
    const at = (name: string) => PROVINCE_TILES.findIndex((tile) => tile.name === name);
    expect(nextTile(at('江苏'), 'ArrowRight')).toBe(at('上海'));
    expect(nextTile(at('江苏'), 'ArrowDown')).toBe(at('浙江'));
    expect(nextTile(at('新疆'), 'ArrowLeft')).toBe(at('新疆'));
  });
});

describe('weekday × hour', () => {
  const values = [
    { weekday: 7, hour: 20, value: 3 },
    { weekday: 7, hour: 19, value: 2 },
  ];

  it('sums three hours on a narrow screen only where the metric adds up', () => {
    const cells = layoutHeat(values, 7, { narrow: true, additive: true });
    expect(cells).toHaveLength(56);
    expect(cells.find((cell) => cell.value !== null)).toMatchObject({
      weekday: 7,
      hours: [18, 19, 20],
      value: 5,
      column: 0,
      row: 6,
    });
    expect(layoutHeat(values, 7, { narrow: true, additive: false })).toHaveLength(168);
  });
});

describe('findings', () => {
  it('names a peak with its size against the rest', () => {
    const days = [10, 10, 10, 63].map((value, at) => ({ label: `${at + 1}日`, value }));
    expect(sayTrend(days, null, teller)).toBe('4日最高，是其余平均的 6.3 倍');
    expect(sayTrend([{ label: '1日', value: 0 }], null, teller)).toBe('这段时间没有数据');
  });

  it('names who leads and who grows', () => {
    const up = { direction: 'up', kind: 'percent', size: 0.385 } as const;
    const bars = [
      { label: '天猫', value: 50, share: 0.5, change: null },
      { label: '抖店', value: 50, share: 0.5, change: up },
    ];
    expect(sayRanking(bars, teller)).toBe('天猫占 50%，抖店升 38.5%');
    expect(sayRanking([{ label: '天猫', value: 0.2, share: null, change: null }], teller)).toBe('天猫最高：0.2');
    expect(sayHeat([{ weekday: 3, hour: 20, value: 5 }], voice)).toBe('周三 20–21 时最旺');
  });
});

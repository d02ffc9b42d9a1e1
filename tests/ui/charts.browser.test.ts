import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import BarList from '../../src/ui/charts/BarList.svelte';
import { drawCard, toPng } from '../../src/ui/charts/card-image.ts';
import HeatGrid from '../../src/ui/charts/HeatGrid.svelte';
import Sparkline from '../../src/ui/charts/Sparkline.svelte';
import { PROVINCE_TILES } from '../../src/ui/charts/province-tiles.ts';
import TileMap from '../../src/ui/charts/TileMap.svelte';
import TrendChart from '../../src/ui/charts/TrendChart.svelte';
import KeyFigures from '../../src/ui/KeyFigures.svelte';
import WithVoice from './WithVoice.svelte';

const format = (value: number) => `¥${value}`;
const points = [3, 6, 9, 12].map((value, at) => ({
  key: `k${at}`,
  label: `${at + 1}日`,
  short: `${at + 1}`,
  value,
  previous: value / 2,
}));
const trend = {
  points,
  label: '支付金额按日',
  unit: 'money' as const,
  names: { current: '本期', previous: '对比期' },
  format,
  formatAxis: String,
  events: [{ index: 2, label: '618' }],
};

/** What axe finds on the page, as rule ids; colours are judged in the end-to-end tests, on whole pages. */
async function complaints(): Promise<string[]> {
  const { violations } = await axe.run('main', {
    rules: { 'color-contrast': { enabled: true }, region: { enabled: false } },
  });
  return violations.map((one) => one.id);
}

describe('TrendChart', () => {
  it('draws both lines from a zero baseline and labels the event', async () => {
    const screen = await render(WithVoice, { of: TrendChart, give: trend });
    const svg = screen.container.querySelector('svg');
    expect(svg?.querySelectorAll('path')).toHaveLength(2);
    expect(svg?.textContent).toContain('618');
    expect(svg?.getAttribute('aria-label')).toBe('支付金额按日');
    expect(await complaints()).toEqual([]);
  });

  it('steps by keyboard and says value, comparison and change', async () => {
    const screen = await render(WithVoice, { of: TrendChart, give: trend });
    const slider = screen.getByRole('slider');
    await userEvent.tab();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    await expect.element(slider).toHaveAttribute('aria-valuetext', '3日 ¥9, 对比期 ¥4.5, 升 100%');
    await userEvent.keyboard('{Home}');
    await expect.element(slider).toHaveAttribute('aria-valuenow', '0');
  });

  it('chooses a period by keyboard', async () => {
    const onbrush = vi.fn();
    await render(WithVoice, { of: TrendChart, give: { ...trend, onbrush } });
    await userEvent.tab();
    await userEvent.keyboard('{Home}{Shift>}{ArrowRight}{ArrowRight}{/Shift}{Enter}');
    expect(onbrush).toHaveBeenCalledExactlyOnceWith('k0', 'k2');
  });

  it('chooses a period by dragging, in either direction', async () => {
    const onbrush = vi.fn();
    const screen = await render(WithVoice, { of: TrendChart, give: { ...trend, onbrush } });
    const slider = screen.getByRole('slider').element();
    const box = slider.getBoundingClientRect();
    const at = (part: number) => ({
      clientX: box.left + 48 + (box.width - 94) * part,
      clientY: box.top + 60,
      pointerId: 1,
      bubbles: true,
    });
    slider.setPointerCapture = () => undefined; // a made-up pointer cannot be captured
    slider.dispatchEvent(new PointerEvent('pointerdown', at(1)));
    slider.dispatchEvent(new PointerEvent('pointermove', at(0.34)));
    slider.dispatchEvent(new PointerEvent('pointerup', at(0.34)));
    expect(onbrush).toHaveBeenCalledExactlyOnceWith('k1', 'k3');
  });

  it('exports itself with colours written out, as SVG and as PNG', async () => {
    const screen = await render(WithVoice, { of: TrendChart, give: trend });
    const card = screen.container.querySelector('main');
    if (!card) throw new Error('no card');
    const drawn = drawCard(card);
    expect(drawn.text).toContain('618');
    expect(drawn.text).not.toMatch(/var\(|light-dark|class=/);
    const png = await toPng(drawn);
    expect(png?.type).toBe('image/png');
    expect(png?.size ?? 0).toBeGreaterThan(2000);
  });
});

describe('BarList', () => {
  const bars = [
    {
      id: 'a',
      label: '淘宝/天猫',
      value: 200,
      share: 0.8,
      change: { direction: 'up', kind: 'percent', size: 0.1 } as const,
      picked: false,
    },
    { id: 'b', label: '京东', value: 50, share: 0.2, change: null, picked: true },
  ];
  const titles = { member: '平台', value: '支付金额', change: '较对比期' };

  it('draws bars in proportion, says change in words, and is a table', async () => {
    const screen = await render(WithVoice, { of: BarList, give: { bars, titles, format, onpick: () => undefined } });
    const widths = [...screen.container.querySelectorAll<HTMLElement>('.track i')].map(
      (bar) => bar.getBoundingClientRect().width,
    );
    expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(0.25, 2);
    await expect.element(screen.getByRole('row', { name: /淘宝/ })).toHaveTextContent('升 10%');
    expect(await complaints()).toEqual([]);
  });

  it('picks a row by click and by key', async () => {
    const onpick = vi.fn();
    const screen = await render(WithVoice, { of: BarList, give: { bars, titles, format, onpick } });
    await screen.getByRole('button', { name: '淘宝/天猫' }).click();
    await userEvent.keyboard('{Enter}');
    expect(onpick.mock.calls).toEqual([['a'], ['a']]);
    await expect.element(screen.getByRole('button', { name: '京东' })).toHaveAttribute('aria-pressed', 'true');
  });
});

describe('TileMap', () => {
  const regions = [
    { id: '浙江省', value: 100, picked: false },
    { id: '江苏省', value: 25, picked: false },
  ];

  it('has a tile for each of 34 provinces, named with its value', async () => {
    const screen = await render(WithVoice, {
      of: TileMap,
      give: { regions, format, label: '按省份', onpick: () => undefined },
    });
    expect(screen.container.querySelectorAll('g[role=button]')).toHaveLength(34);
    await expect.element(screen.getByRole('button', { name: '浙江：¥100' })).toBeInTheDocument();
    await expect.element(screen.getByRole('button', { name: '青海：没有' })).toHaveAttribute('aria-disabled', 'true');
    expect(await complaints()).toEqual([]);
  });

  it('walks by arrow keys and picks with Enter', async () => {
    const onpick = vi.fn();
    const screen = await render(WithVoice, { of: TileMap, give: { regions, format, label: '按省份', onpick } });
    screen.container
      .querySelector<SVGElement>(`[data-tile="${PROVINCE_TILES.findIndex((tile) => tile.name === '江苏')}"]`)
      ?.focus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onpick).toHaveBeenCalledExactlyOnceWith('浙江省');
  });
});

describe('HeatGrid', () => {
  const values = [{ weekday: 3, hour: 20, value: 7 }];

  it('names every cell and picks one', async () => {
    const onpick = vi.fn();
    const screen = await render(WithVoice, {
      of: HeatGrid,
      give: { values, additive: true, format, label: '星期 × 时段', onpick },
    });
    expect(screen.container.querySelectorAll('rect')).toHaveLength(168);
    screen.container.querySelector<SVGElement>('[aria-label="周三 20–21 时：¥7"]')?.focus();
    await userEvent.keyboard('{Enter}');
    expect(onpick).toHaveBeenCalledExactlyOnceWith(3, [20]);
    expect(await complaints()).toEqual([]);
  });

  it('turns on its side on a phone, with cells a thumb can hit', async () => {
    const screen = await render(WithVoice, {
      of: HeatGrid,
      give: { values, additive: true, format, label: '星期 × 时段' },
      width: 360,
    });
    await expect.poll(() => screen.container.querySelectorAll('rect').length).toBe(56);
    const cell = screen.container.querySelector('rect')?.getBoundingClientRect();
    expect(cell?.height).toBeGreaterThanOrEqual(42);
    expect(cell?.width).toBeGreaterThanOrEqual(42);
  });
});

describe('figures', () => {
  it('says why instead of a number, and opens on click', async () => {
    const onpick = vi.fn();
    const base = { definition: '定义', change: null, against: '', caveat: '', busy: false };
    const figures = [
      {
        ...base,
        id: 'pay_amount',
        title: '支付金额',
        value: '¥1.00',
        reason: '',
        change: { direction: 'down', kind: 'percent', size: -0.1 } as const,
        against: '较前 7 天',
      },
      { ...base, id: 'repurchase_rate', title: '复购率', value: null, reason: '拼多多没有买家标识' },
    ];
    const screen = await render(WithVoice, { of: KeyFigures, give: { figures, label: '关键数字', onpick } });
    await expect.element(screen.getByTestId('pay_amount')).toHaveTextContent('降 10% 较前 7 天');
    await expect.element(screen.getByTestId('repurchase_rate')).toHaveTextContent('拼多多没有买家标识');
    await screen.getByTestId('pay_amount').click();
    expect(onpick).toHaveBeenCalledExactlyOnceWith('pay_amount');
    expect(await complaints()).toEqual([]);
  });

  it('draws a sparkline through its values', async () => {
    const screen = await render(WithVoice, { of: Sparkline, give: { values: [1, null, 3, 2], label: '近 4 天' } });
    expect(screen.container.querySelector('path')?.getAttribute('d')?.match(/M/g)).toHaveLength(2);
  });
});

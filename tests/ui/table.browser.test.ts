import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import DateRangePanel from '../../src/ui/forms/DateRangePanel.svelte';
import PickList from '../../src/ui/forms/PickList.svelte';
import Segmented from '../../src/ui/forms/Segmented.svelte';
import VirtualTable from '../../src/ui/tables/VirtualTable.svelte';
import WithVoice from './WithVoice.svelte';

type Row = { id: string; paid: number };
const total = 100_000;
const table = (extra: object) => ({
  label: '订单',
  total,
  columns: [
    { title: '订单编号', text: (row: Row) => row.id, width: '200px', sort: 'order_id' as const },
    { title: '实付', text: (row: Row) => `¥${row.paid}`, width: '1fr', align: 'end' as const },
  ],
  card: { name: (row: Row) => row.id, amount: (row: Row) => `¥${row.paid}`, about: () => '甲店' },
  rowAt: (index: number) => ({ id: `o${index}`, paid: index }),
  need: () => undefined,
  sort: { by: 'order_id' as const, descending: true },
  onsort: () => undefined,
  onopen: () => undefined,
  version: 'a',
  ...extra,
});
const complaints = async () =>
  (await axe.run('main', { rules: { region: { enabled: false } } })).violations.map((one) => one.id);

describe('VirtualTable', () => {
  it('draws only rows in view, and asks for those it moves to', async () => {
    const need = vi.fn();
    const screen = await render(WithVoice, { of: VirtualTable, give: table({ need }) });
    const grid = screen.getByRole('grid', { name: '订单' });
    await expect.element(grid).toHaveAttribute('aria-rowcount', String(total + 1));
    expect(screen.container.querySelectorAll('.row').length).toBeLessThan(40);
    await userEvent.tab();
    await userEvent.keyboard('{End}');
    await expect.element(screen.getByText('o99999')).toBeInTheDocument();
    await expect.poll(() => need.mock.calls.at(-1)[1]).toBe(total - 1);
    expect(await complaints()).toEqual([]);
  });

  it('opens the row under the keyboard cursor', async () => {
    const onopen = vi.fn();
    await render(WithVoice, { of: VirtualTable, give: table({ onopen }) });
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(onopen).toHaveBeenCalledExactlyOnceWith({ id: 'o2', paid: 2 });
  });

  it('says how it is sorted and asks to be sorted', async () => {
    const onsort = vi.fn();
    const screen = await render(WithVoice, { of: VirtualTable, give: table({ onsort }) });
    await expect
      .element(screen.getByRole('columnheader', { name: /订单编号/ }))
      .toHaveAttribute('aria-sort', 'descending');
    await screen.getByRole('button', { name: /订单编号/ }).click();
    expect(onsort).toHaveBeenCalledExactlyOnceWith('order_id');
  });

  it('turns rows into cards on a phone, without a sideways scroll', async () => {
    const screen = await render(WithVoice, { of: VirtualTable, give: table({}), width: 360 });
    await expect.element(screen.getByText('甲店').first()).toBeVisible();
    const box = screen.getByRole('grid').element();
    expect(box.scrollWidth).toBeLessThanOrEqual(box.clientWidth);
    expect(await complaints()).toEqual([]);
  });
});

describe('filters', () => {
  it('takes days of the user and refuses an end before the start', async () => {
    const ondays = vi.fn();
    const onpreset = vi.fn();
    const props = {
      presets: [
        { id: '7d', title: '近 7 天', meta: '' },
        { id: 'all', title: '全部数据', meta: '' },
      ],
      picked: 'all',
      first: '2026-06-01',
      last: '2026-06-30',
      onpreset,
      ondays,
    };
    const screen = await render(WithVoice, { of: DateRangePanel, give: props });
    await screen.getByLabelText('到').fill('2026-05-01');
    await expect.element(screen.getByRole('alert')).toHaveTextContent('结束不能早于开始');
    await expect.element(screen.getByRole('button', { name: '看这段' })).toBeDisabled();
    await screen.getByLabelText('到').fill('2026-06-18');
    await screen.getByRole('button', { name: '看这段' }).click();
    expect(ondays).toHaveBeenCalledExactlyOnceWith('2026-06-01', '2026-06-18');
    await screen.getByRole('radio', { name: '近 7 天' }).click();
    expect(onpreset).toHaveBeenCalledExactlyOnceWith('7d');
    expect(await complaints()).toEqual([]);
  });

  it('finds one of many and toggles it', async () => {
    const ontoggle = vi.fn();
    const options = Array.from({ length: 12 }, (_, at) => ({ id: `s${at}`, title: `店铺 ${at}` }));
    const screen = await render(WithVoice, {
      of: PickList,
      give: { label: '店铺', options, picked: ['s3'], ontoggle, onclear: () => undefined },
    });
    await expect.element(screen.getByRole('checkbox', { name: '店铺 3' })).toBeChecked();
    await screen.getByRole('searchbox').fill('11');
    await screen.getByRole('checkbox', { name: '店铺 11' }).click();
    expect(ontoggle).toHaveBeenCalledExactlyOnceWith('s11');
    expect(await complaints()).toEqual([]);
  });

  it('moves through segments by arrow keys', async () => {
    const onchange = vi.fn();
    const options = [
      { value: 'light', title: '浅色' },
      { value: 'dark', title: '深色' },
    ];
    await render(WithVoice, { of: Segmented, give: { label: '主题', options, value: 'light', onchange } });
    await userEvent.tab();
    await userEvent.keyboard('{ArrowRight}');
    expect(onchange).toHaveBeenCalledExactlyOnceWith('dark');
    expect(await complaints()).toEqual([]);
  });
});

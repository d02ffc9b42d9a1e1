import axe from 'axe-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import App from '../../src/app/App.svelte';
import { OPEN_GATE } from '../../src/app/guard/gate.ts';
import { Router } from '../../src/app/router.svelte.ts';
import { connectEngine } from '../../src/engine/client.ts';
import { Speaker } from '../../src/i18n/speaker.ts';
import { Guards } from '../../src/state/guards.svelte.ts';
import { OfflineCopy } from '../../src/state/offline.svelte.ts';
import { Session } from '../../src/state/session.svelte.ts';
import { Settings } from '../../src/state/settings.svelte.ts';
import '../../src/ui/tokens.css';
import '../../src/ui/base.css';

const settings = new Settings(null, 'zh-CN');
const router = new Router();
let session: Session;

/** The whole app on the real engine; one session for all tests of this file, which read as one visit. */
function open(hash: string) {
  location.hash = hash;
  return render(App, {
    session,
    router,
    offline: new OfflineCopy(),
    guards: new Guards(settings),
    voice: new Speaker(settings),
    take: (files: File[]) => void session.importing.add(files),
    loadSampleSummary: async () => (await import('../../src/domain/sample/summary.ts')).SAMPLE_SUMMARY,
  });
}

/** An invented table under a header that no platform writes: 8 sales of 12.50 in one order each. */
const UNKNOWN = new File(
  [
    '流水号,成交日,货,个数,每个价,小计,顾客\n',
    ...Array.from({ length: 8 }, (_, at) => `L${100 + at},2024-05-0${at + 1},样例货,1,12.50,12.50,顾客${at % 3}\n`),
  ],
  '门店流水.csv',
);

async function pddFile(name: string): Promise<File> {
  const response = await fetch(new URL('../fixtures/formats/pdd-order/input.csv', import.meta.url));
  return new File([await response.blob()], name);
}

/** What axe finds once nothing is being computed or moving: rule and place. */
async function complaints(): Promise<string[]> {
  await expect.poll(() => document.querySelector('[aria-busy="true"]')).toBeNull();
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } });
  return violations.flatMap((one) => one.nodes.map((node) => `${one.id} ${node.target.join(' ')}`));
}

beforeAll(async () => {
  session = new Session(connectEngine(OPEN_GATE), router, settings);
  await session.start();
}, 60_000);

describe('a file on its way in', () => {
  it('shows what was found in a known export and keeps issues folded', async () => {
    await open('#/import');
    await session.importing.add([await pddFile('拼多多.csv')]);
    const card = page.getByRole('article', { name: '拼多多.csv' });
    await expect.element(card.getByRole('status')).toHaveTextContent('拼多多 订单导出：已导入 11 行，拒收 3 行');
    await expect.element(card.getByText('共 15 行 = 保留 11 + 重复 1 + 拒收 3 + 合计行 0')).toBeVisible();
    await expect.element(card.getByText('编号被表格软件改成了近似数')).not.toBeVisible();
    await card.getByText(/^发现的问题/).click();
    await expect.element(card.getByText('编号被表格软件改成了近似数')).toBeVisible();
    expect(await complaints()).toEqual([]);
  });

  it('takes an import back and does it again', async () => {
    await open('#/import');
    const card = page.getByRole('article', { name: '拼多多.csv' });
    await card.getByRole('button', { name: '撤销本次导入' }).click();
    await expect.element(card.getByRole('status')).toHaveTextContent('已撤销');
    await expect.poll(() => session.hasData).toBe(false);
    await page.getByRole('button', { name: '重做' }).click();
    await expect.element(card.getByRole('status')).toHaveTextContent('已导入 11 行');
    await expect.poll(() => session.hasData).toBe(true);
  });

  it('stops when told to and leaves the data as it was', async () => {
    await open('#/import');
    const before = session.catalogue.value?.dataRange;
    const text = await (await pddFile('')).text();
    const [header = '', ...rows] = text.split('\n');
    const many = Array.from({ length: 20_000 }, () => `${rows.join('\n').trim()}\n`);
    const added = session.importing.add([new File([`${header}\n`, ...many], '很大.csv')]);
    const card = page.getByRole('article', { name: '很大.csv' });
    const cancel = card.getByRole('button', { name: '取消' });
    await expect.element(cancel).toBeVisible();
    cancel.element().dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await added;
    await expect.element(card.getByText('已取消', { exact: true }).first()).toBeVisible();
    await expect.element(card.getByText('数据与取消之前相同')).toBeVisible();
    expect(session.catalogue.value?.dataRange).toEqual(before);
    expect(session.jobs.running).toEqual([]);
  });
});

describe('a file that no format knows', () => {
  it('asks what the columns mean, says what is missing, and imports', async () => {
    await open('#/import');
    await session.importing.add([UNKNOWN]);
    const card = page.getByRole('article', { name: '门店流水.csv' });
    await expect.element(card.getByRole('status')).toHaveTextContent('需要指明各列');
    await card.getByRole('button', { name: '指明各列' }).click();
    const save = page.getByRole('button', { name: '保存并导入' });
    const choose = (field: string, column: string) =>
      page.getByRole('combobox', { name: field, exact: true }).selectOptions(column);
    await choose('下单时间', '没有这一列');
    await choose('付款时间', '没有这一列');
    await expect.element(page.getByText('还缺时间：付款时间或下单时间至少指明一个')).toBeVisible();
    await expect.element(save).toBeDisabled();
    expect(await complaints()).toEqual([]);
    await choose('付款时间', '成交日');
    await choose('订单编号', '流水号');
    await expect.element(save).toBeEnabled();
    await save.click();
    await expect.element(card.getByRole('status')).toHaveTextContent('已导入 8 行');
    await expect.element(card.getByText('¥100.00')).toBeVisible();
  });
});

describe('a number', () => {
  it('opens, is computed again from its rows, and closes by Escape', async () => {
    await open('#/?platform=other&range=all');
    await page.getByTestId('pay_amount').click();
    const drawer = page.getByRole('dialog', { name: '支付金额' });
    await expect.element(drawer.getByText('用这 8 行重算一遍：¥100.00，相等。')).toBeVisible();
    await expect.element(drawer.getByRole('listitem').filter({ hasText: 'L107' })).toHaveTextContent('¥12.50');
    await expect.element(drawer.getByText(/门店流水\.csv 第 9 行/)).toBeVisible();
    expect(await complaints()).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await expect.element(drawer).not.toBeInTheDocument();
  });

  it('says why it cannot be computed', async () => {
    await open('#/?platform=pdd&metric=repurchase_rate&range=all');
    await expect.element(page.getByText(/没有稳定的买家标识/).first()).toBeVisible();
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { FakeVault, MEMORY, OPEN, RECOVERY_KEY } from '../support/fake-vault.ts';
import { complaints, openShop, smallTargets } from './open-shop.ts';

let vault: FakeVault;
beforeEach(async () => {
  await page.viewport(1440, 900);
  vault = new FakeVault(MEMORY);
});
afterEach(() => vi.restoreAllMocks());

const field = (name: string) => page.getByLabelText(name, { exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const dialog = (name: string) => page.getByRole('dialog', { name, exact: true });
const offer = () => page.getByRole('complementary', { name: '数据还只在内存里，关闭页面就没有了' });
const askedOf = (verb: string) => vault.asked.filter(([one]) => one === verb).map(([, ...args]) => args);
const GOOD = 'four unrelated words';

/** The number of the group that is asked back, from 1. */
async function askedGroup(): Promise<number> {
  const label = page.getByText(/对照打印件输入第 \d 组/);
  await expect.element(label).toBeVisible();
  return Number(/第 (\d) 组/.exec(label.element().textContent)?.[1]);
}

async function saveWith(passphrase: string): Promise<void> {
  await offer().getByRole('button', { name: '加密保存在本机' }).click();
  await userEvent.type(field('新口令'), passphrase);
  await userEvent.type(field('再输一次'), passphrase);
  await button('加密保存').click();
}

describe('the offer to save', () => {
  it('comes when there is something to lose, not before', async () => {
    await openShop(vault, '#/settings');
    await expect.element(page.getByRole('heading', { name: '设置' })).toBeVisible();
    expect(offer().elements()).toEqual([]);
  });

  it('is a bar that can be sent away for this visit', async () => {
    await openShop(vault, '#/settings', { orders: true });
    await expect.element(offer()).toBeVisible();
    await expect.element(page.getByRole('navigation').getByText('只在内存里，关闭页面即清除')).toBeVisible();
    expect(await complaints()).toEqual([]);
    await button('这次不用').click();
    await expect.element(offer()).not.toBeInTheDocument();
  });

  it('offers nothing false where nothing can be kept', async () => {
    vault.become({ ...MEMORY, storage: null });
    await openShop(vault, '#/settings', { orders: true });
    await expect.element(offer()).toHaveTextContent('这个窗口没有可长期保存的地方');
    expect(
      offer()
        .getByRole('button')
        .elements()
        .map((one) => one.textContent),
    ).toEqual(['知道了']);
  });

  it('is gone once the data is saved', async () => {
    vault.become(OPEN);
    await openShop(vault, '#/settings', { orders: true });
    await expect.element(page.getByRole('navigation').getByText('已加密保存在本机')).toBeVisible();
    expect(offer().elements()).toEqual([]);
  });
});

describe('saving', () => {
  it('accepts no weak passphrase and says what to do', async () => {
    await openShop(vault, '#/settings', { orders: true });
    await offer().getByRole('button', { name: '加密保存在本机' }).click();
    await expect.element(field('新口令')).toHaveFocus();
    await expect.element(button('请先设口令')).toBeDisabled();
    await userEvent.keyboard('weak');
    await expect.element(page.getByText('再加几个不常见的词。')).toBeVisible();
    await expect.element(page.getByText('强度：很弱')).toBeVisible();
    await expect.element(button('口令还太弱')).toBeDisabled();
    expect(askedOf('judge').at(-1)).toEqual(['weak', ['样例旗舰店']]);
    expect(await complaints()).toEqual([]);
    await userEvent.fill(field('新口令'), GOOD);
    await expect.element(button('请再输一次口令')).toBeDisabled();
    await userEvent.fill(field('再输一次'), `${GOOD}x`);
    await expect.element(button('两次输入不一样')).toBeDisabled();
    await userEvent.fill(field('再输一次'), GOOD);
    await expect.element(button('加密保存')).toBeEnabled();
  });

  it('shows the recovery key once and asks for one of its groups', async () => {
    const session = await openShop(vault, '#/settings', { orders: true });
    await saveWith(GOOD);
    const sheet = dialog('恢复密钥');
    await expect.element(sheet).toBeVisible();
    expect(askedOf('save')).toEqual([[GOOD]]);
    expect(
      sheet
        .getByRole('listitem')
        .elements()
        .map((one) => one.querySelector('code')?.textContent),
    ).toEqual(RECOVERY_KEY.split('-'));
    const number = await askedGroup();
    await expect.element(sheet.getByRole('button', { name: `先输入第 ${number} 组` })).toBeDisabled();
    await userEvent.type(field(`对照打印件输入第 ${number} 组，确认留好了`), '0000');
    await expect.element(sheet.getByText(`与第 ${number} 组不同`)).toBeVisible();
    expect(await complaints()).toEqual([]);
    await userEvent.fill(field(`对照打印件输入第 ${number} 组，确认留好了`), String(number).repeat(4));
    await sheet.getByRole('button', { name: '完成' }).click();
    await expect.element(sheet).not.toBeInTheDocument();
    expect(session.vault.recoveryKey).toBeNull();
    expect(document.body.textContent).not.toContain('1111');
    expect(session.settings.recoveryKeyKept).toBe(true);
  });

  it('lets the key wait only after a warning, and keeps reminding', async () => {
    await openShop(vault, '#/settings', { orders: true });
    await saveWith(GOOD);
    await expect.element(dialog('恢复密钥')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('没有恢复密钥，忘了口令就再也打不开');
    await button('我明白，以后再说').click();
    await expect.element(dialog('恢复密钥')).not.toBeInTheDocument();
    await expect.element(page.getByRole('navigation').getByText('恢复密钥还没留好')).toBeVisible();
  });

  it('prints the sheet of the key and nothing else', async () => {
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
    await openShop(vault, '#/settings', { orders: true });
    await saveWith(GOOD);
    await dialog('恢复密钥').getByRole('button', { name: '打印' }).click();
    expect(print).toHaveBeenCalledOnce();
    const sheet = document.querySelector('body > .recovery-sheet');
    expect([...(sheet?.querySelectorAll('li') ?? [])].map((one) => one.textContent)).toEqual(RECOVERY_KEY.split('-'));
    const rules = [...document.styleSheets]
      .flatMap((sheetOf) => [...sheetOf.cssRules])
      .filter((rule) => rule instanceof CSSMediaRule && rule.conditionText === 'print')
      .map((rule) => rule.cssText);
    expect(rules.join('\n')).toMatch(/body:has\(> \.recovery-sheet\) > :not\(\.recovery-sheet\)[^{]*\{ display: none/);
  });

  it('leaves everything as it was when there is no room, and says how much is missing', async () => {
    vault.failures.set('save', new AppError('VAULT_FULL', { megabytes: 120 }));
    const session = await openShop(vault, '#/settings', { orders: true });
    await saveWith(GOOD);
    await expect.element(page.getByRole('alert')).toHaveTextContent('还差约 120 MB');
    expect(session.vault.state.is).toBe('memory');
    expect(field('新口令').element()).toHaveProperty('value', GOOD);
    vault.failures.clear();
    await button('加密保存').click();
    await expect.element(dialog('恢复密钥')).toBeVisible();
  });

  it('says what takes time, and is not left half way', async () => {
    let end = () => {};
    vault.holds.set('save', new Promise((resolve) => (end = resolve)));
    await openShop(vault, '#/settings', { orders: true });
    await saveWith(GOOD);
    await expect.element(page.getByText(/正在由口令计算密钥（约 1 秒，有意算得慢）/)).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(dialog('加密保存在本机')).toBeVisible();
    end();
    await expect.element(dialog('恢复密钥')).toBeVisible();
  });

  it('fits a phone and a thumb', async () => {
    await page.viewport(390, 844);
    await openShop(vault, '#/settings', { orders: true });
    await expect.element(offer()).toBeVisible();
    await saveWith(GOOD);
    await expect.element(dialog('恢复密钥')).toBeVisible();
    expect(smallTargets()).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    expect(await complaints()).toEqual([]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { FakeVault, LOCKED, MARK, MEMORY, OPEN } from '../support/fake-vault.ts';
import { complaints, openShop, smallTargets } from './open-shop.ts';

let vault: FakeVault;
beforeEach(async () => {
  await page.viewport(1440, 900);
  vault = new FakeVault();
});

const field = (name: string) => page.getByLabelText(name, { exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const title = (name: string) => page.getByRole('heading', { level: 1, name });
const askedOf = (verb: string) => vault.asked.filter(([one]) => one === verb).map(([, ...args]) => args);

describe('a locked vault', () => {
  it('stands in place of every page, with the focus in its field', async () => {
    vault.become({ ...LOCKED, reason: 'idle' });
    await openShop(vault, '#/settings');
    await expect.element(title('数据已锁定')).toBeVisible();
    await expect.element(page.getByText('一段时间没有操作，已自动锁定。')).toBeVisible();
    await expect.element(field('口令')).toHaveFocus();
    expect(field('口令').element()).toHaveProperty('autocomplete', 'current-password');
    expect(page.getByRole('navigation').elements()).toEqual([]);
    expect(button('用通行密钥').elements()).toEqual([]);
    expect(await complaints()).toEqual([]);
  });

  it('says what is wrong with a secret, brings the focus back, and opens with the right one', async () => {
    vault.become(LOCKED);
    vault.failures.set('unlock', new AppError('WRONG_PASSPHRASE', {}));
    await openShop(vault, '#/settings', { orders: true });
    await userEvent.type(field('口令'), 'not this one{Enter}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('口令不对');
    await expect.element(page.getByRole('alert')).toHaveTextContent('数据没有改动');
    await expect.element(field('口令')).toHaveFocus();
    expect(field('口令').element().getAttribute('aria-invalid')).toBe('true');
    expect(await complaints()).toEqual([]);
    vault.failures.clear();
    await userEvent.keyboard('the right one{Enter}');
    await expect.element(title('设置')).toBeVisible();
    expect(askedOf('unlock').at(-1)).toEqual([{ kind: 'passphrase', passphrase: 'the right one' }]);
  });

  it('shows what was typed only when told to', async () => {
    vault.become(LOCKED);
    await openShop(vault, '#/');
    await userEvent.type(field('口令'), 'secret');
    expect(field('口令').element()).toHaveProperty('type', 'password');
    await button('显示口令').click();
    expect(field('口令').element()).toHaveProperty('type', 'text');
    expect(field('口令').element()).toHaveProperty('value', 'secret');
  });

  it('opens by the recovery key and then offers a new passphrase, which can be declined', async () => {
    vault.become(LOCKED);
    const session = await openShop(vault, '#/settings');
    await button('用恢复密钥').click();
    await userEvent.type(field('恢复密钥'), '1111 2222{Enter}');
    const dialog = page.getByRole('dialog', { name: '设一个新口令' });
    await expect.element(dialog).toBeVisible();
    expect(askedOf('unlock')).toEqual([[{ kind: 'recovery', typed: '1111 2222' }]]);
    expect(await complaints()).toEqual([]);
    await dialog.getByRole('button', { name: '保留原来的口令' }).click();
    await expect.element(dialog).not.toBeInTheDocument();
    expect(session.vault.task).toBeNull();
    expect(askedOf('resetPassphrase')).toEqual([]);
  });

  it('keeps files that come meanwhile and imports them once it is open', async () => {
    vault.become(LOCKED);
    const session = await openShop(vault, '#/import');
    session.holdBack([new File(['a'], 'a.csv'), new File(['b'], 'b.csv')]);
    await expect.element(page.getByText('放入的 2 个文件会在解锁后导入。')).toBeVisible();
    expect(session.importing.cards).toEqual([]);
    vault.become(OPEN);
    await expect
      .poll(() => session.importing.cards.map((card) => card.file.name).toSorted())
      .toEqual(['a.csv', 'b.csv']);
  });

  it('can be replaced by a backup only after the word is typed', async () => {
    vault.become(LOCKED);
    await openShop(vault, '#/settings');
    await page.getByText('打不开？').click();
    await button('从备份恢复').click();
    const dialog = page.getByRole('dialog', { name: '从备份恢复' });
    await userEvent.upload(dialog.getByLabelText('选择备份文件'), new File(['x'], '旧.zgbackup'));
    await expect.element(dialog.getByText('文件完整')).toBeVisible();
    await userEvent.type(field('备份的口令'), 'old passphrase');
    await expect.element(dialog.getByRole('button', { name: '请先输入确认的词' })).toBeDisabled();
    await userEvent.type(field('确认请输入“替换”'), '替换');
    expect(await complaints()).toEqual([]);
    await dialog.getByRole('button', { name: '恢复', exact: true }).click();
    await expect.element(title('设置')).toBeVisible();
    expect(askedOf('restore')).toEqual([['旧.zgbackup', { kind: 'passphrase', passphrase: 'old passphrase' }]]);
  });

  it('fits a phone and a thumb', async () => {
    await page.viewport(390, 844);
    vault.become({ ...LOCKED, ways: { passkeys: [{ credentialId: new Uint8Array([1]), salt: new Uint8Array(32) }] } });
    await openShop(vault, '#/');
    await expect.element(button('用通行密钥')).toBeVisible();
    await page.getByText('打不开？').click();
    expect(smallTargets()).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    expect(await complaints()).toEqual([]);
  });

  it('speaks English', async () => {
    vault.become({ ...LOCKED, reason: 'slept' });
    await openShop(vault, '#/', { locale: 'en' });
    await expect.element(title('Your data is locked')).toBeVisible();
    await expect.element(page.getByText('The device was asleep, so it locked itself.')).toBeVisible();
    expect(document.body.innerText).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('locking', () => {
  it('takes all data out of the page at once, while an import may still be ending', async () => {
    vault.become(OPEN);
    let end = () => {};
    vault.holds.set('lock', new Promise((resolve) => (end = resolve)));
    await openShop(vault, '#/orders', { orders: true });
    await expect.element(page.getByRole('navigation')).toBeVisible();
    await button('立即锁定').click();
    await expect.element(title('正在锁定')).toBeVisible();
    expect(page.getByRole('navigation').elements()).toEqual([]);
    expect(askedOf('lock')).toEqual([['hand']]);
    expect(await complaints()).toEqual([]);
    end();
  });

  it('gives the page back when it failed, and says so', async () => {
    vault.become(OPEN);
    vault.failures.set('lock', new AppError('VAULT_WRITE_FAILED', {}));
    await openShop(vault, '#/settings');
    await button('立即锁定').click();
    await expect.element(page.getByText('没能锁定，请关闭这个标签页')).toBeVisible();
    await expect.element(title('设置')).toBeVisible();
  });

  it('is offered on a phone too', async () => {
    await page.viewport(390, 844);
    vault.become(OPEN);
    await openShop(vault, '#/settings');
    await button('立即锁定').click();
    expect(askedOf('lock')).toEqual([['hand']]);
  });
});

describe('another tab', () => {
  it('that has the data can be taken over from', async () => {
    vault.become({ is: 'elsewhere', taken: false });
    await openShop(vault, '#/');
    await expect.element(title('另一个标签页正在使用这份数据')).toBeVisible();
    expect(await complaints()).toEqual([]);
    await button('在这里接手').click();
    await expect.element(title('数据已锁定')).toBeVisible();
  });

  it('that took over leaves nothing of the data here', async () => {
    vault.become(OPEN);
    const session = await openShop(vault, '#/settings', { orders: true });
    await expect.poll(() => session.hasData).toBe(true);
    vault.become({ is: 'elsewhere', taken: true });
    await expect.element(title('另一个标签页已接手')).toBeVisible();
    expect(session.hasData).toBe(false);
    expect(page.getByRole('navigation').elements()).toEqual([]);
  });
});

describe('data that is gone', () => {
  it('is called lost, not welcomed anew; a backup is offered', async () => {
    vault.become({ ...MEMORY, lost: MARK });
    await openShop(vault, '#/');
    await expect.element(title('保存的数据不见了')).toBeVisible();
    await expect.element(page.getByText(/浏览器清除了 2024年5月1日 保存在这里的数据/)).toBeVisible();
    expect(button('试用示例店').elements()).toEqual([]);
    expect(await complaints()).toEqual([]);
    await button('从备份恢复').click();
    await expect.element(page.getByRole('dialog', { name: '从备份恢复' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await button('重新开始').click();
    await expect.element(button('试用示例店')).toBeVisible();
  });

  it('is told once', async () => {
    const kept = new Map<string, string>();
    const store = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    vault.become({ ...MEMORY, lost: MARK });
    const session = await openShop(vault, '#/settings', { store });
    session.vault.acceptLoss();
    const next = await openShop(vault, '#/settings', { store });
    expect(next.screen).toBe('none');
  });

  it('that cannot be opened says why', async () => {
    vault.become({ is: 'failed', error: new AppError('VAULT_DAMAGED', { part: 'manifest' }) });
    await openShop(vault, '#/');
    await expect.element(page.getByRole('alert')).toHaveTextContent('保存的数据有损坏');
    expect(await complaints()).toEqual([]);
    await button('清除并重新开始').click();
    const dialog = page.getByRole('dialog', { name: '清除本机保存的一切' });
    await expect.element(dialog.getByRole('button', { name: '请先输入确认的词' })).toBeDisabled();
    await userEvent.type(field('确认请输入“清除”'), '清除');
    await dialog.getByRole('button', { name: '清除本机保存的一切' }).click();
    expect(askedOf('erase')).toEqual([[]]);
    await expect.element(button('试用示例店')).toBeVisible();
  });
});

it('waits behind a quiet line, not the welcome, where data was saved before', async () => {
  const store = { getItem: () => JSON.stringify({ savedHere: true }), setItem: () => undefined };
  await openShop(vault, '#/', { store });
  await expect.element(title('正在打开本机保存的数据')).toBeVisible();
  expect(button('试用示例店').elements()).toEqual([]);
});

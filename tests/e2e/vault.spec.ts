import type { Page } from '@playwright/test';
import { savedBy } from './support/firefox.ts';
import { agreeToGaps, expect, test } from './support/fixtures.ts';
import { callApi, chooseFiles, fixture, openWith } from './support/shop.ts';
import { contentHash, expectLocked, keepRecoveryKey, PASSPHRASE, saveData, unlock } from './support/vault.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

/** Two invented files, saved under a passphrase. */
async function openSaved(page: Page): Promise<{ recoveryKey: string; content: string }> {
  await openWith(page, [await fixture('taobao-order_list'), await fixture('jd-order')]);
  const recoveryKey = await saveData(page);
  return { recoveryKey, content: await contentHash(page) };
}

test('what is saved is there again after the page was closed, for its passphrase alone', async ({ page, context }) => {
  const { content } = await openSaved(page);
  await page.close();
  const next = await context.newPage();
  await next.goto('./');
  await expectLocked(next);
  expect(await callApi(next, 'queryMetric', { metric: 'pay_amount' })).toMatchObject({ code: 'VAULT_LOCKED' });
  await field(next, '口令').fill('not this one');
  await button(next, '解锁').click();
  await expect(next.getByRole('alert')).toContainText('口令不对');
  await unlock(next);
  expect(await contentHash(next)).toBe(content);
  await next.goto('#/orders?range=all');
  await next.getByRole('searchbox').fill('393067510000100011');
  await expect(next.getByRole('main')).toContainText('1 单');
  await next.getByRole('grid', { name: '订单' }).getByText('¥108.00').click();
  const buyer = next.getByRole('region', { name: '买家与收件人' });
  for (const masked of ['样**', '138****0000', '杭州市 西湖区***']) await expect(buyer).toContainText(masked);
  await next.keyboard.press('Escape');
  // What comes later is saved by itself.
  await next.goto('#/import');
  await chooseFiles(next, [await fixture('pdd-order')]);
  await expect(next.getByRole('article', { name: 'pdd-order.csv' }).getByRole('status')).toContainText('已导入');
  const more = await contentHash(next);
  expect(more).not.toBe(content);
  await next.reload();
  await expectLocked(next);
  await unlock(next);
  expect(await contentHash(next)).toBe(more);
});

test('the recovery key opens it, sets another passphrase, and is renewed', async ({ page }) => {
  const { recoveryKey, content } = await openSaved(page);
  await page.reload();
  await button(page, '用恢复密钥').click();
  await field(page, '恢复密钥').fill(recoveryKey.toLowerCase());
  await button(page, '解锁').click();
  await field(page, '新口令').fill('柿子 风箱 渡船 铜锁');
  await field(page, '再输一次').fill('柿子 风箱 渡船 铜锁');
  await button(page, '换成新口令').click();
  await expect(page.getByText('口令已更换')).toBeVisible();
  await page.goto('#/settings');
  await button(page, '换一份恢复密钥').click();
  await button(page, '换新的').click();
  const renewed = await keepRecoveryKey(page);
  expect(renewed).not.toBe(recoveryKey);
  await page.reload();
  for (const [given, isRight] of [
    [PASSPHRASE, false],
    ['柿子 风箱 渡船 铜锁', true],
  ] as const) {
    await field(page, '口令').fill(given);
    await button(page, '解锁').click();
    if (!isRight) await expect(page.getByRole('alert')).toContainText('口令不对');
  }
  await expect(page.getByRole('navigation').first()).toBeVisible();
  expect(await contentHash(page)).toBe(content);
  await page.reload();
  await button(page, '用恢复密钥').click();
  await field(page, '恢复密钥').fill(recoveryKey);
  await button(page, '解锁').click();
  await expect(page.getByRole('alert')).toContainText('这个恢复密钥不属于这份数据');
});

test('a lock by hand leaves nothing on the page and says why', async ({ page }) => {
  await openSaved(page);
  await button(page, '立即锁定').click();
  await expectLocked(page);
  await expect(page.getByText('你刚才锁定了它。')).toBeVisible();
  await expect(page.getByRole('navigation')).toHaveCount(0);
});

test('a backup restores the same content in a browser that knows nothing, offline', async ({
  page,
  browser,
  baseURL,
}) => {
  const { content } = await openSaved(page);
  await page.goto('#/settings');
  const backup = await savedBy(page, () => button(page, '备份').click());
  await expect(page.getByText('今天备份过').first()).toBeVisible();

  const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await agreeToGaps(context);
  const fresh = await context.newPage();
  await fresh.goto('./#/settings');
  await expect(fresh.getByText('可离线使用').first()).toBeVisible({ timeout: 120_000 });
  await context.setOffline(true);
  await button(fresh, '从备份恢复').click();
  await fresh.locator('input[type=file]').last().setInputFiles({
    name: 'shop.zgbackup',
    mimeType: 'application/octet-stream',
    buffer: backup,
  });
  await expect(fresh.getByText('文件完整')).toBeVisible();
  await field(fresh, '备份的口令').fill(PASSPHRASE);
  const word = fresh.getByLabel(/确认请输入/);
  if (await word.isVisible()) await word.fill('替换');
  await button(fresh, '恢复').click();
  await expect(fresh.getByText('已从备份恢复')).toBeVisible();
  expect(await contentHash(fresh)).toBe(content);
  await context.close();
});

test('one tab has the data; another takes it over, and the first stops; whoever waits is next when that one ends', async ({
  page,
  context,
}) => {
  const { content } = await openSaved(page);
  const other = await context.newPage();
  await other.goto('./');
  await expect(other.getByRole('heading', { level: 1, name: '另一个标签页正在使用这份数据' })).toBeVisible();
  await button(other, '在这里接手').click();
  await expectLocked(other);
  await expect(page.getByRole('heading', { level: 1, name: '另一个标签页已接手' })).toBeVisible();
  expect(await callApi(page, 'queryMetric', { metric: 'pay_amount' })).toMatchObject({ code: 'VAULT_TAKEN' });
  await unlock(other);
  expect(await contentHash(other)).toBe(content);
  // The tab that has it ends: the one that waits is next by itself.
  await other.close();
  await expectLocked(page);
  await unlock(page);
  expect(await contentHash(page)).toBe(content);
});

test('data that the browser cleared is called lost, not new', { tag: '@chromium' }, async ({ page }) => {
  await openSaved(page);
  await page.goto('about:blank');
  const session = await page.context().newCDPSession(page);
  const origin = new URL(test.info().project.use.baseURL ?? '').origin;
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'file_systems' });
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1, name: '保存的数据不见了' })).toBeVisible();
  await expect(button(page, '从备份恢复').first()).toBeVisible();
});

test.describe('under a name', () => {
  // A passkey belongs to a name, and an address is none.
  test.use({ baseURL: ({ baseURL }, use) => use(baseURL?.replace('127.0.0.1', 'localhost')) });

  test('a passkey opens it', { tag: '@chromium' }, async ({ page }) => {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        hasPrf: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    const { content } = await openSaved(page);
    await page.goto('#/settings');
    await button(page, '添加通行密钥').click();
    await expect(page.getByText('通行密钥已添加')).toBeVisible();
    await page.reload();
    await button(page, '用通行密钥').click();
    await expect(page.getByRole('navigation').first()).toBeVisible();
    expect(await contentHash(page)).toBe(content);
  });
});

test('erased is gone: the next visit begins anew', async ({ page }) => {
  await openSaved(page);
  await page.goto('#/settings');
  await button(page, '清除本机保存的一切').click();
  await page.getByLabel(/确认请输入/).fill('清除');
  await page.getByRole('dialog').getByRole('button', { name: '清除', exact: false }).last().click();
  await expect(page.getByText('本机保存的数据已清除')).toBeVisible();
  await page.goto('about:blank');
  await page.goto('./');
  await expect(page.getByRole('button', { name: '试用示例店' })).toBeVisible();
});

import type { Server } from 'node:http';
import { serve } from '../../scripts/serve.ts';
import { expect, test as online, waitForData } from './support/fixtures.ts';
import { cardOf, chooseFiles, fixture } from './support/shop.ts';

/** The app on a server of this test's own, which can be taken away. */
const test = online.extend<{ host: { server: Server; url: string } }>({
  host: async ({ timezoneId }, use) => {
    expect(timezoneId).toBe('Asia/Shanghai');
    const host = await serve(0);
    await use(host);
    host.server.close();
  },
  baseURL: async ({ host }, use) => use(host.url),
});

test.describe.configure({ timeout: 500_000 });

test('with the network gone after the first visit, a newcomer gets everything', async ({ page, context, host }) => {
  await page.goto('./');
  await expect(page.getByText('可离线使用', { exact: true })).toBeVisible({ timeout: 120_000 });
  await context.setOffline(true);
  host.server.closeAllConnections();
  await new Promise((closed) => host.server.close(closed));

  await page.reload();
  await page.getByRole('button', { name: '试用示例店' }).click();
  await expect(page.getByRole('main')).toContainText('¥8,386,596.18');
  await waitForData(page);
  await expect(page.getByText('生成并导入示例店')).toBeHidden({ timeout: 300_000 });
  await page.goto('#/?range=all');
  await expect(page.getByTestId('pay_amount')).toContainText('8,386,596.18');

  await chooseFiles(page, [await fixture('taobao-order_list')]);
  const card = cardOf(page, 'taobao-order_list.csv');
  await expect(card.getByRole('status')).toContainText('已导入 11 行', { timeout: 60_000 });
  await card.getByRole('link', { name: '看这份文件的数字' }).click();
  await expect(page.getByTestId('pay_amount')).toContainText('2,033.60');
  await page.getByTestId('pay_amount').click();
  await expect(page.getByRole('dialog').getByText(/重算一遍：¥2,033\.60，相等。/)).toBeVisible();

  await page.goto('#/settings');
  await expect(page.getByRole('main')).toContainText('计算引擎已就绪');
  await page.goto('#/orders?range=all');
  await expect(page.getByRole('grid', { name: '订单' })).toBeVisible();
});

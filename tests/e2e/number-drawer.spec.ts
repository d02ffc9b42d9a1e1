import { expect, test } from './support/fixtures.ts';
import { openFivePlatforms } from './support/shop.ts';

test.describe.configure({ timeout: 180_000 });

test('a figure opens into its definition, its parts, its files and its rows, and is computed again', async ({
  page,
}) => {
  await openFivePlatforms(page);
  await page.goto('#/?range=all');
  await page.getByTestId('pay_amount').click();
  const drawer = page.getByRole('dialog', { name: '支付金额' });
  await expect(drawer).toContainText('¥3,203.00');
  await expect(drawer.getByText(/用这 [\d,]+ 行重算一遍：¥3,203\.00，相等。/)).toBeVisible();
  await expect(drawer.getByRole('heading', { level: 3 }).filter({ hasText: '怎么定义' })).toBeVisible();
  for (const [file, rows] of [
    ['taobao-order_list.csv', '¥2,033.60'],
    ['jd-order.csv', '¥539.00'],
    ['pdd-order.csv', '¥301.90'],
    ['douyin-order.csv', '¥328.50'],
  ] as const) {
    await expect(drawer.getByRole('row').filter({ hasText: file })).toBeVisible();
    await expect(drawer.getByRole('cell', { name: rows })).toBeVisible();
  }
  const row = drawer.getByRole('listitem').filter({ hasText: '393067510000100011' });
  await expect(row).toContainText('108');
  await expect(row).toContainText('taobao-order_list.csv 第 2 行');

  expect(page.url()).toContain('number=pay_amount');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await page.goBack();
  await expect(drawer).toBeVisible();
});

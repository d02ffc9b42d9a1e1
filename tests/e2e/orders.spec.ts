import { expect, test, type GivenFile } from './support/fixtures.ts';
import { manyOrders, openWith } from './support/shop.ts';

test.describe.configure({ timeout: 180_000 });

const FILE: GivenFile = manyOrders(3000);
/** 1.50 + 2.50 + … + 3000.50 */
const ALL = '4,503,000.00';
/** Every tenth: 10.50 + 20.50 + … + 3000.50 */
const ZHEJIANG = '451,650.00';

test('thousands of orders are sorted, searched, scrolled and opened down to their line', async ({ page }) => {
  await openWith(page, [FILE]);
  await page.goto('#/orders?range=all');
  const table = page.getByRole('grid', { name: '订单' });
  const row = (place: number) => table.locator(`[aria-rowindex="${place + 1}"]`);
  await expect(page.getByRole('main')).toContainText('3,000 单');
  await expect(row(1)).toContainText('¥3,000.50');

  await table.getByRole('button', { name: '实付' }).click();
  await expect(table.getByRole('columnheader', { name: '实付' })).toHaveAttribute('aria-sort', 'descending');
  await table.getByRole('button', { name: '实付' }).click();
  await expect(table.getByRole('columnheader', { name: '实付' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(row(1)).toContainText('¥1.50');
  await table.focus();
  await page.keyboard.press('End');
  await expect(row(3000)).toContainText('¥3,000.50');
  await page.keyboard.press('Home');
  await expect(row(1)).toContainText('¥1.50');

  await page.getByRole('searchbox').fill('3930675101234');
  await expect(page.getByRole('main')).toContainText('1 单');
  await row(1).click();
  const drawer = page.getByRole('dialog');
  // order n = 1233 stands in line 1234
  for (const said of ['393067510123400', '¥1,233.50', '很多订单.csv', '第 1,234 行'])
    await expect(drawer).toContainText(said);
  // The browser keeps addresses in clear: neither what was searched for nor what was opened is in one.
  expect(decodeURIComponent(page.url())).not.toContain('393067510123');
  await page.goBack();
  await expect(drawer).toBeHidden();
  await expect(page.getByRole('searchbox')).toHaveValue('3930675101234');
  await page.goForward();
  await expect(drawer).toContainText('393067510123400');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
});

test('a click on a mark filters the whole page, the address keeps it, and back undoes it', async ({ page }) => {
  await openWith(page, [FILE]);
  await page.goto('#/?range=all');
  const paid = page.getByTestId('pay_amount');
  await expect(paid).toContainText(ALL);
  const provinces = page.getByRole('figure').filter({ hasText: '支付金额 · 按省份' });
  await provinces.getByRole('button', { name: '浙江' }).last().click();
  await expect(paid).toContainText(ZHEJIANG);
  expect(new URL(page.url()).hash).toContain(`province=${encodeURIComponent('浙江')}`);

  await page.getByRole('navigation').getByRole('link', { name: '订单' }).click();
  await expect(page.getByRole('main')).toContainText('300 单');
  await page.goBack();
  await expect(paid).toContainText(ZHEJIANG);
  await page.goBack();
  await expect(paid).toContainText(ALL);
  await page.goForward();
  await expect(paid).toContainText(ZHEJIANG);

  await page.reload();
  expect(new URL(page.url()).hash).toContain('province=');
  await expect(page.getByText('只在内存里，关闭页面即清除')).toBeVisible();
  await expect(page.getByRole('button', { name: '试用示例店' })).toBeVisible();
});

import { SAMPLE_SUMMARY } from '../../src/domain/sample/summary.ts';
import { expect, test, waitForData } from './support/fixtures.ts';
import { answerOf } from './support/shop.ts';

type Answer = { rows: { value: number; platform?: string; shop_label?: string }[]; otherCurrencies: unknown[] };

test.describe.configure({ timeout: 400_000 });

test('a newcomer has two ways in: the sample shop, or files', { tag: '@firefox' }, async ({ page }) => {
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('文件只在本机打开');
  await expect(page.getByRole('main').getByRole('button')).toHaveText(['试用示例店', '放入我的文件']);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '放入我的文件' }).click();
  expect((await chooser).isMultiple()).toBe(true);
});

test('the sample shop shows a summary at once, then live numbers that equal it', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: '试用示例店' }).click();
  const summary = page.getByRole('main');
  await expect(summary).toContainText('¥8,386,596.18');
  await expect(summary).toContainText('37,616 支付订单');
  expect((await answerOf<{ dataRange: unknown }>(page, 'catalogue')).dataRange).toBeNull();

  await waitForData(page);
  await expect(page.getByText('生成并导入示例店')).toBeHidden({ timeout: 300_000 });
  await page.goto('#/?range=all');
  await expect(page.getByTestId('pay_amount')).toContainText('8,386,596.18');

  const { from, to } = SAMPLE_SUMMARY;
  const ask = (query: object) => answerOf<Answer>(page, 'queryMetric', { from, to, ...query });
  expect((await ask({ metric: 'pay_amount' })).otherCurrencies).toEqual([
    { currency: 'USD', value: Number(SAMPLE_SUMMARY.paidAmountUsd) },
  ]);
  // JD's files state no refund amounts: their net cannot be said and stays out.
  const net = SAMPLE_SUMMARY.byPlatform.filter((one) => one.currency === 'CNY' && one.platform !== 'jd');
  const netCents = net.reduce((sum, one) => sum + Math.round(Number(one.netAmount) * 100), 0);
  expect((await ask({ metric: 'net_sales' })).rows[0]?.value).toBe(netCents / 100);
  const platforms = (await ask({ metric: 'pay_amount', by: ['platform'] })).rows;
  expect(Object.fromEntries(platforms.map((row) => [row.platform, row.value]))).toEqual(
    Object.fromEntries(
      SAMPLE_SUMMARY.byPlatform
        .filter((one) => one.currency === 'CNY')
        .map((one) => [one.platform, Number(one.paidAmount)]),
    ),
  );
});

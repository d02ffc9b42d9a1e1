import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { cardOf, chooseFiles, rowsOf } from './support/shop.ts';

/** Invented texts that become script or markup wherever text is taken for either. */
const HOSTILE = [
  '<script>window.struck=1</script>',
  '<img src=x onerror=window.struck=2>',
  '<svg/onload=window.struck=3>',
  '"><iframe srcdoc="<script>parent.struck=4</script>">',
  "'-window.struck=5-'",
  '{{constructor.constructor("window.struck=6")()}}',
  '${window.struck=7}',
  'javascript:window.struck=8',
  '</style><style>@import url(//outside.invalid/a.css)</style>',
  '<a href="javascript:window.struck=9" autofocus onfocus=window.struck=9>x</a>',
  '<math><mi xlink:href="data:x,<script>struck=10</script>">',
  '<base href=//outside.invalid/><meta http-equiv=refresh content="0;url=//outside.invalid/">',
  '&lt;img src=x onerror=struck=11&gt;',
  '\u202e<b>gnp.exe\u202c\u200b\ufeff',
  '__proto__',
  '=HYPERLINK("http://outside.invalid/")',
];

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** A Pinduoduo report: one order per text, which is its product, its specification, its note and its parcel at once. */
function knownFile() {
  const header =
    '商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),多多支付立减金额(元),用户实付金额(元),商家实收金额(元),商品数量(件),发货时间,确认收货时间,商品id,商品规格,样式ID,商家编码-规格维度,商家编码-商品维度,商家备注,售后状态,快递单号,快递公司,订单成交时间';
  const rows = HOSTILE.map((text, at) => {
    const money = ['10.00', '0.00', '0.00', '0.00', '0.00', '10.00', '10.00', '1'];
    const day = '2024-03-05 10:00:00';
    const product = [`55000000${100 + at}`, text, `99000000${100 + at}`, text, text, text];
    const cells = [text, `240305-1000000000${10_000 + at}`, '已签收', ...money, day, day, ...product];
    return [...cells, '无售后或售后取消', text, text, day].map(quoted).join(',');
  });
  const bytes = Buffer.from(`${[header, ...rows].join('\r\n')}\r\n`);
  return { name: '<img src=x onerror=window.struck=20>.csv', bytes };
}

/** A table whose header nobody knows, made of the same texts: the mapping screen shows it. */
function unknownFile() {
  const header = HOSTILE.slice(0, 8).map(quoted).join(',');
  const rows = HOSTILE.map((text) => Array.from({ length: 8 }, () => quoted(text)).join(','));
  return { name: '"><svg onload=window.struck=21>.csv', bytes: Buffer.from([header, ...rows].join('\n')) };
}

/** What a look at the page finds: anything that ran, anything refused, any element that only such a text could make. */
async function harm(page: Page): Promise<unknown> {
  return page.evaluate(() => ({
    struck: Reflect.get(window, 'struck') ?? null,
    refused: Reflect.get(window, 'refused'),
    made: document.querySelectorAll('iframe, math, base, a[href^="javascript:"], [onerror], [onload], [onfocus]')
      .length,
  }));
}
const NONE = { struck: null, refused: [], made: 0 };

test('hostile texts of files stay texts in every view', async ({ page }) => {
  await page.addInitScript(() => {
    const refused: string[] = [];
    Reflect.set(window, 'refused', refused);
    document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) => {
      if (!blockedURI.includes('self-test')) refused.push(`${violatedDirective} ${blockedURI}`);
    });
  });
  await page.goto('./');
  const [known, unknown] = [knownFile(), unknownFile()];
  await chooseFiles(page, [known, unknown]);
  await expect(cardOf(page, known.name).getByRole('status')).toContainText(`已导入 ${HOSTILE.length} 行`, {
    timeout: 90_000,
  });
  await expect(cardOf(page, unknown.name)).toBeVisible();
  expect(await harm(page), 'import').toEqual(NONE);
  // The texts did arrive: nobody cleaned them away before they could do harm.
  const titles = await rowsOf(page, "SELECT count(DISTINCT title) AS n FROM order_lines WHERE title LIKE '%struck%'");
  expect(titles).toEqual([{ n: HOSTILE.filter((text) => text.includes('struck')).length }]);

  await cardOf(page, unknown.name).getByRole('button', { name: '指明各列' }).click();
  await expect(page.getByText(HOSTILE[1] ?? '').first()).toBeAttached();
  expect(await harm(page), 'mapping').toEqual(NONE);

  for (const view of ['#/?range=all', '#/orders?range=all', '#/import', '#/settings', '#/proof']) {
    await page.goto(view);
    await expect(page.locator('.page[data-ready]')).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    expect(await harm(page), view).toEqual(NONE);
  }
  await page.goto('#/orders?range=all');
  await expect(page.getByRole('main')).toContainText(`${HOSTILE.length} 单`);
  const first = page.getByRole('grid', { name: '订单' }).locator('[aria-rowindex="2"]');
  await expect(first).toContainText('¥10.00');
  await first.click();
  await expect(page.getByRole('dialog')).toContainText(/struck|outside|__proto__|gnp/);
  expect(await harm(page), 'one order').toEqual(NONE);
  await page.keyboard.press('Escape');
  await page.goto('#/?range=all');
  await page.getByTestId('pay_amount').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await harm(page), 'one number').toEqual(NONE);
});

import { readFile } from 'node:fs/promises';
import { csvParseRows } from 'd3';
import iconv from 'iconv-lite';
import { utils, write } from '@e965/xlsx';
import { zipOf } from '../support/reader-files.ts';
import { savedBy } from './support/firefox.ts';
import { dropFiles, expect, test, type GivenFile } from './support/fixtures.ts';
import {
  cardOf,
  chooseFiles,
  fixture,
  FIVE_PLATFORMS,
  fixturePath,
  manyOrders,
  openFivePlatforms,
  openWith,
  rowsOf,
} from './support/shop.ts';

test.describe.configure({ timeout: 180_000 });

const ORDERS = `SELECT order_id, status, created_at, paid_at, province, buyer_paid_amount, refunded_amount
  FROM orders ORDER BY platform, order_id`;

/** What each card must say, from the meaning of the files' rows. */
const CARDS: Record<(typeof FIVE_PLATFORMS)[number], string[]> = {
  'taobao-order_list': [
    '淘宝/天猫 订单报表',
    '2024年3月1日 – 3月5日',
    '¥2,033.60',
    '11 单',
    '共 16 行 = 保留 11 + 重复 1 + 拒收 4 + 合计行 0',
  ],
  'jd-order': [
    '京东 订单导出',
    '2024年3月1日 – 3月3日',
    '¥539.00',
    '10 单',
    '共 13 行 = 保留 11 + 重复 1 + 拒收 1 + 合计行 0',
  ],
  'pdd-order': [
    '拼多多 订单导出',
    '2024年3月5日 – 3月9日',
    '¥301.90',
    '11 单',
    '共 15 行 = 保留 11 + 重复 1 + 拒收 3 + 合计行 0',
  ],
  'douyin-order': [
    '抖店 订单导出',
    '2024年6月1日 – 6月4日',
    '¥328.50',
    '8 单',
    '共 14 行 = 保留 11 + 重复 1 + 拒收 2 + 合计行 0',
  ],
  'shopify-orders': [
    'Shopify 订单导出',
    '2024年5月1日',
    '€49.90',
    '10 单',
    '共 13 行 = 保留 12 + 重复 0 + 拒收 1 + 合计行 0',
  ],
};

test('files of five platforms dropped together: a card each, and their sum on the overview', async ({ page }) => {
  await page.goto('./');
  await dropFiles(page, await Promise.all(FIVE_PLATFORMS.map((name) => fixture(name))));
  for (const name of FIVE_PLATFORMS) {
    const card = cardOf(page, `${name}.csv`);
    await expect(card.getByRole('status')).toContainText('已导入', { timeout: 90_000 });
    for (const said of [...CARDS[name], '表头在第 1 行']) await expect(card).toContainText(said);
  }
  await page.goto('#/?range=all');
  // 2033.60 + 539.00 + 301.90 + 328.50; dollars and euros stand beside, never inside
  await expect(page.getByTestId('pay_amount')).toContainText('¥3,203.00');
  await expect(page.getByText('不同币种不相加')).toContainText('€49.90');
  const platforms = page.getByRole('figure').filter({ hasText: '支付金额 · 按平台' });
  for (const said of ['¥2,034', '¥539', '¥329', '¥302']) await expect(platforms).toContainText(said);
});

test('a total row is held against the rows above it', async ({ page }) => {
  await openWith(page, [await fixture('taobao-order_list-reduced')]);
  const card = cardOf(page, 'taobao-order_list-reduced.csv');
  await expect(card).toContainText('共 8 行 = 保留 7 + 重复 0 + 拒收 0 + 合计行 1');
  for (const said of ['“总金额”合计 500.30', '“买家实际支付金额”合计 214.50', '“退款金额”合计 107.00']) {
    await expect(card.getByText(`${said}，与各行相加一致`)).toBeVisible();
  }
  await page.goto('#/?range=all');
  await expect(page.getByTestId('pay_amount')).toContainText('321.50');
  await expect(page.getByTestId('net_sales').locator('strong')).toHaveAttribute('title', '¥214.50');
});

test('a wrong encoding can be chosen, seen, and taken back', async ({ page }) => {
  await openWith(page, [await fixture('taobao-order_list')]);
  const card = cardOf(page, 'taobao-order_list.csv');
  await card.getByText('文件开头 · GB18030').click();
  const head = card.getByRole('region', { name: '文件开头' });
  await expect(head).toContainText('订单编号');
  await card.getByLabel('编码').selectOption('windows-1252');
  await expect(head).not.toContainText('订单编号');
  await card.getByRole('button', { name: '按这种编码重新导入' }).click();
  await expect(card.getByRole('status')).toContainText('需要指明各列');
  await card.getByLabel('编码').selectOption('gb18030');
  await expect(head).toContainText('订单编号');
  await card.getByRole('button', { name: '按这种编码重新导入' }).click();
  await expect(card.getByRole('status')).toContainText('已导入 11 行，拒收 4 行');
  await expect(card).toContainText('¥2,033.60');
});

test('an encoding in which the head cannot be read is refused in words, and another can be chosen', async ({
  page,
}) => {
  // Read as UTF-16, the bytes of "( " are a line separator, which no export holds.
  const head = '订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,宝贝标题 ,退款金额\n';
  const row = (title: string) =>
    `900000000000000001,12.50,12.50,上海,2024-03-01 10:00:00,2024-03-01 10:00:05,${title},0.00\n`;
  const even = (text: string) => (Buffer.from(head + row('')).indexOf(',0.00') + text.length) % 2 === 0;
  const title = even('x') ? 'x( cup)' : 'xx( cup)';
  await openWith(page, [{ name: 'one.csv', bytes: Buffer.from(head + row(title)) }]);
  const card = cardOf(page, 'one.csv');
  await card.getByText('文件开头 · UTF-8').click();
  await card.getByLabel('编码').selectOption('utf-16le');
  await expect(card).toContainText('“one.csv”已损坏');
  await expect(card).toContainText('按 UTF-16LE 读不出这个文件的开头。请换一种编码，或选回 UTF-8。');
  await expect(card.getByRole('button', { name: '按这种编码重新导入' })).toHaveCount(0);
  await card.getByLabel('编码').selectOption('gb18030');
  await expect(card).not.toContainText('读不出这个文件的开头');
  await expect(card.getByRole('button', { name: '按这种编码重新导入' })).toBeVisible();
  await card.getByLabel('编码').selectOption('utf-8');
  await expect(card.getByRole('region', { name: '文件开头' })).toContainText('订单编号');
});

test('rows with issues are downloaded with line, column, reason and fix, and nothing personal', async ({ page }) => {
  await openWith(page, [await fixture('taobao-order_list')]);
  const button = page.getByRole('button', { name: '下载有问题的行（CSV）' });
  const text = (await savedBy(page, () => button.click())).toString();
  const [header, ...rows] = csvParseRows(text.replace(/^\uFEFF/, ''));
  expect(header).toEqual(['行', '工作表', '列', '原因', '怎么改', '单元格形状', '补充']);
  expect(
    rows.map(([line, , column, reason]) => [line, column, reason]).toSorted((a, b) => Number(a[0]) - Number(b[0])),
  ).toEqual([
    ['10', '订单状态', '没见过的订单状态'],
    ['11', '订单编号', '编号被表格软件改成了近似数'],
    ['12', '', '与已有的行完全相同'],
    ['13', '订单创建时间', '读不出时间'],
    ['15', '买家实际支付金额', '读不出数字'],
    ['16', '订单编号', '必需的值是空的'],
  ]);
  expect(rows.every((row) => row[4] !== '')).toBe(true);
  for (const personal of ['样例买家', '样例收件人', '样例路', '13800000000', 'example.invalid']) {
    expect(text).not.toContain(personal);
  }
});

test('the same file again changes nothing', async ({ page }) => {
  await openFivePlatforms(page);
  const before = await rowsOf(page, ORDERS);
  await chooseFiles(page, [await fixture('jd-order', '又一次.csv')]);
  await expect(cardOf(page, '又一次.csv').getByRole('status')).toHaveText('与之前导入的相同，没有变化', {
    timeout: 60_000,
  });
  expect(await rowsOf(page, ORDERS)).toEqual(before);
});

test('an import can be undone and done again', async ({ page }) => {
  await openWith(page, [await fixture('taobao-order_list')]);
  const before = await rowsOf(page, ORDERS);
  await chooseFiles(page, [await fixture('pdd-order')]);
  const card = cardOf(page, 'pdd-order.csv');
  await expect(card.getByRole('status')).toContainText('已导入', { timeout: 60_000 });
  const after = await rowsOf(page, ORDERS);
  expect(after).toHaveLength(before.length + 11);
  await card.getByRole('button', { name: '撤销本次导入' }).click();
  await expect(card.getByRole('status')).toHaveText('已撤销');
  expect(await rowsOf(page, ORDERS)).toEqual(before);
  await page.getByRole('button', { name: '重做' }).click();
  await expect(card.getByRole('status')).toContainText('已导入 11 行');
  expect(await rowsOf(page, ORDERS)).toEqual(after);
});

/** An invented system's table that no format knows. */
function unknownTable(name: string, rows: readonly string[]): GivenFile {
  const text = ['流水号,成交日期,货品,数目,实收,客户', ...rows].join('\n');
  return { name, bytes: Buffer.from(text) };
}

test('an unknown table is explained once and recognised from then on', async ({ page }) => {
  await page.goto('./');
  await chooseFiles(page, [
    unknownTable('一月流水.csv', [
      'A-1,2026-01-03 10:00:00,水杯,2,30.00,客甲',
      'A-2,2026-01-04 11:00:00,台灯,1,99.50,客乙',
    ]),
  ]);
  const card = cardOf(page, '一月流水.csv');
  await card.getByRole('button', { name: '指明各列' }).click({ timeout: 60_000 });
  await expect(page.getByRole('main')).toContainText('“一月流水.csv”各列是什么意思？');
  await page.getByLabel('给它起个名字').fill('门店流水');
  for (const [field, column] of [
    ['订单编号', '流水号'],
    ['下单时间', ''],
    ['付款时间', '成交日期'],
    ['买家实付金额', '实收'],
    ['商品名称', '货品'],
    ['数量', '数目'],
    ['买家', '客户'],
  ] as const) {
    await page.getByLabel(field, { exact: true }).selectOption(column);
  }
  await page.getByRole('button', { name: '保存并导入' }).click();
  await expect(card.getByRole('status')).toContainText('已导入 2 行，拒收 0 行');
  await expect(card).toContainText('¥129.50');

  await chooseFiles(page, [unknownTable('二月流水.csv', ['A-3,2026-02-01 09:00:00,水杯,1,15.00,客甲'])]);
  await expect(cardOf(page, '二月流水.csv').getByRole('status')).toContainText('门店流水：已导入 1 行', {
    timeout: 60_000,
  });
  await page.goto('#/?range=all');
  await expect(page.getByTestId('pay_amount')).toContainText('¥144.50');
});

test('the parts of a zip are one file', async ({ page }) => {
  const { bytes } = manyOrders(20) as { bytes: Uint8Array };
  const [header = '', ...lines] = iconv.decode(Buffer.from(bytes), 'gb18030').trim().split('\r\n');
  const part = (from: number, to: number) =>
    iconv.encode(`${[header, ...lines.slice(from, to)].join('\r\n')}\r\n`, 'gb18030');
  const zip = await zipOf({ '订单_1.csv': part(0, 10), '订单_2.csv': part(10, 20) });
  await openWith(page, [{ name: '三月.zip', bytes: zip }]);
  const card = cardOf(page, '三月.zip');
  await expect(card.getByRole('status')).toHaveCount(1);
  // 1.50 + 2.50 + … + 20.50
  for (const said of ['¥220.00', '20 单', '共 20 行 = 保留 20']) await expect(card).toContainText(said);
});

test('an XLSX of the same rows gives the same orders', async ({ page }) => {
  await openWith(page, [await fixture('taobao-order_list')]);
  const fromCsv = await rowsOf(page, ORDERS);
  const text = iconv.decode(await readFile(fixturePath('taobao-order_list')), 'gb18030');
  const cells = csvParseRows(text).map((row) => row.map((cell) => cell.replace(/^="(.*)"$/, '$1')));
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(cells), '订单');
  const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
  await cardOf(page, 'taobao-order_list.csv').getByRole('button', { name: '撤销本次导入' }).click();
  await expect(cardOf(page, 'taobao-order_list.csv').getByRole('status')).toHaveText('已撤销');
  await chooseFiles(page, [{ name: '订单.xlsx', bytes }]);
  const card = cardOf(page, '订单.xlsx');
  await expect(card.getByRole('status')).toContainText('已导入 11 行', { timeout: 60_000 });
  await expect(card).toContainText('¥2,033.60');
  expect(await rowsOf(page, ORDERS)).toEqual(fromCsv);
});

test('files that cannot be read say why, and nothing is lost', async ({ page }) => {
  await openWith(page, [await fixture('jd-order')]);
  const before = await rowsOf(page, ORDERS);
  const damaged = (await zipOf({ '订单.csv': 'a,b\n1,2\n' })).slice(0, 60);
  await chooseFiles(page, [
    { name: '断了.zip', bytes: damaged },
    { name: '空的.csv', bytes: new Uint8Array() },
    {
      name: '照片.png',
      bytes: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    },
  ]);
  await expect(cardOf(page, '断了.zip')).toContainText('“断了.zip”已损坏', { timeout: 60_000 });
  await expect(cardOf(page, '空的.csv')).toContainText('“空的.csv”是空的', { timeout: 60_000 });
  await expect(cardOf(page, '照片.png')).toContainText('“照片.png”不是表格文件', { timeout: 60_000 });
  expect(await rowsOf(page, ORDERS)).toEqual(before);
});

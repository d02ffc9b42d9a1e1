import { createServer } from 'node:http';
import { expect, test } from './support/fixtures.ts';
import {
  callApi,
  cardOf,
  chooseFiles,
  contentHash,
  engineThread,
  fixture,
  manyOrders,
  openWith,
  rowsOf,
} from './support/shop.ts';

/** 40 thousand million pairs: it cannot end by itself while a test waits. */
const ENDLESS = 'SELECT count(*) FROM range(200000) a, range(200000) b WHERE hash(a.range, b.range) % 7 = 3';
/** About 20 GB of different texts, far over what the engine may use. */
const TOO_LARGE = 'SELECT count(*) FROM (SELECT DISTINCT repeat(i::VARCHAR, 20000) FROM range(200000) t(i))';
/** Hand sum of the two files: 2033.60 + 539.00. */
const COMMITTED = [{ orders: 21, paid: 2572.6 }];
const COUNT = 'SELECT count(*) AS orders, sum(buyer_paid_amount) AS paid FROM orders';

/** The verb as it is documented, with its second parameter. */
type Scripts = { sql(text: string, call?: { signal: AbortSignal }): Promise<{ rows: unknown[] }> };

test.describe.configure({ timeout: 90_000 });
test.use({ allowedErrors: [/forced by the test/, /ENGINE_START_TIMEOUT/] });

test.describe('with orders of two files', () => {
  test.beforeEach(async ({ page }) => {
    await openWith(page, await Promise.all(['taobao-order_list', 'jd-order'].map((name) => fixture(name))));
  });

  test('a question too large for the memory says so, and the next one is answered', async ({ page }) => {
    const before = await contentHash(page);
    expect(await callApi(page, 'sql', TOO_LARGE)).toMatchObject({ code: 'ENGINE_OUT_OF_MEMORY' });
    expect(await rowsOf(page, COUNT)).toEqual(COMMITTED);
    expect(await contentHash(page)).toBe(before);
  });

  for (const [death, kill] of [
    [
      'throws',
      () =>
        void setTimeout(() => {
          throw new Error('forced by the test');
        }),
    ],
    ['vanishes', () => void setTimeout(() => self.close())],
  ] as const) {
    test.describe(`the engine's thread ${death}`, () => {
      test('during a question: it says so, and nothing committed is lost', async ({ page }) => {
        const before = await contentHash(page);
        const asked = callApi(page, 'sql', ENDLESS);
        await engineThread(page).evaluate(kill);
        expect(await asked).toMatchObject({ code: 'ENGINE_CRASHED' });
        expect(await rowsOf(page, COUNT)).toEqual(COMMITTED);
        expect(await contentHash(page)).toBe(before);
      });

      test('during an import: the card says so, nothing committed is lost, the file can be given again', async ({
        page,
      }) => {
        const before = await contentHash(page);
        const file = manyOrders(60_000);
        await chooseFiles(page, [file]);
        const card = cardOf(page, '很多订单.csv');
        await expect(card.getByRole('progressbar')).toBeVisible();
        await engineThread(page).evaluate(kill);
        await expect(card).toContainText('计算引擎意外停止，已从最近一次提交恢复');
        expect(await contentHash(page)).toBe(before);
        await card.getByRole('button', { name: '重新导入' }).click();
        await expect(card.getByRole('status')).toContainText('已导入 60,000 行，拒收 0 行', { timeout: 120_000 });
      });
    });
  }

  test('a question that is cancelled ends at once, and the one behind it is answered', async ({ page }) => {
    const told = await page.evaluate(
      async ([endless, count]) => {
        const api = Reflect.get(window, 'zhanggui') as Scripts | undefined;
        const order: string[] = [];
        const stop = new AbortController();
        const asked = api?.sql(endless, { signal: stop.signal }).then(
          () => order.push('answered'),
          (thrown: unknown) => order.push(String(Reflect.get(Object(thrown), 'code'))),
        );
        const behind = api?.sql(count).then(({ rows }) => order.push(JSON.stringify(rows)));
        stop.abort();
        await asked;
        await behind;
        return order;
      },
      [ENDLESS, COUNT] as const,
    );
    expect(told).toEqual(['CANCELLED', JSON.stringify(COMMITTED)]);
  });

  test('an import that is cancelled leaves the data as it was', async ({ page }) => {
    const before = await contentHash(page);
    await chooseFiles(page, [manyOrders(60_000)]);
    const card = cardOf(page, '很多订单.csv');
    await card.getByRole('button', { name: '取消' }).click();
    await expect(card).toContainText('已取消');
    await expect(card).toContainText('数据与取消之前相同');
    expect(await contentHash(page)).toBe(before);
  });
});

test('an engine that never arrives is given up after 15 seconds, in words', async ({ browser, baseURL }) => {
  // The app as it is served, but for the engine's wasm: that request is taken and never answered.
  const server = createServer((request, response) => {
    if (request.url?.endsWith('.wasm')) return;
    void fetch(new URL(request.url ?? '/', baseURL)).then(async (answer) => {
      const headers = Object.fromEntries(answer.headers);
      delete headers['content-encoding'];
      delete headers['content-length'];
      response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const page = await browser.newPage({ locale: 'zh-CN' });
  try {
    await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    await expect(page.getByRole('alert')).toContainText('计算引擎 15 秒内没有启动', { timeout: 40_000 });
    await expect(page.getByRole('alert')).toContainText('检查浏览器扩展或安全策略是否禁止了 WebAssembly');
    await expect(page.getByRole('main')).toContainText('计算引擎没有启动');
  } finally {
    await page.close();
    server.closeAllConnections();
    server.close();
  }
});

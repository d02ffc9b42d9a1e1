import { createServer } from 'node:http';
import type { Page } from '@playwright/test';
import type { LocalApi } from '../../src/app/local-api.ts';
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
/** 64 thousand million steps within one row, so within one slice. */
const ONE_STEP = `SELECT len(list_filter(range(4000 + n), lambda a: len(list_filter(range(4000), lambda b:
  len(list_filter(range(4000), lambda c: a + b + c = 7)) > 0)) > 0)) AS found FROM range(1) one(n)`;
/** About 20 GB of different texts, far over what the engine may use. */
const TOO_LARGE = 'SELECT count(*) FROM (SELECT DISTINCT repeat(i::VARCHAR, 20000) FROM range(200000) t(i))';
/** Hand sum of the two files: 2033.60 + 539.00. */
const COMMITTED = [{ orders: 21, paid: 2572.6 }];
const COUNT = 'SELECT count(*) AS orders, sum(buyer_paid_amount) AS paid FROM orders';

/**
 * Runs in the engine's thread: the next statement traps. The engine reads the clock when a statement begins, and the
 * clock is now a function of a wasm module that consists of `unreachable`: `(func (export "f") unreachable)`.
 */
function trapNext(): void {
  const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const types = [1, 4, 1, 0x60, 0, 0];
  const functions = [3, 2, 1, 0];
  const exported = [7, 5, 1, 1, 0x66, 0, 0];
  const code = [10, 5, 1, 3, 0, 0, 0x0b];
  const bytes = Uint8Array.from([...head, ...types, ...functions, ...exported, ...code]);
  Reflect.set(Date, 'now', new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports['f']);
}

/** Runs in the engine's thread: a question's slices follow each other without a gap in which a message could be heard. */
function joinSlices(): void {
  Reflect.set(self, 'setTimeout', (next: () => void) => queueMicrotask(next));
}

/** Asks two questions and cancels the first once it has been asked: in order of arrival, rows or the code of a failure. */
function cancelFirst(page: Page, cancelled: string, behind: string): Promise<unknown[]> {
  return page.evaluate(
    async ([endless, count]) => {
      const api = window.zhanggui;
      if (!api) throw new Error('no interface for scripts');
      const order: unknown[] = [];
      const stop = new AbortController();
      const tell = (asked: ReturnType<LocalApi['sql']>) =>
        asked.then(
          ({ rows }) => order.push(rows),
          (thrown: unknown) => order.push(Reflect.get(Object(thrown), 'code')),
        );
      // Asked before the others: when it is answered, they have been asked too.
      const before = api.sql('SELECT 1');
      const all = [tell(api.sql(endless, { signal: stop.signal })), tell(api.sql(count))];
      await before;
      stop.abort();
      await Promise.all(all);
      return order;
    },
    [cancelled, behind] as const,
  );
}

test.describe.configure({ timeout: 90_000 });
// One expression: of two, the runner would take the second for options of the first.
test.use({ allowedErrors: [/forced by the test|ENGINE_START_TIMEOUT/] });

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

  const endings = [
    [
      'throws',
      () =>
        void setTimeout(() => {
          throw new Error('forced by the test');
        }),
    ],
    ['vanishes', () => void setTimeout(() => self.close())],
  ] as const;

  for (const [death, kill] of endings) {
    test.describe(`the engine's thread ${death}`, () => {
      test('during a question: it alone is told so, the one behind it is answered, nothing committed is lost', async ({
        page,
      }) => {
        const before = await contentHash(page);
        const asked = callApi(page, 'sql', ENDLESS);
        const behind = rowsOf(page, COUNT);
        await engineThread(page).evaluate(kill);
        expect(await asked).toMatchObject({ code: 'ENGINE_CRASHED' });
        expect(await behind).toEqual(COMMITTED);
        expect(await contentHash(page)).toBe(before);
      });
    });
  }

  test('a trap in a question: it alone is told so, those behind it are answered, nothing committed is lost', async ({
    page,
  }) => {
    const before = await contentHash(page);
    const dead = engineThread(page);
    await dead.evaluate(trapNext);
    const told = await page.evaluate(async (count) => {
      const api = window.zhanggui;
      if (!api) throw new Error('no interface for scripts');
      const asked = [api.sql('SELECT 1'), api.sql(count), api.queryMetric({ metric: 'orders_paid' })];
      const settled = await Promise.allSettled(asked);
      return settled.map((one) =>
        one.status === 'fulfilled' ? one.value.rows : String(Reflect.get(Object(one.reason), 'code')),
      );
    }, COUNT);
    // 15 of the 21 orders are paid
    expect(told).toEqual(['ENGINE_CRASHED', COMMITTED, [{ value: 15 }]]);
    expect(engineThread(page)).not.toBe(dead);
    expect(await contentHash(page)).toBe(before);
  });

  for (const [death, kill] of [...endings, ['traps', trapNext]] as const) {
    test(`an import in which the engine ${death}: the card says so, nothing is lost, the file can be given again`, async ({
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
  }

  test('a question that is cancelled ends at once, and the one behind it is answered', async ({ page }) => {
    const thread = engineThread(page);
    const told = await cancelFirst(page, ENDLESS, COUNT);
    expect(told).toEqual(['CANCELLED', COMMITTED]);
    expect(engineThread(page)).toBe(thread);
  });

  test('a question that cannot hear its cancel costs the engine its thread, and the one behind it is answered', async ({
    page,
  }) => {
    const before = await contentHash(page);
    const deaf = engineThread(page);
    await deaf.evaluate(joinSlices);
    const told = await cancelFirst(page, ENDLESS, COUNT);
    expect(told).toEqual(['CANCELLED', COMMITTED]);
    expect(engineThread(page)).not.toBe(deaf);
    expect(await contentHash(page)).toBe(before);
  });

  test('one step that takes hours can be cancelled too', async ({ page }) => {
    const told = await cancelFirst(page, ONE_STEP, COUNT);
    expect(told).toEqual(['CANCELLED', COMMITTED]);
  });

  for (const [state, make] of [
    ['listens', () => undefined],
    [
      'cannot listen',
      () =>
        void setTimeout(() => {
          for (;;);
        }),
    ],
  ] as const) {
    test(`an import that is cancelled while the engine ${state} leaves the data as it was`, async ({ page }) => {
      const before = await contentHash(page);
      await chooseFiles(page, [manyOrders(60_000)]);
      const card = cardOf(page, '很多订单.csv');
      await expect(card.getByRole('progressbar')).toBeVisible();
      await engineThread(page).evaluate(make);
      await card.getByRole('button', { name: '取消' }).click();
      await expect(card).toContainText('已取消');
      await expect(card).toContainText('数据与取消之前相同');
      expect(await contentHash(page)).toBe(before);
    });
  }
});

test('an engine that never arrives is given up after 30 seconds, in words', async ({ browser, baseURL }) => {
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
    await expect(page.getByRole('alert')).toContainText('计算引擎 30 秒内没有启动', { timeout: 60_000 });
    await expect(page.getByRole('alert')).toContainText('检查浏览器扩展或安全策略是否禁止了 WebAssembly');
    await expect(page.getByRole('main')).toContainText('计算引擎没有启动');
  } finally {
    await page.close();
    server.closeAllConnections();
    server.close();
  }
});

import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Locator, Page, Worker } from '@playwright/test';
import iconv from 'iconv-lite';
import type { LocalApi } from '../../../src/app/local-api.ts';
import { expect, test, type GivenFile } from './fixtures.ts';

/** Invented export files of five platforms, each under its real header and in its true encoding. */
export const FIVE_PLATFORMS = ['taobao-order_list', 'jd-order', 'pdd-order', 'douyin-order', 'shopify-orders'] as const;

/** Path of an invented export file. */
export function fixturePath(name: string, file = 'input.csv'): string {
  return `tests/fixtures/formats/${name}/${file}`;
}

/** An invented export file under a name of its own, so that its card and its rows can be told from others. */
export async function fixture(name: string, as = `${name}.csv`): Promise<GivenFile> {
  return { name: as, bytes: await readFile(fixturePath(name)) };
}

/** Gives files to the page's file chooser, which every page has. They come from a disk, as they do for a person. */
export async function chooseFiles(page: Page, files: readonly GivenFile[]): Promise<void> {
  const paths = await Promise.all(files.map(async (file) => (typeof file === 'string' ? file : writeGiven(file))));
  await page.locator('input[type=file][multiple]').first().setInputFiles(paths);
}

async function writeGiven({ name, bytes }: Exclude<GivenFile, string>): Promise<string> {
  const path = test.info().outputPath('given', randomUUID(), name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  return path;
}

/** The card of one file on the import page. */
export function cardOf(page: Page, file: string): Locator {
  return page.getByRole('article', { name: file, exact: true });
}

/** Opens the app and imports; ends when every file's card says so. */
export async function openWith(page: Page, files: readonly GivenFile[]): Promise<void> {
  await page.goto('./');
  await chooseFiles(page, files);
  for (const file of files) {
    const name = typeof file === 'string' ? file.slice(file.lastIndexOf('/') + 1) : file.name;
    await expect(cardOf(page, name).getByRole('status')).toContainText(/已导入|imported/, { timeout: 90_000 });
  }
}

/** Opens the app on the orders of the five platforms. */
export async function openFivePlatforms(page: Page): Promise<void> {
  await openWith(page, await Promise.all(FIVE_PLATFORMS.map((name) => fixture(name))));
}

type Verb = keyof LocalApi;
/** What a script gets: an answer, or the code of an expected failure. */
export type Outcome = { answer: unknown } | { code: string; message: string };

/** Calls a verb of `window.zhanggui` as a script on the page would. */
export function callApi(page: Page, verb: Verb, ...args: unknown[]): Promise<Outcome> {
  return page.evaluate(
    async ([name, given]) => {
      const api = Reflect.get(window, 'zhanggui') as Record<string, (...all: unknown[]) => Promise<unknown>>;
      try {
        return { answer: await api[name]?.(...given) };
      } catch (thrown) {
        const { code, message } = thrown as { code?: string; message: string };
        return { code: code ?? 'bug', message };
      }
    },
    [verb, args] as const,
  );
}

/** The answer of a verb; a failure fails the test. */
export async function answerOf<T>(page: Page, verb: Verb, ...args: unknown[]): Promise<T> {
  const outcome = await callApi(page, verb, ...args);
  if ('code' in outcome) throw new Error(`${verb} failed: ${outcome.code} ${outcome.message}`);
  return outcome.answer as T;
}

/** Rows of a read-only statement. */
export async function rowsOf(page: Page, text: string): Promise<Record<string, unknown>[]> {
  return (await answerOf<{ rows: Record<string, unknown>[] }>(page, 'sql', text)).rows;
}

/** Everything committed, as one text: equal texts mean equal orders, lines and files. */
export async function contentHash(page: Page): Promise<string> {
  const rows = await rowsOf(
    page,
    `SELECT 'orders' AS part, count(*) AS n, md5(string_agg(o::VARCHAR, '|' ORDER BY o::VARCHAR)) AS h FROM orders o
     UNION ALL SELECT 'lines', count(*), md5(string_agg(l::VARCHAR, '|' ORDER BY l::VARCHAR)) FROM order_lines l
     UNION ALL SELECT 'files', count(*), md5(string_agg(f::VARCHAR, '|' ORDER BY f::VARCHAR)) FROM source_file f
     ORDER BY part`,
  );
  return JSON.stringify(rows);
}

/** The thread in which the engine runs now. */
export function engineThread(page: Page): Worker {
  // A replaced thread may still be listed before its successor.
  const [running] = page
    .workers()
    .filter((worker) => worker.url().includes('/engine.worker'))
    .reverse();
  expect(running, 'a running engine').toBeDefined();
  return running as Worker;
}

/**
 * A Taobao order report of `count` invented orders in GB18030. Order `n` (from 1) stands in line `n + 1`, was paid
 * n.50 yuan in the minute `n` after 2024-03-01 00:00, and sold 样例商品`n % 7`; every tenth went to 浙江省, others to 广东省.
 */
export function manyOrders(count: number, name = '很多订单.csv'): GivenFile {
  const header =
    '订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,收货地址 ,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,宝贝总数量,店铺Id,店铺名称,订单关闭原因,退款金额,确认收货时间,打款商家金额';
  const start = Date.UTC(2024, 2, 1);
  const lines = Array.from({ length: count }, (_, at) => {
    const n = at + 1;
    const placed = new Date(start + n * 60_000).toISOString().slice(0, 19).replace('T', ' ');
    const money = `${n}.50`;
    const address = `${n % 10 === 0 ? '浙江省 杭州市 西湖区' : '广东省 广州市 天河区'} 样例路${n}号`;
    const cells = [`="${3930675100001 + n}00"`, `样例买家${n % 500}`, money, '0.00', money, money, '交易成功', address];
    return [
      ...cells,
      placed,
      placed,
      `样例商品${n % 7}`,
      '1',
      '1',
      '0',
      '样例旗舰店',
      '',
      '0.00',
      placed,
      `${money}元`,
    ].join(',');
  });
  return { name, bytes: iconv.encode(`${[header, ...lines].join('\r\n')}\r\n`, 'gb18030') };
}

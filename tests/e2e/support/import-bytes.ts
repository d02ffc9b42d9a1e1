import type { Page } from '@playwright/test';
import type { ImportReport } from '../../../src/domain/contracts/import.ts';
import type { GivenFile } from './fixtures.ts';

/** A file as its bytes. */
export type BytesFile = Exclude<GivenFile, string>;

/** Imports a file as a script on the page does. @returns the report of its one table */
export function importBytes(page: Page, file: BytesFile): Promise<ImportReport> {
  return page.evaluate(
    async ({ name, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const [report] = (await window.zhanggui?.importFiles([new File([bytes], name)])) ?? [];
      if (!report) throw new Error('no report');
      return report;
    },
    { name: file.name, base64: Buffer.from(file.bytes).toString('base64') },
  );
}

/**
 * A JD order report of `count` invented orders, in UTF-8, one line each. Order `n`, from `first` on, paid n.50 yuan in
 * the minute `n` after 2024-03-01 00:00.
 */
export function ordersFrom(first: number, count: number, name: string): BytesFile {
  const header =
    '订单号,商品ID,商品名称,订购数量,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,下单帐号,客户地址,运费金额,付款确认时间';
  const start = Date.UTC(2024, 2, 1);
  const lines = Array.from({ length: count }, (_, at) => {
    const n = first + at;
    const time = new Date(start + n * 60_000).toISOString().slice(0, 19).replace('T', ' ');
    const money = `${n}.50`;
    const product = `${100000000001 + (n % 7)},样例商品${n % 7},1`;
    const amounts = [money, money, money, '0.00', money].join(',');
    return `${310000000000 + n},${product},${time},${amounts},完成,样例买家${n % 500},上海样例路${n}号,0.00,${time}`;
  });
  return { name, bytes: new TextEncoder().encode(`${[header, ...lines].join('\n')}\n`) };
}

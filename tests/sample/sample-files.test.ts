import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FieldName } from '../../src/domain/contracts/canonical.ts';
import { fieldSource } from '../../src/domain/contracts/format.ts';
import douyinOrder from '../../src/domain/formats/douyin-order.ts';
import jdOrder from '../../src/domain/formats/jd-order.ts';
import pddOrder from '../../src/domain/formats/pdd-order.ts';
import shopifyOrders from '../../src/domain/formats/shopify-orders.ts';
import taobaoDetail from '../../src/domain/formats/taobao-order_detail.ts';
import taobaoList from '../../src/domain/formats/taobao-order_list.ts';
import { sampleFiles } from '../../src/domain/sample/files.ts';
import { rollUp, sampleTotals } from '../../src/domain/sample/totals.ts';
import type { ParsedOrder } from './parse-exports.ts';
import { cell, cents, readOrders, readTable } from './parse-exports.ts';

const TINY = { scale: 0.05, seed: 7 };
const SMALL = { scale: 0.25, seed: 11 };
const files = [...sampleFiles(SMALL)];
const tables = files.map((file) => ({ file, ...readTable(file) }));
const of = (formatId: string) => tables.filter(({ file }) => file.formatId === formatId);

const headerOf = (formatId: string) => of(formatId)[0]?.header ?? [];

const digest = (options: { scale: number; seed: number }) => {
  const hash = createHash('sha256');
  for (const file of sampleFiles(options)) {
    hash.update(file.name);
    for (const row of file.rows()) hash.update(row);
  }
  return hash.digest('hex');
};

/** The latest file that names an order decides, as an import by key does. */
function upserted(): Map<string, ParsedOrder> {
  const orders = new Map<string, ParsedOrder>();
  for (const file of files) for (const order of readOrders(file)) orders.set(`${order.platform} ${order.id}`, order);
  return orders;
}

describe('the files', () => {
  it('are the same bytes for the same seed, and others for another', () => {
    expect(digest(TINY)).toBe(digest(TINY));
    expect(digest({ ...TINY, seed: 8 })).not.toBe(digest(TINY));
  });

  it('come from four shops on five platforms, in three encodings, under the names the platforms give', () => {
    expect(new Set(files.map((file) => file.shopName)).size).toBe(4);
    expect(new Set(files.map((file) => file.platform)).size).toBe(5);
    expect(new Set(files.map((file) => file.encoding))).toEqual(new Set(['gb18030', 'utf-8', 'utf-8-bom']));
    expect(new Set(files.map((file) => file.name)).size).toBe(files.length);
    expect(files.map((file) => file.name)).toContain('ExportOrderList202607010000.csv');
    expect(files.map((file) => file.name)).toContain('orders_export2026-07-01-00-00-00.csv');
  });

  it('cover 18 months, each reaching back over the one before it', () => {
    for (const formatId of new Set(files.map((file) => file.formatId))) {
      const parts = files.filter((file) => file.formatId === formatId);
      expect([parts[0]?.from, parts[parts.length - 1]?.to]).toEqual(['2025-01-01', '2026-07-01']);
      parts.slice(1).forEach((part, i) => expect(part.from < (parts[i]?.to ?? '')).toBe(true));
    }
  });

  it('grow with the scale', () => {
    const lines = (scale: number) => rollUp(sampleTotals({ scale, seed: 3 }), []).get('')?.lines ?? 0;
    expect(lines(0.8) / lines(0.1)).toBeGreaterThan(7);
    expect(lines(0.8) / lines(0.1)).toBeLessThan(9);
  });
});

describe('the headers', () => {
  it('are the full headers of the platforms, blanks included', () => {
    const blanks = ['收货地址 ', '联系电话 ', '订单付款时间 ', '宝贝标题 ', '宝贝种类 ', '物流单号 '];
    expect(headerOf('taobao-order_list')).toHaveLength(61);
    expect(headerOf('taobao-order_list')).toEqual(expect.arrayContaining(blanks));
    expect(headerOf('taobao-order_detail')).toHaveLength(27);
    expect(headerOf('taobao-order_detail').slice(0, 3)).toEqual(['子订单编号', '主订单编号', '商品标题']);
    expect(headerOf('jd-order')).toHaveLength(35);
    expect(headerOf('jd-order')[22]).toBe('商家备注等级（等级1-5为由高到低）');
    expect(headerOf('douyin-order')).toHaveLength(74);
    expect(headerOf('douyin-order')[73]).toBe('物流IMEI码2');
    expect(headerOf('shopify-orders')).toHaveLength(79);
    expect([headerOf('shopify-orders')[55], headerOf('shopify-orders')[78]]).toEqual(['Id', 'Payment References']);
  });

  it('hold every column the formats ask for', () => {
    for (const format of [taobaoList, taobaoDetail, jdOrder, pddOrder, douyinOrder, shopifyOrders]) {
      for (const { header } of of(format.id)) {
        const names = new Set(header.map((name) => name.trim()));
        const isThere = (field: FieldName) => {
          const source = format.fields[field];
          return source !== undefined && fieldSource(source).from.some((name) => names.has(name));
        };
        expect(format.required.filter((field) => !isThere(field))).toEqual([]);
      }
    }
  });

  it('of 拼多多 change with the years, and one file has lines above and a total row below', () => {
    const [old, plain, kept] = of('pdd-order');
    expect(old?.header).toContain('支付时间');
    expect(plain?.header).toContain('订单成交时间');
    expect([plain?.preamble, kept?.preamble]).toEqual([0, 2]);
    for (const name of ['商品总价(元)', '用户实付金额(元)', '商家实收金额(元)']) {
      const sum = kept?.rows.reduce((total, row) => total + cents(row, name), 0);
      expect(kept?.total && cents(kept.total, name)).toBe(sum);
    }
  });
});

describe('the marks of real files', () => {
  const text = (formatId: string) => [...(files.find((file) => file.formatId === formatId)?.rows() ?? [])].join('');

  it('are there: ="…", TABs, apostrophes, No:, 元, 无退款申请', () => {
    expect(text('taobao-order_list')).toMatch(/\r\n="4\d{18}","[^"]+","1\d\d\*{4}\d{4}"/);
    expect(text('taobao-order_list')).toMatch(/"'1\d\d\*{4}\d{4}"/);
    expect(text('taobao-order_list')).toContain('"No:YT');
    expect(text('taobao-order_list')).toMatch(/"\d+\.\d\d元"/);
    expect(text('taobao-order_detail')).toContain('"无退款申请"');
    expect(text('pdd-order')).toMatch(/,\d{6}-\d{15}\t,/);
    expect(text('douyin-order')).toMatch(/\n"\t69\d{17}","\t69\d{17}"/);
    expect(text('shopify-orders')).toMatch(/,'\d{5},/);
    expect(text('jd-order')).toContain('0001-01-01 00:00:00');
  });

  it('hold no number a spreadsheet would have damaged, and no number twice', () => {
    for (const [formatId, key] of [
      ['taobao-order_detail', '子订单编号'],
      ['douyin-order', '子订单编号'],
      ['pdd-order', '订单号'],
    ] as const) {
      for (const { rows } of of(formatId)) {
        const ids = rows.map((row) => cell(row, key));
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => /^\d{16,}$/.test(id) && id.endsWith('000'))).toEqual([]);
      }
    }
  });

  it('give one-line Taobao orders their own number and Shopify money on the first row only', () => {
    for (const { rows } of of('taobao-order_detail')) {
      const lines = new Map<string, number>();
      for (const row of rows) lines.set(cell(row, '主订单编号'), (lines.get(cell(row, '主订单编号')) ?? 0) + 1);
      const isRight = (row: (typeof rows)[number]) =>
        (cell(row, '子订单编号') === cell(row, '主订单编号')) === (lines.get(cell(row, '主订单编号')) === 1);
      expect(rows.every(isRight)).toBe(true);
    }
    const rows = of('shopify-orders')[0]?.rows ?? [];
    const second = rows.filter((row, i) => i > 0 && cell(row, 'Name') === cell(rows[i - 1] ?? row, 'Name'));
    expect(second.length).toBeGreaterThan(10);
    expect(second.every((row) => cell(row, 'Total') === '' && cell(row, 'Lineitem sku') !== '')).toBe(true);
  });
});

describe('the money', () => {
  it('of Taobao: lines add up to their order; total = goods + freight; settled = paid + coupons − refund', () => {
    const lists = of('taobao-order_list');
    of('taobao-order_detail').forEach((detail, i) => {
      const sums = new Map<string, number>();
      for (const row of detail.rows) {
        const id = cell(row, '主订单编号');
        sums.set(id, (sums.get(id) ?? 0) + cents(row, '买家实付金额'));
      }
      const list = lists[i]?.rows ?? [];
      expect(new Set(sums.keys())).toEqual(new Set(list.map((row) => cell(row, '订单编号'))));
      for (const row of list) {
        expect(sums.get(cell(row, '订单编号'))).toBe(cents(row, '买家实际支付金额'));
        expect(cents(row, '总金额')).toBe(cents(row, '买家应付货款') + cents(row, '买家应付邮费'));
        if (cell(row, '订单状态') !== '交易成功') continue;
        const net = cents(row, '买家实际支付金额') + cents(row, '天猫卡券抵扣') - cents(row, '退款金额');
        expect(cents(row, '打款商家金额')).toBe(net);
      }
    });
  });

  it('of 京东: the order amount is the sum of its lines and stands on each of them', () => {
    for (const { rows } of of('jd-order')) {
      const sums = new Map<string, number>();
      for (const row of rows) {
        const id = cell(row, '订单号');
        sums.set(id, (sums.get(id) ?? 0) + cents(row, '京东价') * Number(cell(row, '订购数量')));
      }
      expect(rows.every((row) => sums.get(cell(row, '订单号')) === cents(row, '订单金额'))).toBe(true);
    }
  });

  it('of 拼多多: both identities on every row', () => {
    for (const { rows } of of('pdd-order')) {
      for (const row of rows) {
        const [platform, pay] = [cents(row, '平台优惠折扣(元)'), cents(row, '多多支付立减金额(元)')];
        const goods = cents(row, '商品总价(元)') + cents(row, '邮费(元)') - cents(row, '店铺优惠折扣(元)');
        expect(cents(row, '用户实付金额(元)')).toBe(goods - platform - pay);
        expect(cents(row, '商家实收金额(元)')).toBe(goods);
      }
    }
  });

  it('of 抖店: the line owes price × pieces − all discounts + freight', () => {
    for (const { rows } of of('douyin-order')) {
      for (const row of rows) {
        const list = cents(row, '商品单价') * Number(cell(row, '商品数量'));
        expect(cents(row, '订单应付金额')).toBe(list - cents(row, '优惠总金额') + cents(row, '运费'));
        const parts = ['平台优惠', '商家优惠', '达人优惠', '支付优惠'].map((name) => cents(row, name));
        expect(parts.reduce((a, b) => a + b, 0)).toBe(cents(row, '优惠总金额'));
      }
    }
  });

  it('of Shopify: subtotal = lines − discount, total = subtotal + shipping + taxes', () => {
    for (const { rows } of of('shopify-orders')) {
      const lines = new Map<string, number>();
      for (const row of rows) {
        const amount = cents(row, 'Lineitem price') * Number(cell(row, 'Lineitem quantity'));
        lines.set(cell(row, 'Name'), (lines.get(cell(row, 'Name')) ?? 0) + amount);
      }
      for (const row of rows.filter((one) => cell(one, 'Total') !== '')) {
        expect(cents(row, 'Subtotal')).toBe((lines.get(cell(row, 'Name')) ?? 0) - cents(row, 'Discount Amount'));
        expect(cents(row, 'Total')).toBe(cents(row, 'Subtotal') + cents(row, 'Shipping') + cents(row, 'Taxes'));
      }
    }
  });
});

describe('the totals', () => {
  it('are those of a plain second reading after upsert, by platform, month and province', () => {
    const read = new Map<
      string,
      { orders: number; paidOrders: number; lines: number; paid: number; refunded: number }
    >();
    const at = (platform: string, month: string, province: string) => {
      const key = `${platform}|${month}|${province}`;
      const figures = read.get(key) ?? { orders: 0, paidOrders: 0, lines: 0, paid: 0, refunded: 0 };
      read.set(key, figures);
      return figures;
    };
    for (const order of upserted().values()) {
      at(order.platform, order.placedDay.slice(0, 7), order.province).orders += 1;
      if (order.paidAt === '') continue;
      const figures = at(order.platform, order.paidAt.slice(0, 7), order.province);
      figures.paidOrders += 1;
      figures.lines += order.lines;
      figures.paid += order.paid;
      figures.refunded += order.refunded;
    }
    const known = rollUp(sampleTotals(SMALL), ['platform', 'month', 'province']);
    expect(new Set(read.keys())).toEqual(new Set(known.keys()));
    for (const [key, { net, ...figures }] of known) {
      expect({ key, ...read.get(key) }).toEqual({ key, ...figures });
      expect(net).toBe(figures.paid - figures.refunded);
    }
  });

  it('need the overlap: an order seen twice has moved on', () => {
    for (const platform of new Set(files.map((file) => file.platform))) {
      const [first, second] = files.filter(
        (file) => file.platform === platform && file.formatId !== 'taobao-order_detail',
      );
      const later = new Map(second === undefined ? [] : readOrders(second).map((order) => [order.id, order]));
      const again = first === undefined ? [] : readOrders(first).filter((order) => later.has(order.id));
      expect(again.length).toBeGreaterThan(5);
      expect(again.some((order) => later.get(order.id)?.status !== order.status)).toBe(true);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { skuByCode, SKUS } from '../../src/domain/sample/catalogue.ts';
import { sampleFiles } from '../../src/domain/sample/files.ts';
import { sampleExposures, sampleTruths } from '../../src/domain/sample/known-truths.ts';
import type { Row } from './parse-exports.ts';
import { cell, cents, readTable } from './parse-exports.ts';

const OPTIONS = { scale: 1, seed: 20260701 };
const truths = sampleTruths(OPTIONS);

/** Rows of a layout, the latest file winning for each key. */
function latest(formatId: string, key: string): Row[] {
  const rows = new Map<string, Row>();
  for (const file of sampleFiles(OPTIONS)) {
    if (file.formatId === formatId) for (const row of readTable(file).rows) rows.set(cell(row, key), row);
  }
  return [...rows.values()];
}

const list = latest('taobao-order_list', '订单编号');
const details = latest('taobao-order_detail', '子订单编号');
const pdd = latest('pdd-order', '订单号');
const douyin = latest('douyin-order', '子订单编号');
const isWithin = (span: { from: string; to: string }, time: string) => time >= span.from && time < span.to;
const seconds = (time: string) => Date.parse(`${time.replace(' ', 'T')}Z`) / 1000;

/** Times of the paid orders of each account, brushed ones left out. */
function paidTimes(): Map<string, string[]> {
  const brushed = new Set(truths.brushed.map((order) => order.orderId));
  const times = new Map<string, string[]>();
  for (const row of list) {
    const paidAt = cell(row, '订单付款时间');
    if (paidAt === '' || brushed.has(cell(row, '订单编号'))) continue;
    const buyer = cell(row, '买家会员名');
    times.set(buyer, [...(times.get(buyer) ?? []), paidAt].sort());
  }
  return times;
}

/** Chances of no and of one repeat order within t days: Fader, Hardie, Lee (2005), equation 8, for x = 0 and x = 1. */
function chances({ r, alpha, a, b }: { r: number; alpha: number; a: number; b: number }, t: number): [number, number] {
  const none = Math.pow(alpha / (alpha + t), r);
  return [none, (b / (a + b)) * r * none * (t / (alpha + t)) + (a / (a + b)) * (1 - none)];
}

describe('repurchase', () => {
  it('follows BG/NBD: as many accounts with no and with one repeat order as the formula says', () => {
    const process = truths.purchasing.find((one) => one.platform === 'taobao');
    if (process === undefined) throw new Error('no repurchase process');
    const accounts = [...paidTimes().values()];
    expect(accounts).toHaveLength(process.buyers);
    const end = seconds('2026-07-01 00:00:00');
    const expected = accounts.map(([first = '']) => chances(process, (end - seconds(first)) / 86_400));
    for (const repeats of [0, 1] as const) {
      const observed = accounts.filter((times) => times.length === repeats + 1).length;
      const sum = expected.reduce((total, chance) => total + chance[repeats], 0);
      const variance = expected.reduce((total, chance) => total + chance[repeats] * (1 - chance[repeats]), 0);
      expect(Math.abs(observed - sum)).toBeLessThan(3 * Math.sqrt(variance));
    }
  });
});

describe('the promotion', () => {
  it('lifts its products by its factor against all others, before and after it not at all', () => {
    const { promotion } = truths;
    const codes = new Set<string>(promotion.productCodes.map((code) => `TX-${code}`));
    const lastFile = [...sampleFiles({ ...OPTIONS, scale: 6 })].findLast((file) => file.formatId === 'pdd-order');
    const rows = lastFile === undefined ? [] : readTable(lastFile).rows;
    const paid = rows.filter((row) => !['待支付', '已取消'].includes(cell(row, '订单状态')));
    const ratio = (from: string, to: string) => {
      const inSpan = paid.filter((row) => isWithin({ from, to }, cell(row, '订单成交时间')));
      const promoted = inSpan.filter((row) => codes.has(cell(row, '商家编码-商品维度'))).length;
      return promoted / (inSpan.length - promoted);
    };
    const before = ratio('2026-02-22', promotion.from);
    const after = ratio(promotion.to, '2026-04-09');
    expect(after / before).toBeGreaterThan(0.8);
    expect(after / before).toBeLessThan(1.25);
    const uplift = ratio(promotion.from, promotion.to) / ((before + after) / 2);
    expect(uplift).toBeGreaterThan(promotion.factor * 0.87);
    expect(uplift).toBeLessThan(promotion.factor * 1.13);
  });
});

describe('brushed orders', () => {
  it('are in the files with their pattern, some with the mark', () => {
    expect(truths.brushed).toHaveLength(48 + 42 + 45);
    const byId = new Map(list.map((row) => [cell(row, '订单编号'), row]));
    const onTaobao = truths.brushed.filter((order) => order.platform === 'taobao');
    for (const { orderId, buyer, isMarked } of onTaobao) {
      const row = byId.get(orderId) ?? new Map<string, string>();
      expect(cell(row, '买家会员名')).toBe(buyer);
      const wait = seconds(cell(row, '订单付款时间')) - seconds(cell(row, '订单创建时间'));
      expect(wait >= 4 && wait <= 14).toBe(true);
      expect(['01', '02']).toContain(cell(row, '订单创建时间').slice(11, 13));
      expect(cell(row, '收货地址')).toMatch(/^福建省 莆田市/);
      expect(cell(row, '订单备注').startsWith('G-')).toBe(isMarked);
    }
    const marked = truths.brushed.filter((order) => order.isMarked).length / truths.brushed.length;
    expect(marked).toBeGreaterThan(0.55);
    expect(marked).toBeLessThan(0.85);
    expect(new Set(onTaobao.map((order) => order.buyer)).size).toBeLessThan(25);
    const pddIds = new Set(pdd.map((row) => cell(row, '订单号')));
    expect(truths.brushed.filter((order) => order.platform === 'pdd').every((order) => pddIds.has(order.orderId))).toBe(
      true,
    );
  });
});

describe('duplicated buyers', () => {
  it('bear the same nick in the same province on both platforms', () => {
    const place = new Map(list.map((row) => [cell(row, '买家会员名'), cell(row, '收货地址').slice(0, 2)]));
    const jd = new Map(
      latest('jd-order', '订单号').map((row) => [cell(row, '下单帐号'), cell(row, '客户地址').slice(0, 2)]),
    );
    const pairs = truths.duplicates.filter((pair) => pair.reason === 'same_nick');
    expect(pairs.length).toBeGreaterThan(150);
    for (const { first, second } of pairs) {
      expect(second.buyer).toBe(first.buyer);
      expect(jd.get(second.buyer)).toBe(place.get(first.buyer));
    }
    const planted = new Set(pairs.map((pair) => pair.first.buyer));
    expect([...jd.keys()].filter((nick) => place.has(nick) && !planted.has(nick)).length).toBeLessThan(5);
  });

  it('spell one e-mail in two ways', () => {
    const plain = (email: string) => email.toLowerCase().replace('+gift', '');
    const pairs = truths.duplicates.filter((pair) => pair.reason === 'email_variant');
    expect(pairs.length).toBeGreaterThan(20);
    for (const { first, second } of pairs) {
      expect(second.buyer).not.toBe(first.buyer);
      expect(plain(second.buyer)).toBe(plain(first.buyer));
    }
  });
});

describe('the price breach', () => {
  it('is the only selling under the floor', () => {
    const floors = new Map(SKUS.map((sku) => [sku.code.toLowerCase(), sku.floorCents]));
    const isUnder = (row: Row, code: string, unit: { list: number; merchant: number; qty: number }) =>
      (unit.list - unit.merchant) / unit.qty < (floors.get(cell(row, code).toLowerCase()) ?? Infinity);
    const onDouyin = douyin.filter((row) => {
      const qty = Number(cell(row, '商品数量'));
      return isUnder(row, '商家编码', { list: cents(row, '商品单价') * qty, merchant: cents(row, '商家优惠'), qty });
    });
    const paid = onDouyin.filter((row) => cell(row, '支付完成时间') !== '');
    const { priceBreach } = truths;
    expect(new Set(paid.map((row) => cell(row, '主订单编号')))).toEqual(new Set(priceBreach.orderIds));
    expect(paid.length).toBeGreaterThan(25);
    expect(onDouyin.every((row) => isWithin(priceBreach, cell(row, '订单提交时间')))).toBe(true);
    const code = (row: Row) => (row.has('商家编码-规格维度') ? '商家编码-规格维度' : '商家编码-SKU维度');
    const elsewhere = pdd.filter((row) => {
      const [list, merchant] = [cents(row, '商品总价(元)'), cents(row, '店铺优惠折扣(元)')];
      return isUnder(row, code(row), { list, merchant, qty: Number(cell(row, '商品数量(件)')) });
    });
    const onTaobao = details.filter((row) => {
      const qty = Number(cell(row, '购买数量'));
      return isUnder(row, '商家编码', { list: cents(row, '买家应付货款'), merchant: 0, qty });
    });
    expect([elsewhere.length, onTaobao.length]).toEqual([0, 0]);
  });
});

describe('stock-outs', () => {
  it('leave no line of the SKU on their days, though it sold before and after', () => {
    for (const out of truths.stockOuts) {
      const times = [
        ...details.filter((row) => cell(row, '商家编码') === out.skuCode).map((row) => cell(row, '订单创建时间')),
        ...douyin
          .filter((row) => cell(row, '商家编码').toUpperCase() === out.skuCode)
          .map((row) => cell(row, '订单提交时间')),
      ];
      expect(times.length).toBeGreaterThan(30);
      expect(times.filter((time) => isWithin(out, time))).toEqual([]);
      expect(out.turnedAway).toBeGreaterThan(3);
      expect(skuByCode(out.skuCode).code).toBe(out.skuCode);
    }
  });
});

describe('settlement gaps', () => {
  it('are completed orders, a few in a thousand', () => {
    const done = new Set(
      list.filter((row) => cell(row, '订单状态') === '交易成功').map((row) => cell(row, '订单编号')),
    );
    const gaps = truths.settlementGaps.filter((order) => order.platform === 'taobao');
    expect(gaps.every((order) => done.has(order.orderId))).toBe(true);
    expect(gaps.length / done.size).toBeGreaterThan(0.002);
    expect(gaps.length / done.size).toBeLessThan(0.007);
  });
});

describe('the experiment', () => {
  /** FNV-1a written again, in big integers. */
  const armOf = (buyer: string) => {
    let hash = 2166136261n;
    for (const char of truths.experiment.salt + buyer) {
      for (let i = 0; i < char.length; i++) hash = ((hash ^ BigInt(char.charCodeAt(i))) * 16777619n) & 0xffffffffn;
    }
    return Number(hash & 1n);
  };

  it('splits buyers by the hash of their name and lifts the share of orders with an add-on', () => {
    const brushed = new Set(truths.brushed.map((order) => order.orderId));
    const counted = [0, 1].map(() => ({ buyers: new Set<string>(), orders: 0, withAddOn: 0 }));
    for (const row of list) {
      const isIn = isWithin(truths.experiment, cell(row, '订单创建时间')) && cell(row, '订单付款时间') !== '';
      const arm = counted[armOf(cell(row, '买家会员名'))];
      if (!isIn || brushed.has(cell(row, '订单编号')) || arm === undefined) continue;
      arm.buyers.add(cell(row, '买家会员名'));
      arm.orders += 1;
      if (Number(cell(row, '宝贝种类')) > 1) arm.withAddOn += 1;
    }
    expect(counted.map((arm) => ({ ...arm, buyers: arm.buyers.size }))).toEqual(truths.experiment.arms);
    truths.experiment.arms.forEach((arm, i) => {
      const planted = truths.experiment.attach[i] ?? 0;
      const standardError = Math.sqrt((planted * (1 - planted)) / arm.orders);
      expect(Math.abs(arm.withAddOn / arm.orders - planted)).toBeLessThan(3 * standardError);
    });
  });

  it('has an exposure log that names each buyer once, in the arm of the rule', () => {
    const [header, ...rows] = [...sampleExposures(OPTIONS)].map((line) => line.trim().split(','));
    expect(header).toEqual(['买家会员名', '分组', '曝光时间']);
    expect(new Set(rows.map(([buyer]) => buyer)).size).toBe(rows.length);
    expect(rows.every(([buyer = '', arm]) => arm === (armOf(buyer) === 1 ? '实验组' : '对照组'))).toBe(true);
    expect(rows.length).toBeGreaterThanOrEqual(truths.experiment.arms.reduce((sum, arm) => sum + arm.buyers, 0));
  });
});

describe('careless codes', () => {
  it('stand in the file as listed', () => {
    const lower = douyin.filter((row) => /[a-z]/.test(cell(row, '商家编码')));
    expect(lower.length).toBe(truths.dirtyCodes.length);
    expect(lower.length).toBeGreaterThan(20);
  });
});

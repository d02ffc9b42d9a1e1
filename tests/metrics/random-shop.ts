import type { TestLine, TestOrder } from './open-shop.ts';

/** A small deterministic generator (mulberry32), so that a failing case can be named by its seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SHOPS = [
  { shop: 'taobao:甲', platform: 'taobao', currency: 'CNY' },
  { shop: 'taobao:乙', platform: 'taobao', currency: 'CNY' },
  { shop: 'pdd:丙', platform: 'pdd', currency: 'CNY' },
  { shop: 'jd:丁', platform: 'jd', currency: 'CNY' },
  { shop: 'shopify:戊', platform: 'shopify', currency: 'USD' },
] as const;
const STATUSES = [
  'paid_unshipped',
  'shipped',
  'completed',
  'completed',
  'closed_refunded',
  'closed',
  'unknown',
] as const;

/** Invented orders with every irregularity that files have: blanks, gifts, freight outside the lines, unpaid orders. */
export function randomOrders(seed: number, count: number): TestOrder[] {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] ?? list[0] ?? fail();
  const chance = (share: number) => random() < share;
  const cents = (most: number) => Math.round(random() * most * 100) / 100;
  const clock = (day: number) =>
    new Date(Date.UTC(2023, 10, 1) + day * 86_400_000 + Math.floor(random() * 86_400) * 1000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ');

  const line = (): TestLine => ({
    product: chance(0.1) ? null : `p${Math.floor(random() * 6)}`,
    title: pick(['茶', '杯', '壶']),
    amount: cents(100),
    qty: 1 + Math.floor(random() * 3),
    refunded: chance(0.1) ? null : chance(0.2) ? cents(20) : 0,
    gift: chance(0.1),
  });

  return Array.from({ length: count }, (_, index): TestOrder => {
    const place = pick(SHOPS);
    const lines = chance(0.3) ? [] : Array.from({ length: 1 + Math.floor(random() * 3) }, line);
    const freight = chance(0.2) ? 8 : 0;
    const amount =
      lines.length > 0
        ? Math.round((lines.reduce((sum, each) => sum + each.amount, 0) + freight) * 100) / 100
        : cents(300);
    const isPaid = chance(0.85);
    const day = Math.floor(random() * 200);
    return {
      ...place,
      id: `o${index}`,
      created: chance(0.03) ? null : clock(day),
      paid: isPaid && !chance(0.05) ? clock(day + (chance(0.1) ? 1 : 0)) : null,
      isPaid,
      status: isPaid ? pick(STATUSES) : 'closed_unpaid',
      statusRaw: pick(['未发货，退款成功', '已发货，退款成功', '交易关闭']),
      ...(isPaid && chance(0.5) && place.platform !== 'jd' ? { shipped: clock(day + 2) } : {}),
      province: chance(0.1) ? null : pick(['浙江', '广东', '上海']),
      buyer: place.platform === 'pdd' || chance(0.1) ? null : `${place.platform}:b${Math.floor(random() * 12)}`,
      amount,
      payable: chance(0.1) ? null : amount,
      refunded: place.platform === 'jd' ? null : chance(0.2) ? cents(amount) : 0,
      receivable: chance(0.5) ? amount : null,
      qty:
        lines.length > 0
          ? lines.reduce((sum, each) => sum + (each.gift ? 0 : (each.qty ?? 1)), 0)
          : chance(0.5)
            ? null
            : 2,
      lines,
    };
  });
}

function fail(): never {
  throw new Error('nothing to pick from');
}

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

type Dice = ReturnType<typeof diceOf>;

function diceOf(seed: number) {
  const random = randomOf(seed);
  return {
    random,
    pick: <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] ?? list[0] ?? fail(),
    chance: (share: number) => random() < share,
    cents: (most: number) => Math.round(random() * most * 100) / 100,
    clock: (day: number) =>
      new Date(Date.UTC(2023, 10, 1) + day * 86_400_000 + Math.floor(random() * 86_400) * 1000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' '),
    maybe: <T>(share: number, value: T): T | null => (random() < share ? value : null),
  };
}

function randomLine({ random, pick, chance, cents, maybe }: Dice): TestLine {
  return {
    product: maybe(0.9, `p${Math.floor(random() * 6)}`),
    title: pick(['茶', '杯', '壶']),
    amount: cents(100),
    qty: 1 + Math.floor(random() * 3),
    refunded: maybe(0.9, chance(0.2) ? cents(20) : 0),
    gift: chance(0.1),
  };
}

function randomTimes(dice: Dice, isPaid: boolean): Partial<TestOrder> {
  const { random, chance, clock, maybe } = dice;
  const day = Math.floor(random() * 200);
  return {
    created: maybe(0.97, clock(day)),
    paid: isPaid ? maybe(0.95, clock(day + (chance(0.1) ? 1 : 0))) : null,
    isPaid,
    ...(isPaid && chance(0.4) ? { shipped: clock(day + 2) } : {}),
  };
}

function randomMoney({ chance, cents, maybe }: Dice, lines: readonly TestLine[], platform: string): Partial<TestOrder> {
  const freight = chance(0.2) ? 8 : 0;
  const summed = Math.round((lines.reduce((sum, each) => sum + each.amount, 0) + freight) * 100) / 100;
  const amount = lines.length > 0 ? summed : cents(300);
  const bought = lines.reduce((sum, each) => sum + (each.gift ? 0 : (each.qty ?? 1)), 0);
  return {
    amount,
    payable: maybe(0.9, amount),
    refunded: platform === 'jd' ? null : chance(0.2) ? cents(amount) : 0,
    receivable: maybe(0.5, amount),
    qty: lines.length > 0 ? bought : maybe(0.5, 2),
  };
}

/** Invented orders with every irregularity that files have: blanks, gifts, freight outside the lines, unpaid orders. */
export function randomOrders(seed: number, count: number): TestOrder[] {
  const dice = diceOf(seed);
  const { random, pick, chance, maybe } = dice;
  return Array.from({ length: count }, (_, index): TestOrder => {
    const place = pick(SHOPS);
    const isPaid = chance(0.85);
    const lines = chance(0.3) ? [] : Array.from({ length: 1 + Math.floor(random() * 3) }, () => randomLine(dice));
    return {
      ...place,
      ...randomTimes(dice, isPaid),
      ...randomMoney(dice, lines, place.platform),
      id: `o${index}`,
      status: isPaid ? pick(STATUSES) : 'closed_unpaid',
      statusRaw: pick(['未发货，退款成功', '已发货，退款成功', '交易关闭']),
      province: maybe(0.9, pick(['浙江', '广东', '上海'])),
      buyer: place.platform === 'pdd' ? null : maybe(0.9, `${place.platform}:b${Math.floor(random() * 12)}`),
      lines,
    };
  });
}

function fail(): never {
  throw new Error('nothing to pick from');
}

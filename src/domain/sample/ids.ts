import type { SampleOrder } from './orders.ts';
import { hash32 } from './rng.ts';

/* Order numbers as the platforms build them: unique per channel, growing with time where theirs do, and never ending
   in zeros, which would look like a number damaged by a spreadsheet. */

/** Three digits 111…989, the last never zero. */
const tail = (hash: number) => 111 + 10 * (hash % 88) + ((hash >>> 8) % 9);

/** 19 digits: grows with time, the last six belong to the buyer. `part` 0 is the order, others its later sub-orders. */
export function taobaoId(order: SampleOrder, part = 0): string {
  const head = 250_000_000_000 + order.serial * 8 + part;
  return `4${head}${tail(order.person)}${tail(order.person >>> 7)}`;
}

/** 12 digits. */
export function jdId(order: SampleOrder): string {
  return String(310_000_000_000 + order.serial * 37 + (order.person % 37));
}

/** `yyMMdd-` and 15 digits; `day` is `YYYY-MM-DD`. */
export function pddId(order: SampleOrder, day: string): string {
  return `${day.slice(2, 4)}${day.slice(5, 7)}${day.slice(8, 10)}-${String(100_000_000 + order.serial)}${tail(order.person)}${tail(order.person >>> 7)}`;
}

/** 19 digits; sub-order 0 bears the number of the order. */
export function douyinId(order: SampleOrder, part = 0): string {
  return `69${20_000_000_000 + order.serial * 8 + part}${tail(order.person)}${tail(order.person >>> 7)}`;
}

/** Shopify order name: `#1001`, `#1002`, … */
export function shopifyName(order: SampleOrder): string {
  return `#${1001 + order.serial}`;
}

/** The number of an order as its platform's export states it. `day` is its day of creation. */
export function orderId(order: SampleOrder, day: string): string {
  switch (order.channel.platform) {
    case 'taobao':
      return taobaoId(order);
    case 'jd':
      return jdId(order);
    case 'pdd':
      return pddId(order, day);
    case 'douyin':
      return douyinId(order);
    case 'shopify':
      return shopifyName(order);
  }
}

/** Item numbers of products or variants 0, 1, … on a channel: `width` digits (at least 9), the first not zero, the last odd. */
export function itemIds(seed: number, channel: number, { count, width }: { count: number; width: number }): string[] {
  return Array.from({ length: count }, (_, index) => {
    const a = String(hash32(seed, 21, channel, index)).padStart(10, '3');
    const b = String(hash32(seed, 22, channel, index)).padStart(10, '5');
    return `${`${7 + (index % 3)}${a}${b}`.slice(0, width - 4)}${String(index).padStart(3, '0')}1`;
  });
}

import { dayNumber } from './calendar.ts';
import { CHANNELS } from './channels.ts';
import { partsOf, PARTS } from './files.ts';
import { stateAt } from './lifecycle.ts';
import type { OrderState } from './lifecycle.ts';
import type { OrderStream, SampleOrder } from './orders.ts';
import { openOrders } from './orders.ts';
import type { SampleOptions, SamplePlan } from './plan.ts';
import { planDay, planSample } from './plan.ts';
import { regionAt, shortProvince, STATES } from './regions.ts';

/** Counts and integer cents. Orders by the month they were placed in, all else by the month of payment (shop-local). */
export type TotalCell = {
  readonly platform: string;
  readonly shopName: string;
  readonly currency: string;
  /** `YYYY-MM`. */
  readonly month: string;
  /** Short name of the province (广东), or the name of the US state. */
  readonly province: string;
  orders: number;
  paidOrders: number;
  lines: number;
  /** Paid by the buyer, later refunds not deducted. */
  paid: number;
  refunded: number;
  /** paid − refunded */
  net: number;
};

export type SampleTotals = {
  readonly cells: readonly TotalCell[];
  /** Paid cents per currency and day of payment. */
  readonly daily: Readonly<Record<string, ReadonlyMap<string, number>>>;
};

type Figures = Pick<TotalCell, 'orders' | 'paidOrders' | 'lines' | 'paid' | 'refunded' | 'net'>;

export type FinalOrder = { readonly order: SampleOrder; readonly state: OrderState };

/** Every order once, in the state that the last file naming it gives. */
export function* finalOrders(plan: SamplePlan): Generator<FinalOrder> {
  for (const channel of CHANNELS) yield* finalOrdersOf(plan, openOrders(plan, channel));
}

/** The same for one channel; its stream knows more when the last order is out. */
export function* finalOrdersOf(plan: SamplePlan, stream: OrderStream): Generator<FinalOrder> {
  const parts = partsOf(plan, PARTS[stream.channel.platform]);
  for (const order of stream.orders(0, plan.days)) {
    const last = parts.findLast((part) => order.day >= part.from && order.day < part.to);
    if (last !== undefined) yield { order, state: stateAt(order.life, last.to * 86_400) };
  }
}

/** Day an order counts as placed: 拼多多 states the time of payment only, and the day in the order number where there is none. */
function placedDay({ channel, day, life }: SampleOrder, state: OrderState): number {
  return channel.platform === 'pdd' && state.isPaid ? Math.floor(life.paid / 86_400) : day;
}

/** What the app must show after all files are imported: the generator's own running sums, no file read. */
export function sampleTotals(options: SampleOptions = {}): SampleTotals {
  const plan = planSample(options);
  const cells = new Map<string, TotalCell>();
  const daily: Record<string, Map<string, number>> = {};
  const cellOf = ({ channel, region }: SampleOrder, day: number): TotalCell => {
    const month = planDay(plan, day).slice(0, 7);
    const province = channel.market === 'us' ? (STATES[region]?.[0] ?? '') : shortProvince(regionAt(region).province);
    const key = `${channel.platform}|${month}|${province}`;
    let cell = cells.get(key);
    if (cell === undefined) {
      const { platform, shopName, currency } = channel;
      cell = {
        platform,
        shopName,
        currency,
        month,
        province,
        orders: 0,
        paidOrders: 0,
        lines: 0,
        paid: 0,
        refunded: 0,
        net: 0,
      };
      cells.set(key, cell);
    }
    return cell;
  };
  for (const { order, state } of finalOrders(plan)) {
    cellOf(order, placedDay(order, state)).orders += 1;
    if (!state.isPaid) continue;
    const day = Math.floor(order.life.paid / 86_400);
    const cell = cellOf(order, day);
    const refunded = state.refund === 'done' ? order.refund : 0;
    cell.paidOrders += 1;
    cell.lines += order.lines.length;
    cell.paid += order.money.paid;
    cell.refunded += refunded;
    cell.net += order.money.paid - refunded;
    const days = (daily[order.channel.currency] ??= new Map<string, number>());
    const text = planDay(plan, day);
    days.set(text, (days.get(text) ?? 0) + order.money.paid);
  }
  return { cells: [...cells.values()], daily };
}

/** Adds cells up by some of their labels; the key is their values joined by `|`. No label gives one row under ''. */
export function rollUp(
  totals: SampleTotals,
  by: readonly ('platform' | 'shopName' | 'currency' | 'month' | 'province')[],
): Map<string, Figures> {
  const sums = new Map<string, Figures>();
  for (const cell of totals.cells) {
    const key = by.map((label) => cell[label]).join('|');
    const sum = sums.get(key) ?? { orders: 0, paidOrders: 0, lines: 0, paid: 0, refunded: 0, net: 0 };
    sum.orders += cell.orders;
    sum.paidOrders += cell.paidOrders;
    sum.lines += cell.lines;
    sum.paid += cell.paid;
    sum.refunded += cell.refunded;
    sum.net += cell.net;
    sums.set(key, sum);
  }
  return sums;
}

/** Sums of paid cents of one currency by week, each under its first day; weeks start on the first day of the period. */
export function weeklyPaid(totals: SampleTotals, currency: string, firstDay: string): [day: string, cents: number][] {
  const start = dayNumber(firstDay);
  const weeks = new Map<number, number>();
  for (const [day, cents] of totals.daily[currency] ?? []) {
    const week = Math.floor((dayNumber(day) - start) / 7);
    weeks.set(week, (weeks.get(week) ?? 0) + cents);
  }
  return [...weeks]
    .sort((x, y) => x[0] - y[0])
    .map(([week, cents]) => [new Date((start + week * 7) * 86_400_000).toISOString().slice(0, 10), cents]);
}

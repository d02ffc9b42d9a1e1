import type { Arrival } from './arrivals.ts';
import { PRODUCTS, skuAt } from './catalogue.ts';
import type { Channel } from './channels.ts';
import type { DayMood } from './calendar.ts';
import type { SamplePlan } from './plan.ts';
import { isIn } from './plan.ts';
import { pick } from './regions.ts';
import type { Rng } from './rng.ts';
import { EXPERIMENT } from './truths.ts';

/** Money in integer cents of the channel's currency. */
export type SampleLine = {
  readonly sku: number;
  readonly qty: number;
  /** List price of one piece on this channel. */
  readonly unit: number;
  /** unit × qty */
  readonly list: number;
  merchant: number;
  platform: number;
  payChannel: number;
  kol: number;
  /** Freight borne by this line; the whole of it stands on the first. */
  freight: number;
  tax: number;
  /** What the buyer pays for it: list − all discounts + freight + tax. */
  paid: number;
  /** Given back once the refund is done. */
  refund: number;
};

/** What all orders of one channel on one day have in common. */
export type ChannelDay = {
  readonly plan: SamplePlan;
  readonly channel: Channel;
  /** Offset from the first day. */
  readonly day: number;
  readonly mood: DayMood;
  /** Cumulative popularity of the products this month. */
  readonly steps: Float64Array;
  /** Units turned away by stock-outs so far, by index in `plan.stockOuts`. */
  readonly lost: Float64Array;
  /** Stream of the order at hand. */
  readonly rng: Rng;
};

function stockOutOf(plan: SamplePlan, sku: number, day: number): number {
  return plan.stockOuts.findIndex((out) => out.sku === sku && isIn(out.span, day));
}

/** A SKU in stock for an arrival. @returns −1 when the first choice was out and this channel's buyer walks away. */
function chooseSku(at: ChannelDay, arrival: Pick<Arrival, 'product' | 'kind'>, isFirst: boolean): number {
  const { rng, lost } = at;
  for (;;) {
    const chosen = PRODUCTS[arrival.product >= 0 ? arrival.product : pick(at.steps, rng.unit())];
    if (chosen === undefined) return -1;
    const sku = chosen.skus[pick(chosen.skuSteps, rng.unit())] ?? -1;
    const out = stockOutOf(at.plan, sku, at.day);
    if (out < 0) return sku;
    if (arrival.kind !== 'unpaid') lost[out] = (lost[out] ?? 0) + 1;
    if (at.channel.purchasing === null && isFirst) return -1;
  }
}

function quantity(kind: Arrival['kind'], rng: Rng): number {
  const draw = rng.unit();
  if (kind === 'brushed') return 1;
  return draw < 0.88 ? 1 : draw < 0.97 ? 2 : 3;
}

function lineOf(sku: number, qty: number, channel: Channel): SampleLine {
  const unit = skuAt(sku).listCents[channel.index] ?? 0;
  const list = unit * qty;
  return {
    sku,
    qty,
    unit,
    list,
    merchant: 0,
    platform: 0,
    payChannel: 0,
    kol: 0,
    freight: 0,
    tax: 0,
    paid: 0,
    refund: 0,
  };
}

function attachChance(channel: Channel, kind: Arrival['kind'], arm: number): number {
  if (kind !== 'paid' && kind !== 'unpaid') return 0;
  return arm < 0 ? channel.attach : (EXPERIMENT.attach[arm] ?? 0);
}

/** The lines of an order, unpriced. @returns null when the buyer found it out of stock and left. */
export function fillBasket(at: ChannelDay, arrival: Arrival, arm: number): SampleLine[] | null {
  const { kind } = arrival;
  const { rng, channel } = at;
  const first = kind === 'breach' ? at.plan.breach.sku : chooseSku(at, arrival, true);
  if (first < 0) return null;
  const lines = [lineOf(first, quantity(kind, rng), channel)];
  if (rng.unit() >= attachChance(channel, kind, arm)) return lines;
  const wanted = rng.unit() < 0.25 ? 3 : 2;
  while (lines.length < wanted) {
    const sku = chooseSku(at, { product: -1, kind }, false);
    if (!lines.some((line) => line.sku === sku)) lines.push(lineOf(sku, 1, channel));
  }
  return lines;
}

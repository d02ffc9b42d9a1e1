import type { Arrival } from './arrivals.ts';
import { arrivalDays } from './arrivals.ts';
import type { ChannelDay, SampleLine } from './basket.ts';
import { fillBasket } from './basket.ts';
import { buyerId, personHash, regionOf } from './buyers.ts';
import { dayMood, dayText } from './calendar.ts';
import { productSteps } from './catalogue.ts';
import type { Channel } from './channels.ts';
import type { Life } from './lifecycle.ts';
import { brushedLife, paidLife, unpaidLife } from './lifecycle.ts';
import type { SamplePlan } from './plan.ts';
import { isIn } from './plan.ts';
import type { OrderMoney } from './pricing.ts';
import { priceLines } from './pricing.ts';
import { regionAt, REGIONS } from './regions.ts';
import { fnv1a, hash32, Rng } from './rng.ts';
import { BRUSH_MARKS, EXPERIMENT } from './truths.ts';

export type SampleOrder = {
  readonly channel: Channel;
  /** Position in time on its channel, from 0; some are missing (lost to a stock-out). */
  readonly serial: number;
  /** Day offset from the first day. */
  readonly day: number;
  readonly kind: Arrival['kind'];
  readonly buyer: number;
  /** See `personHash`; one per order where the platform names no buyer. */
  readonly person: number;
  /** Index into `REGIONS`, or `STATES` overseas. */
  readonly region: number;
  /** Arm of the planted experiment, or −1 outside it. */
  readonly arm: number;
  readonly lines: readonly SampleLine[];
  /** Sums of the lines; `paid` is what the buyer owes, and has paid once `life.paid` has passed. */
  readonly money: OrderMoney;
  readonly life: Life;
  /** Given back once the refund is done. */
  readonly refund: number;
  /** Remark of the seller. */
  readonly mark: string;
};

const ORDER = 4;
const MARK = 5;
const BRUSH_REGION = REGIONS.findIndex((region) => region.city === BRUSH_MARKS.city);

/** Arm of the planted experiment for a buyer's order on a day, or −1 outside it. */
function armOf(at: ChannelDay, arrival: Arrival): number {
  const { experiment } = at.plan;
  if (at.channel.index !== experiment.channel || !isIn(experiment.span, at.day) || arrival.kind === 'brushed')
    return -1;
  return fnv1a(EXPERIMENT.salt + buyerId(at.plan, at.channel.index, arrival.buyer)) & 1;
}

function lifeOf(at: ChannelDay, arrival: Arrival, region: number): Life {
  const { rng, channel } = at;
  const created = at.day * 86_400 + arrival.second;
  if (arrival.kind === 'unpaid') return unpaidLife(created);
  if (arrival.kind === 'brushed') return brushedLife(created, BRUSH_MARKS.payWithinSeconds, rng);
  return paidLife(created, { channel, isRemote: channel.market === 'cn' && regionAt(region).remote }, rng);
}

/** Marks what will be given back on the lines: all of them, one of several (抖店), or a part of the first. */
function refundLines(channel: Channel, lines: readonly SampleLine[], life: Life): number {
  const first = lines[0];
  const last = lines[lines.length - 1];
  if (life.refundKind === 'none' || first === undefined || last === undefined) return 0;
  if (life.refundKind !== 'partial') for (const line of lines) line.refund = line.paid;
  else if (channel.platform === 'douyin') last.refund = lines.length > 1 ? last.paid : 0;
  else first.refund = Math.floor(first.paid / 1000) * 100;
  return lines.reduce((sum, line) => sum + line.refund, 0);
}

function markOf(at: ChannelDay, arrival: Arrival, serial: number): string {
  if (arrival.kind !== 'brushed') return '';
  const isMarked = hash32(at.plan.seed, MARK, at.channel.index, serial) / 4294967296 < BRUSH_MARKS.markedShare;
  return isMarked ? `${BRUSH_MARKS.prefix}${at.day % 100}` : '';
}

function buildOrder(at: ChannelDay, arrival: Arrival, serial: number): SampleOrder | null {
  const { plan, channel } = at;
  at.rng.reseed(plan.seed, ORDER, channel.index, serial);
  const person =
    channel.purchasing === null
      ? hash32(plan.seed, ORDER + 2, channel.index, serial)
      : personHash(plan, channel.index, arrival.buyer);
  const region = arrival.kind === 'brushed' ? BRUSH_REGION : regionOf(person, channel.market);
  const arm = armOf(at, arrival);
  const lines = fillBasket(at, arrival, arm);
  if (lines === null) return null;
  const money = priceLines(at, lines, { kind: arrival.kind, region });
  let life = lifeOf(at, arrival, region);
  const refund = refundLines(channel, lines, life);
  if (refund === 0 && life.refundKind === 'partial')
    life = { ...life, refundKind: 'none', refundAsked: -1, refundDone: -1 };
  return {
    channel,
    serial,
    day: at.day,
    kind: arrival.kind,
    buyer: arrival.buyer,
    person,
    region,
    arm,
    lines,
    money,
    life,
    refund,
    mark: markOf(at, arrival, serial),
  };
}

export type OrderStream = {
  readonly channel: Channel;
  /** Units turned away by stock-outs so far, by index in `plan.stockOuts`; complete at the end. */
  readonly lost: Float64Array;
  /** Accounts seen so far. */
  buyers: number;
  /** Orders placed on days `[from, to)`, in order of time. */
  orders(from: number, to: number): Generator<SampleOrder>;
};

/** All orders of one channel in order of time; each call starts afresh from the first day. */
export function openOrders(plan: SamplePlan, channel: Channel): OrderStream {
  const rng = new Rng(0, 0);
  const stream: OrderStream = {
    channel,
    lost: new Float64Array(plan.stockOuts.length),
    buyers: 0,
    *orders(from, to) {
      let serial = 0;
      for (const { day, arrivals, buyers } of arrivalDays(plan, channel)) {
        if (day >= to) return;
        stream.buyers = buyers;
        if (day >= from) {
          const mood = dayMood(plan.firstDay + day, channel.market);
          const steps = productSteps(channel.index, Number(dayText(plan.firstDay + day).slice(5, 7)));
          const at: ChannelDay = { plan, channel, day, mood, steps, lost: stream.lost, rng };
          for (let i = 0; i < arrivals.length; i++) {
            const arrival = arrivals[i];
            const order = arrival === undefined ? null : buildOrder(at, arrival, serial + i);
            if (order !== null) yield order;
          }
        }
        serial += arrivals.length;
      }
    },
  };
  return stream;
}

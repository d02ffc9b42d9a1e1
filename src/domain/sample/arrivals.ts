import { dayMood, dayText, secondOfDay } from './calendar.ts';
import { productShares } from './catalogue.ts';
import type { Channel } from './channels.ts';
import type { SamplePlan } from './plan.ts';
import { isIn } from './plan.ts';
import { Rng } from './rng.ts';
import { PROMOTION } from './truths.ts';

/** Why an order exists. Extra orders of the planted promotion and price breach have their product fixed. */
export type ArrivalKind = 'paid' | 'unpaid' | 'brushed' | 'promotion' | 'breach';

export type Arrival = {
  /** Seconds after the start of the day. */
  second: number;
  /** Account index on the channel; brushing accounts count down from −1; 0 where the platform names no buyer. */
  buyer: number;
  kind: ArrivalKind;
  /** Product (promotion, brushed) the order is about, or −1. */
  product: number;
};

const DAY = 1;
const BUYER = 2;
const EXTRA = 3;

/** First orders of known buyers, or all orders where no buyer is known, expected per day. */
export function dailyRates(plan: SamplePlan, channel: Channel): Float64Array {
  const rates = new Float64Array(plan.days);
  let sum = 0;
  for (let day = 0; day < plan.days; day++) {
    const trend = 1 + (channel.growth - 1) * (day / plan.days);
    sum += rates[day] = trend * dayMood(plan.firstDay + day, channel.market).factor;
  }
  for (let day = 0; day < plan.days; day++) rates[day] = ((rates[day] ?? 0) / sum) * channel.arrivals * plan.scale;
  return rates;
}

/** Events waiting for their day: one linked list per day in growing typed arrays. */
class PendingRepeats {
  private readonly head: Int32Array;
  private next = new Int32Array(1024);
  private buyer = new Int32Array(1024);
  private used = 0;
  private free = -1;

  constructor(days: number) {
    this.head = new Int32Array(days).fill(-1);
  }

  push(day: number, buyer: number): void {
    let slot = this.free;
    if (slot >= 0) this.free = this.next[slot] ?? -1;
    else slot = this.grow();
    this.buyer[slot] = buyer;
    this.next[slot] = this.head[day] ?? -1;
    this.head[day] = slot;
  }

  /** Hands over and forgets the events of a day. */
  take(day: number, each: (buyer: number) => void): void {
    let slot = this.head[day] ?? -1;
    while (slot >= 0) {
      const after = this.next[slot] ?? -1;
      each(this.buyer[slot] ?? 0);
      this.next[slot] = this.free;
      this.free = slot;
      slot = after;
    }
    this.head[day] = -1;
  }

  private grow(): number {
    if (this.used === this.next.length) {
      const next = new Int32Array(this.used * 2);
      const buyer = new Int32Array(this.used * 2);
      next.set(this.next);
      buyer.set(this.buyer);
      this.next = next;
      this.buyer = buyer;
    }
    return this.used++;
  }
}

/** One channel while its days are made. */
type Run = {
  readonly plan: SamplePlan;
  readonly channel: Channel;
  readonly pending: PendingRepeats;
  /** Stream of the day at hand. */
  readonly rng: Rng;
  /** Streams of single buyers. */
  readonly buyerRng: Rng;
};

/** All later orders of one buyer whose first is at `first` (days, fractional), by BG/NBD. */
function planRepeats({ plan, channel, pending, buyerRng: rng }: Run, buyer: number, first: number): void {
  const process = channel.purchasing;
  if (process === null) return;
  rng.reseed(plan.seed, BUYER, channel.index, buyer);
  const rate = rng.gamma(process.r) / process.alpha;
  const dropout = rng.beta(process.a, process.b);
  let at = first;
  for (;;) {
    at += rng.exponential() / rate;
    if (at >= plan.days) return;
    pending.push(Math.floor(at), buyer);
    if (rng.unit() < dropout) return;
  }
}

/** Extra orders of the promoted products: their own rate × (factor − 1). */
function promotionExtras({ plan, channel, rng }: Run, day: number, rate: number): Arrival[] {
  if (channel.index !== plan.promotion.channel || !isIn(plan.promotion.span, day)) return [];
  const shares = productShares(channel.index, monthOf(plan, day));
  return plan.promotion.products.flatMap((product) => {
    const extra = rng.poisson(rate * (shares[product] ?? 0) * (PROMOTION.factor - 1));
    return repeated(extra, () => ({ second: secondOfDay(rng.unit()), buyer: 0, kind: 'promotion', product }));
  });
}

const repeated = (count: number, make: () => Arrival): Arrival[] => Array.from({ length: count }, make);

function breachExtras({ plan, channel, rng }: Run, day: number): Arrival[] {
  if (channel.index !== plan.breach.channel || !isIn(plan.breach.span, day)) return [];
  const make = (): Arrival => ({ second: secondOfDay(rng.unit()), buyer: 0, kind: 'breach', product: -1 });
  return repeated(plan.breach.extraPerDay, make);
}

/** Brushed orders, spread evenly over the days of a campaign; half of its accounts come back in the next one. */
function brushedExtras({ plan, channel, rng }: Run, day: number): Arrival[] {
  let accountBase = 0;
  return plan.brushing
    .filter((brush) => brush.channel === channel.index)
    .flatMap((brush) => {
      const base = accountBase;
      accountBase += Math.floor(brush.accounts / 2);
      if (!isIn(brush.span, day)) return [];
      const upTo = (nth: number) => Math.floor((brush.orders * nth) / (brush.span.to - brush.span.from));
      const nth = day - brush.span.from;
      return repeated(upTo(nth + 1) - upTo(nth), () => {
        const second = 3600 + rng.below(7200);
        return { second, buyer: -1 - base - rng.below(brush.accounts), kind: 'brushed', product: brush.product };
      });
    });
}

const monthOf = (plan: SamplePlan, day: number) => Number(dayText(plan.firstDay + day).slice(5, 7));

/** One paid order of a buyer, and now and then one placed a little before it and left unpaid. */
function addOrders({ channel, rng }: Run, buyer: number, out: Arrival[]): void {
  const second = secondOfDay(rng.unit());
  out.push({ second, buyer, kind: 'paid', product: -1 });
  if (rng.unit() < channel.unpaidRatio) {
    out.push({ second: Math.max(0, second - 60 - rng.below(3000)), buyer, kind: 'unpaid', product: -1 });
  }
}

/** Arrivals of a channel day by day in order of time; restartable, memory grows only with repeats still to come. */
export function* arrivalDays(
  plan: SamplePlan,
  channel: Channel,
): Generator<{ day: number; arrivals: readonly Arrival[]; buyers: number }> {
  const rates = dailyRates(plan, channel);
  const run: Run = {
    plan,
    channel,
    pending: new PendingRepeats(plan.days),
    rng: new Rng(0, 0),
    buyerRng: new Rng(0, 0),
  };
  let buyers = 0;
  for (let day = 0; day < plan.days; day++) {
    run.rng.reseed(plan.seed, DAY, channel.index, day);
    const arrivals: Arrival[] = [];
    const rate = rates[day] ?? 0;
    const count = run.rng.poisson(rate);
    for (let i = 0; i < count; i++) {
      const buyer = channel.purchasing === null ? 0 : buyers++;
      addOrders(run, buyer, arrivals);
      planRepeats(run, buyer, day + run.rng.unit());
    }
    run.pending.take(day, (buyer) => addOrders(run, buyer, arrivals));
    run.rng.reseed(plan.seed, EXTRA, channel.index, day);
    arrivals.push(...promotionExtras(run, day, rate), ...breachExtras(run, day), ...brushedExtras(run, day));
    arrivals.sort((x, y) => x.second - y.second);
    yield { day, arrivals, buyers };
  }
}

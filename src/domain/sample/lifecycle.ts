import type { Channel } from './channels.ts';
import type { Rng } from './rng.ts';

export type RefundKind = 'none' | 'before_shipping' | 'full' | 'partial';

/** Seconds after the first day's midnight; −1 = never. */
export type Life = {
  readonly created: number;
  readonly paid: number;
  readonly shipped: number;
  readonly completed: number;
  readonly refundKind: RefundKind;
  readonly refundAsked: number;
  readonly refundDone: number;
};

/** What an export made at one moment says of an order. */
export type OrderState = {
  readonly isPaid: boolean;
  readonly isShipped: boolean;
  readonly isCompleted: boolean;
  readonly closed: 'no' | 'unpaid' | 'refunded';
  readonly refund: 'none' | 'asked' | 'done';
};

const HOUR = 3600;
const DAY = 86_400;

function payLag(rng: Rng): number {
  const draw = rng.unit();
  if (draw < 0.8) return 8 + rng.below(290);
  return draw < 0.96 ? 300 + rng.below(HOUR) : HOUR + rng.below(18 * HOUR);
}

function refundKind(channel: Channel, rng: Rng): RefundKind {
  const [cancel, full, partial] = channel.refunds;
  const draw = rng.unit();
  if (draw < cancel) return 'before_shipping';
  if (draw < cancel + full) return 'full';
  return draw < cancel + full + partial ? 'partial' : 'none';
}

/** An order that is placed and then left; the platform closes it a day later. */
export function unpaidLife(created: number): Life {
  return { created, paid: -1, shipped: -1, completed: -1, refundKind: 'none', refundAsked: -1, refundDone: -1 };
}

/** A brushed order: paid in seconds, sent the same morning, confirmed within two days, never returned. */
export function brushedLife(created: number, payWithin: readonly [number, number], rng: Rng): Life {
  const paid = created + payWithin[0] + rng.below(payWithin[1] - payWithin[0] + 1);
  const shipped = paid + 6 * HOUR + rng.below(3 * HOUR);
  const completed = shipped + DAY + rng.below(DAY);
  return { ...unpaidLife(created), paid, shipped, completed };
}

/** An ordinary paid order. Everything about it is over 14 days after it was placed. */
export function paidLife(
  created: number,
  { channel, isRemote }: { channel: Channel; isRemote: boolean },
  rng: Rng,
): Life {
  const paid = created + payLag(rng);
  const kind = refundKind(channel, rng);
  if (kind === 'before_shipping') {
    const refundAsked = paid + 600 + rng.below(8 * HOUR);
    const refundDone = refundAsked + 300 + rng.below(12 * HOUR);
    return { created, paid, shipped: -1, completed: -1, refundKind: kind, refundAsked, refundDone };
  }
  const shipped = paid + 4 * HOUR + rng.below(40 * HOUR);
  const signed = shipped + (isRemote ? 3 : 1.5) * DAY + rng.below(2 * DAY);
  const completed = signed + 6 * HOUR + rng.below(5 * DAY);
  if (kind === 'none') return { created, paid, shipped, completed, refundKind: kind, refundAsked: -1, refundDone: -1 };
  const refundAsked = signed + 2 * HOUR + rng.below(3 * DAY);
  const refundDone = refundAsked + 10 * HOUR + rng.below(2 * DAY);
  return {
    created,
    paid,
    shipped,
    completed: kind === 'full' ? -1 : completed,
    refundKind: kind,
    refundAsked,
    refundDone,
  };
}

const hasPassed = (moment: number, asOf: number) => moment >= 0 && moment < asOf;

function closedAt(life: Life, asOf: number): OrderState['closed'] {
  if (life.refundKind !== 'partial' && hasPassed(life.refundDone, asOf)) return 'refunded';
  return life.paid < 0 && life.created + DAY < asOf ? 'unpaid' : 'no';
}

/** The state of an order for an export made at `asOf`. */
export function stateAt(life: Life, asOf: number): OrderState {
  return {
    isPaid: hasPassed(life.paid, asOf),
    isShipped: hasPassed(life.shipped, asOf),
    isCompleted: hasPassed(life.completed, asOf),
    closed: closedAt(life, asOf),
    refund: hasPassed(life.refundDone, asOf) ? 'done' : hasPassed(life.refundAsked, asOf) ? 'asked' : 'none',
  };
}

import { buyerId, twinOf } from './buyers.ts';
import { skuAt } from './catalogue.ts';
import { CHANNELS } from './channels.ts';
import { orderId } from './ids.ts';
import type { OrderStream, SampleOrder } from './orders.ts';
import { openOrders } from './orders.ts';
import type { SampleOptions, SamplePlan, Span } from './plan.ts';
import { planDay, planSample } from './plan.ts';
import { hash32 } from './rng.ts';
import { Stamps } from './stamps.ts';
import type { FinalOrder } from './totals.ts';
import { finalOrdersOf } from './totals.ts';
import type { Purchasing } from './truths.ts';
import { EXPERIMENT, PRICE_BREACH, PROMOTION, SETTLEMENT_GAP_SHARE, STOCK_OUTS } from './truths.ts';
import { codeAsTyped } from './write-douyin.ts';

type Days = { readonly from: string; readonly to: string };
type OrderRef = { readonly platform: string; readonly orderId: string };
type Account = { readonly platform: string; readonly buyer: string };

/** Everything planted in one run of the generator, with its real ids. Money in yuan cents; days half-open. */
export type SampleTruths = {
  /** Parameters, and what came of them: accounts with a paid order, and their paid orders, brushed ones left out. */
  readonly purchasing: readonly (Purchasing & { platform: string; buyers: number; paidOrders: number })[];
  readonly promotion: Days & { platform: string; productCodes: readonly string[]; factor: number; discount: number };
  readonly brushed: readonly (OrderRef & { buyer: string | null; isMarked: boolean })[];
  /** Two accounts of one person: the same nick and the same place on two platforms, or two spellings of one e-mail. */
  readonly duplicates: readonly { reason: 'same_nick' | 'email_variant'; first: Account; second: Account }[];
  readonly priceBreach: Days &
    OrdersAt & { skuCode: string; platform: string; floorCents: number; soldAtCents: number };
  /** `turnedAway`: times the SKU was chosen and could not be had, on all channels. */
  readonly stockOuts: readonly (Days & { skuCode: string; turnedAway: number })[];
  /** Completed orders that no settlement file will ever name. */
  readonly settlementGaps: readonly OrderRef[];
  readonly experiment: Days & {
    platform: string;
    salt: string;
    attach: readonly number[];
    arms: readonly ExperimentArm[];
  };
  readonly dirtyCodes: readonly (OrderRef & { typed: string; meant: string })[];
};

type OrdersAt = { readonly orderIds: readonly string[] };
/** Buyers with a paid order on the days of the experiment, those orders, and those with two lines or more. */
export type ExperimentArm = { buyers: number; orders: number; withAddOn: number };

/** Does an order belong to the planted settlement gaps? */
export function lacksSettlement(plan: SamplePlan, order: SampleOrder): boolean {
  return hash32(plan.seed, 77, order.channel.index, order.serial) / 4294967296 < SETTLEMENT_GAP_SHARE;
}

/** Lists filled while the orders go by. */
class TruthCollector {
  readonly brushed: SampleTruths['brushed'][number][] = [];
  readonly breachIds: string[] = [];
  readonly gaps: OrderRef[] = [];
  readonly dirty: SampleTruths['dirtyCodes'][number][] = [];
  readonly arms: ExperimentArm[] = [0, 1].map(() => ({ buyers: 0, orders: 0, withAddOn: 0 }));
  readonly paidOrders = CHANNELS.map(() => 0);
  private readonly seen = new Set<number>();
  private readonly paying = CHANNELS.map(() => new Set<number>());
  private readonly stamps: Stamps;

  constructor(private readonly plan: SamplePlan) {
    this.stamps = new Stamps(plan);
  }

  payingBuyers(channel: number): ReadonlySet<number> {
    return this.paying[channel] ?? new Set();
  }

  add({ order, state }: FinalOrder): void {
    const ref = { platform: order.channel.platform, orderId: orderId(order, this.stamps.day(order.life.created)) };
    if (order.kind === 'brushed') this.addBrushed(order, ref);
    else if (state.isPaid) this.addPaid(order, ref);
    if (state.isCompleted && lacksSettlement(this.plan, order)) this.gaps.push(ref);
    if (order.channel.platform === 'douyin') this.addDirty(order, ref);
  }

  private addBrushed(order: SampleOrder, ref: OrderRef): void {
    const buyer = order.channel.purchasing === null ? null : buyerId(this.plan, order.channel.index, order.buyer);
    this.brushed.push({ ...ref, buyer, isMarked: order.mark !== '' });
  }

  private addPaid(order: SampleOrder, ref: OrderRef): void {
    const { breach } = this.plan;
    const { index, purchasing } = order.channel;
    if (purchasing !== null) {
      this.paying[index]?.add(order.buyer);
      this.paidOrders[index] = (this.paidOrders[index] ?? 0) + 1;
    }
    const isCheap = index === breach.channel && order.day >= breach.span.from && order.day < breach.span.to;
    if (isCheap && order.lines.some((line) => line.sku === breach.sku)) this.breachIds.push(ref.orderId);
    this.addExposed(order);
  }

  private addExposed(order: SampleOrder): void {
    const arm = this.arms[order.arm];
    if (arm === undefined) return;
    if (!this.seen.has(order.buyer)) arm.buyers += 1;
    this.seen.add(order.buyer);
    arm.orders += 1;
    if (order.lines.length > 1) arm.withAddOn += 1;
  }

  private addDirty(order: SampleOrder, ref: OrderRef): void {
    for (const line of order.lines) {
      const meant = skuAt(line.sku).code;
      const typed = codeAsTyped(meant, order.serial);
      if (typed !== meant) this.dirty.push({ ...ref, typed, meant });
    }
  }
}

function duplicatesOf(plan: SamplePlan, collector: TruthCollector): SampleTruths['duplicates'] {
  const found: SampleTruths['duplicates'][number][] = [];
  for (const channel of CHANNELS) {
    for (const buyer of collector.payingBuyers(channel.index)) {
      const twin = twinOf(plan, channel.index, buyer);
      if (twin === null || !collector.payingBuyers(twin.channel).has(twin.buyer)) continue;
      found.push({
        reason: twin.channel === channel.index ? 'email_variant' : 'same_nick',
        first: { platform: CHANNELS[twin.channel]?.platform ?? '', buyer: buyerId(plan, twin.channel, twin.buyer) },
        second: { platform: channel.platform, buyer: buyerId(plan, channel.index, buyer) },
      });
    }
  }
  return found;
}

/** What later analyses of the sample shop must find, told by the generator itself. Memory grows with the buyers. */
export function sampleTruths(options: SampleOptions = {}): SampleTruths {
  const plan = planSample(options);
  const collector = new TruthCollector(plan);
  const streams: OrderStream[] = CHANNELS.map((channel) => openOrders(plan, channel));
  for (const stream of streams) for (const order of finalOrdersOf(plan, stream)) collector.add(order);
  const days = (span: Span): Days => ({ from: planDay(plan, span.from), to: planDay(plan, span.to) });
  const cheap = skuAt(plan.breach.sku);
  return {
    purchasing: CHANNELS.flatMap(({ platform, index, purchasing }) =>
      purchasing === null
        ? []
        : [
            {
              ...purchasing,
              platform,
              buyers: collector.payingBuyers(index).size,
              paidOrders: collector.paidOrders[index] ?? 0,
            },
          ],
    ),
    promotion: { ...days(plan.promotion.span), ...PROMOTION },
    brushed: collector.brushed,
    duplicates: duplicatesOf(plan, collector),
    priceBreach: {
      ...days(plan.breach.span),
      platform: PRICE_BREACH.platform,
      skuCode: cheap.code,
      floorCents: cheap.floorCents,
      soldAtCents: Math.round(cheap.baseCents * PRICE_BREACH.soldAtShare),
      orderIds: collector.breachIds,
    },
    stockOuts: plan.stockOuts.map((out, i) => ({
      ...days(out.span),
      skuCode: STOCK_OUTS[i]?.skuCode ?? '',
      turnedAway: streams.reduce((sum, stream) => sum + (stream.lost[i] ?? 0), 0),
    })),
    settlementGaps: collector.gaps,
    experiment: {
      ...days(plan.experiment.span),
      platform: EXPERIMENT.platform,
      salt: EXPERIMENT.salt,
      attach: EXPERIMENT.attach,
      arms: collector.arms,
    },
    dirtyCodes: collector.dirty,
  };
}

/** The exposure log of the planted experiment as CSV lines: each buyer at the first order placed on its days. */
export function* sampleExposures(options: SampleOptions = {}): Generator<string> {
  const plan = planSample(options);
  const channel = CHANNELS[plan.experiment.channel];
  if (channel === undefined) return;
  const stamps = new Stamps(plan);
  const seen = new Set<number>();
  yield '买家会员名,分组,曝光时间\n';
  for (const order of openOrders(plan, channel).orders(plan.experiment.span.from, plan.experiment.span.to)) {
    if (order.arm < 0 || seen.has(order.buyer)) continue;
    seen.add(order.buyer);
    const arm = order.arm === 0 ? '对照组' : '实验组';
    yield `${buyerId(plan, channel.index, order.buyer)},${arm},${stamps.at(order.life.created, Infinity)}\n`;
  }
}

import type { Arrival } from './arrivals.ts';
import type { ChannelDay, SampleLine } from './basket.ts';
import { SKUS } from './catalogue.ts';
import { shareOut } from './money.ts';
import { isIn } from './plan.ts';
import { REGIONS, STATES } from './regions.ts';
import type { Rng } from './rng.ts';
import { PRICE_BREACH, PROMOTION } from './truths.ts';

/** Sums over the lines of an order, cents. */
export type OrderMoney = {
  list: number;
  merchant: number;
  platform: number;
  payChannel: number;
  kol: number;
  freight: number;
  tax: number;
  paid: number;
};

const ORDINARY_SHARE = 0.05;
const EVENT_SHARE = 0.12;

function merchantDiscount(at: ChannelDay, line: SampleLine, shopShare: number): number {
  const { promotion, breach } = at.plan;
  const sku = SKUS[line.sku];
  if (sku === undefined) return 0;
  if (at.channel.index === breach.channel && line.sku === breach.sku && isIn(breach.span, at.day)) {
    return line.list - Math.round(sku.baseCents * PRICE_BREACH.soldAtShare) * line.qty;
  }
  const isPromoted =
    at.channel.index === promotion.channel && isIn(promotion.span, at.day) && promotion.products.includes(sku.product);
  return Math.round(line.list * (isPromoted ? PROMOTION.discount : shopShare));
}

function spread(lines: readonly SampleLine[], field: 'platform' | 'payChannel' | 'kol' | 'tax', amount: number): void {
  const only = lines.length === 1 ? lines[0] : undefined;
  if (only !== undefined) only[field] = amount;
  if (only !== undefined || amount === 0) return;
  const parts = shareOut(
    amount,
    lines.map((line) => line.list - line.merchant),
  );
  lines.forEach((line, i) => (line[field] = parts[i] ?? 0));
}

function addCnExtras(at: ChannelDay, lines: readonly SampleLine[], goods: number, isPlain: boolean, rng: Rng): void {
  const [couponChance, couponShare] = at.mood.event === null ? [0.06, 0.03] : [0.5, 0.05];
  const coupon = rng.unit() < couponChance ? Math.round((goods * couponShare) / 10) * 10 : 0;
  const instant = rng.unit() < 0.15 ? Math.min(50 + 10 * rng.below(26), goods >> 2) : 0;
  const creator = rng.unit() < 0.05 ? Math.round(goods * 0.02) : 0;
  if (isPlain) return;
  const { platform } = at.channel;
  spread(lines, 'platform', coupon);
  if (platform === 'pdd' || platform === 'douyin') spread(lines, 'payChannel', instant);
  if (platform === 'douyin') spread(lines, 'kol', creator);
}

/** Puts discounts, freight and tax on the lines and adds them up; every identity holds to the cent. */
export function priceLines(
  at: ChannelDay,
  lines: readonly SampleLine[],
  kind: Arrival['kind'],
  region: number,
  rng: Rng,
): OrderMoney {
  const isPlain = kind === 'brushed';
  const shopShare = at.mood.event === null ? (rng.unit() < 0.3 ? ORDINARY_SHARE : 0) : EVENT_SHARE;
  for (const line of lines) line.merchant = isPlain ? 0 : merchantDiscount(at, line, shopShare);
  const goods = lines.reduce((sum, line) => sum + line.list - line.merchant, 0);
  const isOverseas = at.channel.market === 'us';
  if (isOverseas) spread(lines, 'tax', Math.round((goods * (STATES[region]?.[3] ?? 0)) / 10_000));
  else addCnExtras(at, lines, goods, isPlain, rng);
  const first = lines[0];
  if (first !== undefined) {
    if (isOverseas) first.freight = goods >= 6000 ? 0 : 695;
    else first.freight = goods < 9900 && (REGIONS[region]?.remote ?? false) ? 1200 : 0;
  }
  return addUp(lines);
}

/** Settles what each line costs the buyer, and sums the lines. */
function addUp(lines: readonly SampleLine[]): OrderMoney {
  const money: OrderMoney = { list: 0, merchant: 0, platform: 0, payChannel: 0, kol: 0, freight: 0, tax: 0, paid: 0 };
  for (const line of lines) {
    line.paid = line.list - line.merchant - line.platform - line.payChannel - line.kol + line.freight + line.tax;
    money.list += line.list;
    money.merchant += line.merchant;
    money.platform += line.platform;
    money.payChannel += line.payChannel;
    money.kol += line.kol;
    money.freight += line.freight;
    money.tax += line.tax;
    money.paid += line.paid;
  }
  return money;
}

import type { Arrival } from './arrivals.ts';
import type { ChannelDay, SampleLine } from './basket.ts';
import { skuAt } from './catalogue.ts';
import { shareOut } from './money.ts';
import { isIn } from './plan.ts';
import { regionAt, STATES } from './regions.ts';
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

/** Why an order exists and where it goes (index into `REGIONS`, or `STATES` overseas). */
type OrderPlace = { readonly kind: Arrival['kind']; readonly region: number };

const ORDINARY_SHARE = 0.05;
const EVENT_SHARE = 0.12;

function merchantDiscount(at: ChannelDay, line: SampleLine, shopShare: number): number {
  const { promotion, breach } = at.plan;
  const sku = skuAt(line.sku);
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

/** Coupons of the platform, the payment channel and the creator; the draws are made even where they go unused. */
function addFundedDiscounts(at: ChannelDay, lines: readonly SampleLine[], goods: number): void {
  const { rng, mood } = at;
  const { platform } = at.channel;
  const [couponChance, couponShare] = mood.event === null ? [0.06, 0.03] : [0.5, 0.05];
  const coupon = rng.unit() < couponChance ? Math.round((goods * couponShare) / 10) * 10 : 0;
  const instant = rng.unit() < 0.15 ? Math.min(50 + 10 * rng.below(26), goods >> 2) : 0;
  const creator = rng.unit() < 0.05 ? Math.round(goods * 0.02) : 0;
  spread(lines, 'platform', coupon);
  if (platform === 'pdd' || platform === 'douyin') spread(lines, 'payChannel', instant);
  if (platform === 'douyin') spread(lines, 'kol', creator);
}

/** Freight in cents: free over a threshold overseas, free but for remote places at home. */
function freightOf(market: 'cn' | 'us', goods: number, region: number): number {
  if (market === 'us') return goods >= 6000 ? 0 : 695;
  return goods < 9900 && regionAt(region).remote ? 1200 : 0;
}

const taxRate = (region: number) => (STATES[region]?.[3] ?? 0) / 10_000;

/** Puts discounts, freight and tax on the lines and adds them up; every identity holds to the cent. */
export function priceLines(at: ChannelDay, lines: readonly SampleLine[], { kind, region }: OrderPlace): OrderMoney {
  const { market } = at.channel;
  const isBrushed = kind === 'brushed';
  const ordinary = at.rng.unit() < 0.3 ? ORDINARY_SHARE : 0;
  const shopShare = at.mood.event === null ? ordinary : EVENT_SHARE;
  if (!isBrushed) for (const line of lines) line.merchant = merchantDiscount(at, line, shopShare);
  const goods = lines.reduce((sum, line) => sum + line.list - line.merchant, 0);
  if (market === 'us') spread(lines, 'tax', Math.round(goods * taxRate(region)));
  else if (!isBrushed) addFundedDiscounts(at, lines, goods);
  for (const first of lines.slice(0, 1)) first.freight = freightOf(market, goods, region);
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

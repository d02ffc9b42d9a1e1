import { dayNumber, dayText, monthsBefore } from './calendar.ts';
import { CHANNELS } from './channels.ts';
import { PRODUCTS, skuByCode } from './catalogue.ts';
import { BRUSHING, EXPERIMENT, PRICE_BREACH, PROMOTION, STOCK_OUTS } from './truths.ts';

export type SampleOptions = {
  /** 1 is about 40,000 orders (47,000 paid order lines); see `scaleForLines`. */
  readonly scale?: number;
  readonly seed?: number;
  /** First day after the period, `YYYY-MM-DD`; the period is the 18 months before it. */
  readonly endDay?: string;
};

export const SAMPLE_DEFAULTS = { scale: 1, seed: 20260701, endDay: '2026-07-01' } as const;

/** Length of the history. */
export const MONTHS = 18;

/** Paid order lines at scale 1, rounded; measured over seeds. */
const LINES_AT_SCALE_1 = 47_000;

/** The scale that gives about so many paid order lines. */
export function scaleForLines(lines: number): number {
  return lines / LINES_AT_SCALE_1;
}

/** Day offsets from the first day, half-open. */
export type Span = { readonly from: number; readonly to: number };

/** The planted things on the calendar of one run. */
export type SamplePlan = {
  readonly scale: number;
  readonly seed: number;
  /** Day numbers (days since 1970). */
  readonly firstDay: number;
  readonly endDay: number;
  readonly days: number;
  readonly promotion: { readonly channel: number; readonly span: Span; readonly products: readonly number[] };
  readonly brushing: readonly {
    readonly channel: number;
    readonly span: Span;
    readonly product: number;
    readonly orders: number;
    readonly accounts: number;
  }[];
  readonly breach: {
    readonly channel: number;
    readonly span: Span;
    readonly sku: number;
    readonly extraPerDay: number;
  };
  readonly stockOuts: readonly { readonly sku: number; readonly span: Span }[];
  readonly experiment: { readonly channel: number; readonly span: Span };
};

const channelOf = (platform: string) => CHANNELS.findIndex((channel) => channel.platform === platform);
const productOf = (code: string) => PRODUCTS.findIndex((product) => product.code === code);

/** Fixes the period and places the planted truths on it. */
export function planSample(options: SampleOptions = {}): SamplePlan {
  const scale = options.scale ?? SAMPLE_DEFAULTS.scale;
  const seed = options.seed ?? SAMPLE_DEFAULTS.seed;
  const endDay = dayNumber(options.endDay ?? SAMPLE_DEFAULTS.endDay);
  const firstDay = monthsBefore(endDay, MONTHS);
  const days = endDay - firstDay;
  const span = (before: { from: number; to: number }): Span => ({ from: days - before.from, to: days - before.to });
  return {
    scale,
    seed,
    firstDay,
    endDay,
    days,
    promotion: {
      channel: channelOf(PROMOTION.platform),
      span: span(PROMOTION.daysBefore),
      products: PROMOTION.productCodes.map(productOf),
    },
    brushing: BRUSHING.map((one) => ({
      channel: channelOf(one.platform),
      span: span(one.daysBefore),
      product: productOf(one.productCode),
      orders: Math.max(6, Math.round(one.ordersAtScale1 * scale)),
      accounts: Math.max(3, Math.round(one.accountsAtScale1 * scale)),
    })),
    breach: {
      channel: channelOf(PRICE_BREACH.platform),
      span: span(PRICE_BREACH.daysBefore),
      sku: skuByCode(PRICE_BREACH.skuCode).index,
      extraPerDay: Math.max(1, Math.round(PRICE_BREACH.extraOrdersPerDayAtScale1 * scale)),
    },
    stockOuts: STOCK_OUTS.map((one) => ({ sku: skuByCode(one.skuCode).index, span: span(one.daysBefore) })),
    experiment: { channel: channelOf(EXPERIMENT.platform), span: span(EXPERIMENT.daysBefore) },
  };
}

/** Does a day offset fall in a span? */
export function isIn(span: Span, day: number): boolean {
  return day >= span.from && day < span.to;
}

/** `YYYY-MM-DD` of a day offset of the plan. */
export function planDay(plan: SamplePlan, day: number): string {
  return dayText(plan.firstDay + day);
}

/**
 * What the sample shop is known to hold, because the generator put it there. Later analyses are tested against it.
 * Days are counted back from the end day: `[from, to)` days before it.
 */

/** BG/NBD: λ ~ Gamma(r, rate alpha per day), dropout p ~ Beta(a, b) after each repeat order (Fader, Hardie, Lee 2005). */
export type Purchasing = { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number };

/** Repurchase of one platform account, in days; all paid orders count, refunded ones too, brushed ones do not. */
export const PURCHASING = {
  taobao: { r: 1.05, alpha: 190, a: 0.86, b: 2.9 },
  jd: { r: 0.9, alpha: 200, a: 0.9, b: 2.6 },
  shopify: { r: 0.45, alpha: 90, a: 1.0, b: 3.2 },
} as const satisfies Record<string, Purchasing>;

/** A promotion on one channel: its products sell `factor` times their ordinary rate on its days, all else unchanged. */
export const PROMOTION = {
  platform: 'pdd',
  productCodes: ['YJ01', 'ZX01', 'MJ01'],
  daysBefore: { from: 113, to: 99 },
  factor: 2.4,
  /** Share of the list price given by the merchant on those lines. */
  discount: 0.12,
} as const;

/** Orders made to look busy: bursts at night on one product by a small pool of accounts, paid within seconds. */
export const BRUSHING = [
  {
    platform: 'taobao',
    productCode: 'JJ01',
    daysBefore: { from: 260, to: 257 },
    ordersAtScale1: 48,
    accountsAtScale1: 16,
  },
  {
    platform: 'taobao',
    productCode: 'CL01',
    daysBefore: { from: 150, to: 148 },
    ordersAtScale1: 42,
    accountsAtScale1: 16,
  },
  { platform: 'pdd', productCode: 'KD01', daysBefore: { from: 64, to: 62 }, ordersAtScale1: 45, accountsAtScale1: 0 },
] as const;

/** How a brushed order can be told: placed 01:00-03:00, paid in 4-14 s, one piece, one city, often a mark in the remark. */
export const BRUSH_MARKS = {
  prefix: 'G-',
  markedShare: 0.7,
  payWithinSeconds: [4, 14],
  hours: [1, 3],
  city: '莆田市',
} as const;

/** One SKU sold under its floor price on one channel for some days. */
export const PRICE_BREACH = {
  platform: 'douyin',
  skuCode: 'TX-ZX01-A1',
  daysBefore: { from: 47, to: 42 },
  /** Unit price after the merchant's discount, as a share of the base price; the floor stands at 0.70. */
  soldAtShare: 0.55,
  extraOrdersPerDayAtScale1: 6,
} as const;

/** SKUs that nobody could buy on any channel: no line on these days. Where the buyer is unknown the order is lost. */
export const STOCK_OUTS = [
  { skuCode: 'TX-SJT01-A1', daysBefore: { from: 204, to: 195 } },
  { skuCode: 'TX-MJ01-A1', daysBefore: { from: 131, to: 124 } },
  { skuCode: 'TX-XLB01-A1', daysBefore: { from: 33, to: 22 } },
] as const;

/** An experiment on the checkout page of one channel: arm 1 sees an add-on offer; outcome: the order has two lines or more. */
export const EXPERIMENT = {
  platform: 'taobao',
  daysBefore: { from: 75, to: 33 },
  /** arm = fnv1a(salt + buyer) & 1. */
  salt: 'addon-2026-',
  /** Chance of a second line per arm; lift = 0.30 of the base. */
  attach: [0.22, 0.286],
} as const;

/** Orders whose settlement never arrives: completed orders whose `hash32(seed, 77, channel, serial)` falls in this share. */
export const SETTLEMENT_GAP_SHARE = 0.004;

/** Share of JD accounts that belong to a Tmall buyer, and of Shopify e-mails that spell another one differently. */
export const DUPLICATES = { jdSameAsTaobao: 0.12, shopifyEmailVariant: 0.08 } as const;

/** Merchant codes typed carelessly (lower case, a trailing blank) on one line of this many, on 抖店. */
export const DIRTY_CODE_EVERY = 150;

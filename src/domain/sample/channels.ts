import type { Platform } from '../contracts/canonical.ts';
import type { Purchasing } from './truths.ts';
import { PURCHASING } from './truths.ts';

/** One shop on one platform. Money inside the generator is integer cents of `currency`. */
export type Channel = {
  readonly index: number;
  readonly platform: Extract<Platform, 'taobao' | 'jd' | 'pdd' | 'douyin' | 'shopify'>;
  readonly shopName: string;
  readonly currency: 'CNY' | 'USD';
  readonly market: 'cn' | 'us';
  /** List price on this channel for a base price in yuan cents. */
  readonly listCents: (baseCents: number) => number;
  /** First orders (channels whose buyers are known) or all orders (the others) over the whole period at scale 1. */
  readonly arrivals: number;
  /** Share of one period's arrivals that the last day has over the first: growth. */
  readonly growth: number;
  /** Repurchase process, or null where the export names no buyer. */
  readonly purchasing: Purchasing | null;
  /** Chance of a second line in an order. */
  readonly attach: number;
  /** Placed and never paid, per paid order. */
  readonly unpaidRatio: number;
  /** Chances per paid order: cancelled before shipping, sent back in full, refunded in part. */
  readonly refunds: readonly [cancel: number, full: number, partial: number];
};

const ninety = (cents: number) => Math.max(990, Math.round(cents / 100) * 100 - 10);

/** Four shops on five platforms: the flagship shop sells on two of them under one name. All names are invented. */
export const CHANNELS: readonly Channel[] = [
  {
    index: 0,
    platform: 'taobao',
    shopName: '棠溪里家纺旗舰店',
    currency: 'CNY',
    market: 'cn',
    listCents: (base) => base,
    arrivals: 7300,
    growth: 1.5,
    purchasing: PURCHASING.taobao,
    attach: 0.22,
    unpaidRatio: 0.07,
    refunds: [0.03, 0.04, 0.02],
  },
  {
    index: 1,
    platform: 'jd',
    shopName: '棠溪里家纺旗舰店',
    currency: 'CNY',
    market: 'cn',
    listCents: (base) => ninety(base * 1.05),
    arrivals: 3300,
    growth: 1.3,
    purchasing: PURCHASING.jd,
    attach: 0.2,
    unpaidRatio: 0.08,
    refunds: [0.04, 0.03, 0],
  },
  {
    index: 2,
    platform: 'pdd',
    shopName: '棠溪里家纺工厂店',
    currency: 'CNY',
    market: 'cn',
    listCents: (base) => ninety(base * 0.92),
    arrivals: 8400,
    growth: 1.6,
    purchasing: null,
    attach: 0,
    unpaidRatio: 0.05,
    refunds: [0.05, 0.05, 0],
  },
  {
    index: 3,
    platform: 'douyin',
    shopName: '棠溪里直播间',
    currency: 'CNY',
    market: 'cn',
    listCents: (base) => ninety(base * 0.95),
    arrivals: 6000,
    growth: 2.4,
    purchasing: null,
    attach: 0.3,
    unpaidRatio: 0.09,
    refunds: [0.08, 0.12, 0.05],
  },
  {
    index: 4,
    platform: 'shopify',
    shopName: 'Tangxili Home',
    currency: 'USD',
    market: 'us',
    listCents: (base) => Math.max(499, Math.round(base / 620) * 100 - 1),
    arrivals: 1250,
    growth: 1.8,
    purchasing: PURCHASING.shopify,
    attach: 0.35,
    unpaidRatio: 0.03,
    refunds: [0.02, 0.03, 0.02],
  },
];

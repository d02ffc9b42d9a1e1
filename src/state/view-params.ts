import * as v from 'valibot';
import {
  COMPARISONS,
  DIMENSIONS,
  type Comparison,
  type DimensionId,
  type Filters,
} from '../domain/contracts/metric.ts';
import type { OrderSort } from '../domain/contracts/rows.ts';
import { isDay } from './days.ts';

/** Ranges counted back from the last day that holds data, so that an old file shows something at once. */
export const RANGE_PRESETS = {
  '7d': { 'zh-CN': '近 7 天', en: 'Last 7 days' },
  '30d': { 'zh-CN': '近 30 天', en: 'Last 30 days' },
  '90d': { 'zh-CN': '近 90 天', en: 'Last 90 days' },
  month: { 'zh-CN': '最近一个月份', en: 'Latest month' },
  last_month: { 'zh-CN': '前一个月份', en: 'Month before' },
  year: { 'zh-CN': '最近一年', en: 'Latest year' },
  all: { 'zh-CN': '全部数据', en: 'All data' },
} as const;
export type RangePreset = keyof typeof RANGE_PRESETS;

/** Dimensions a view can be narrowed by, under their short names in the address. */
export const MEMBER_KEYS = {
  platform: 'platform',
  shop: 'shop',
  province: 'province',
  product: 'product',
  status: 'status',
  buyer: 'buyer_type',
  weekday: 'weekday',
  hour: 'hour_of_day',
} as const;
export type MemberDimension = (typeof MEMBER_KEYS)[keyof typeof MEMBER_KEYS];
/** A filter's name in the address. */
export type MemberKey = keyof typeof MEMBER_KEYS;
/** All of them. */
export const MEMBER_KEY_LIST = Object.keys(MEMBER_KEYS).filter((key): key is MemberKey => key in MEMBER_KEYS);

const keysOf = <T extends object>(record: T): (keyof T & string)[] =>
  Object.keys(record).filter((key): key is keyof T & string => key in record);

const SORTS = [
  'paid_at',
  'created_at',
  'buyer_paid_amount',
  'refunded_amount',
  'order_id',
  'status',
] as const satisfies OrderSort[];

const day = v.pipe(v.string(), v.check(isDay));
const member = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const id = v.pipe(v.string(), v.regex(/^[a-z0-9_-]{1,80}$/));
const schemas = {
  range: v.picklist(keysOf(RANGE_PRESETS)),
  day,
  compare: v.picklist([...keysOf(COMPARISONS), 'none']),
  id,
  sort: v.picklist(SORTS),
  descending: v.picklist(['asc', 'desc']),
  opening: v.pipe(v.string(), v.regex(/^\d{1,9}$/)),
  dimension: v.picklist(keysOf(DIMENSIONS)),
  member,
};

/** What the address says of a view; null and empty where it says nothing or something invalid. */
export type View = {
  range: RangePreset | null;
  from: string | null;
  /** Exclusive. */
  to: string | null;
  compare: Comparison | 'none' | null;
  members: Filters;
  metric: string | null;
  /** The metric whose number is being explained, and the group it stands in. */
  number: string | null;
  group: Partial<Record<DimensionId, string>>;
  sort: OrderSort | null;
  descending: boolean;
  /** Which of the orders opened in this visit is shown, counted from 1: what is in it is no part of an address. */
  opening: string | null;
};

/** Reads a view; what does not validate counts as not said, and unknown keys are left alone. */
export function parseView(params: URLSearchParams): View {
  const one = <T>(key: string, schema: v.GenericSchema<unknown, T>): T | null => {
    const read = v.safeParse(schema, params.get(key));
    return read.success ? read.output : null;
  };
  const from = one('from', schemas.day);
  const to = one('to', schemas.day);
  const ordered = from !== null && to !== null && from < to;
  return {
    range: one('range', schemas.range),
    from: ordered ? from : null,
    to: ordered ? to : null,
    compare: one('compare', schemas.compare),
    members: readMembers(params),
    metric: one('metric', schemas.id),
    number: one('number', schemas.id),
    group: readGroup(params.getAll('at')),
    sort: one('sort', schemas.sort),
    descending: one('dir', schemas.descending) !== 'asc',
    opening: one('opened', schemas.opening),
  };
}

function readMembers(params: URLSearchParams): Filters {
  const entries = MEMBER_KEY_LIST.flatMap((key) => {
    const values = [...new Set(params.getAll(key).filter((value) => v.is(schemas.member, value)))];
    return values.length > 0 ? [[MEMBER_KEYS[key], values] as const] : [];
  });
  return Object.fromEntries(entries);
}

function readGroup(pairs: string[]): Partial<Record<DimensionId, string>> {
  const group: Partial<Record<DimensionId, string>> = {};
  for (const pair of pairs) {
    const cut = pair.indexOf(':');
    const dimension = v.safeParse(schemas.dimension, pair.slice(0, cut));
    if (cut > 0 && dimension.success) group[dimension.output] = pair.slice(cut + 1);
  }
  return group;
}

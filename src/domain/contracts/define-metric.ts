import type { DimensionId, MetricUnit } from './metric.ts';
import type { Text } from './text.ts';

/** Sums and counts that metrics are made of. Amounts are in the currency of the answer. */
export const MEASURES = {
  orders: 'count',
  payable_amount: 'amount',
  payable_orders: 'count',
  paid_amount: 'amount',
  paid_amount_orders: 'count',
  refund_base_amount: 'amount', // paid amount of orders whose refunds are known
  refunded_amount: 'amount',
  refund_orders: 'count',
  refunded_orders: 'count',
  receivable_amount: 'amount',
  receivable_orders: 'count',
  item_base_amount: 'amount', // paid amount of orders whose quantity is known
  item_qty: 'quantity',
  item_orders: 'count',
  stage_orders: 'count', // orders of which it is known whether they were closed before shipping
  cancelled_orders: 'count',
  buyer_amount: 'amount', // paid amount of orders with a buyer
  buyer_orders: 'count',
  buyers: 'distinct',
  new_buyers: 'distinct',
  repeat_buyers: 'distinct',
  window_buyers: 'distinct',
} as const;
export type MeasureId = keyof typeof MEASURES;

type Requirement = {
  /** Counts the orders that state it. */
  readonly known: MeasureId;
  /** Why a metric has no value where no order states it, and what would help. */
  readonly reason: Text;
};

/** What a metric may need an order to state. An order that does not is left out; a platform without any is named. */
export const REQUIREMENTS = {
  payable: {
    known: 'payable_orders',
    reason: { 'zh-CN': '文件里没有应付金额', en: 'the files do not state the amount payable' },
  },
  paid_amount: {
    known: 'paid_amount_orders',
    reason: { 'zh-CN': '文件里没有实付金额', en: 'the files do not state the amount paid' },
  },
  refund: {
    known: 'refund_orders',
    reason: {
      'zh-CN': '订单文件里没有退款金额，导入该平台的售后或退款报表后可算',
      en: 'the order files do not state refunds; an after-sale report of the platform would',
    },
  },
  receivable: {
    known: 'receivable_orders',
    reason: { 'zh-CN': '文件里没有商家应收金额', en: 'the files do not state what the merchant receives' },
  },
  items: {
    known: 'item_orders',
    reason: {
      'zh-CN': '文件里没有商品件数，导入含商品明细的订单报表后可算',
      en: 'the files do not state quantities; an order report with its lines would',
    },
  },
  stage: {
    known: 'stage_orders',
    reason: {
      'zh-CN': '文件里看不出订单是发货前还是发货后关闭的',
      en: 'the files do not tell whether an order was closed before or after shipping',
    },
  },
  buyer: {
    known: 'buyer_orders',
    reason: {
      'zh-CN': '订单文件里没有稳定的买家标识，认不出是不是同一个人；不用打码的姓名电话去猜',
      en: 'the order files carry no stable buyer id; masked names and phones are not used to guess',
    },
  },
} as const satisfies Record<string, Requirement>;
export type RequirementId = keyof typeof REQUIREMENTS;

/** Another meaning that the same word has elsewhere. */
export type MetricVariant = { readonly name: Text; readonly formula: Text; readonly usedBy: string };

/** One metric as data. Adding a metric is adding one file that calls `defineMetric`. */
export type MetricDefinition = {
  /** Unique; the file is named after it, with hyphens. */
  readonly id: string;
  readonly title: Text;
  readonly definition: Text;
  readonly formula: Text;
  /** What one counted thing is. */
  readonly grain: Text;
  readonly unit: MetricUnit;
  readonly timeBasis: 'created_at' | 'paid_at';
  readonly additivity: 'additive' | 'not_additive' | 'ratio';
  readonly better: 'higher' | 'lower' | 'neither';
  readonly dimensions: readonly DimensionId[];
  readonly variants: readonly MetricVariant[];
  /** (Σ plus − Σ minus) ÷ per; without `per` the sum itself. Recomputed for every group, never averaged. */
  readonly calculate: {
    readonly plus: readonly MeasureId[];
    readonly minus?: readonly MeasureId[];
    readonly per?: MeasureId;
  };
  readonly requires: readonly RequirementId[];
  /** Refunds keep coming in for this many days after payment. */
  readonly matureDays?: number;
  /** The value looks back this many days from the end of each period instead of at the period itself. */
  readonly rollingDays?: number;
  /** The value depends on how far back the data reaches, which the answer then says. */
  readonly needsHistory?: boolean;
};

/** Checks nothing at run time: the type does. It exists so that a metric file is one expression. */
export function defineMetric<const M extends MetricDefinition>(metric: M): MetricDefinition {
  return metric;
}

const TIMES = ['hour', 'day', 'week', 'month', 'weekday', 'hour_of_day'] as const;
const PLACES = ['platform', 'shop', 'province', 'status', 'buyer_type'] as const;

/** Dimensions of metrics that orders alone answer. */
export const ORDER_DIMENSIONS = [...TIMES, ...PLACES] as const;
/** Dimensions of metrics that lines answer too. */
export const ALL_DIMENSIONS = [...TIMES, ...PLACES, 'product'] as const;

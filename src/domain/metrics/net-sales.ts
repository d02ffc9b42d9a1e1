import { ALL_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'net_sales',
  title: { 'zh-CN': '净销售额', en: 'Net sales' },
  definition: {
    'zh-CN': '支付金额减去这些订单至今成功的退款；退款记回付款那天，所以最近的日子还会变小。说不出退款的订单不计入。',
    en: 'Paid amount less the refunds these orders have had so far. A refund is booked on the day the order was paid, so recent days still shrink. Orders whose refunds are unknown are left out.',
  },
  formula: {
    'zh-CN': '支付金额 − Σ 成功退款金额，按付款时间',
    en: 'paid amount − Σ refunded amount, by time of payment',
  },
  grain: { 'zh-CN': '每个主订单算一单', en: 'one order, whatever its number of lines' },
  unit: 'money',
  timeBasis: 'paid_at',
  additivity: 'additive',
  better: 'higher',
  dimensions: ALL_DIMENSIONS,
  calculate: { plus: ['refund_base_amount'], minus: ['refunded_amount'] },
  requires: ['paid_amount', 'refund'],
  matureDays: 15,
  variants: [
    {
      name: { 'zh-CN': '退款按发生日扣', en: 'Refunds on their own date' },
      formula: { 'zh-CN': '支付金额 − 当期办成的退款', en: 'paid amount − refunds completed in the period' },
      usedBy: '企业内部日报',
    },
    {
      name: { 'zh-CN': 'Net sales', en: 'Net sales' },
      formula: {
        'zh-CN': '标价总额 − 折扣 − 退货，不含税和运费',
        en: 'gross sales − discounts − returns, without tax and shipping',
      },
      usedBy: 'Shopify',
    },
    {
      name: { 'zh-CN': '有效销售额', en: 'Completed sales' },
      formula: { 'zh-CN': '只算交易成功的订单', en: 'completed orders only' },
      usedBy: '企业内部报表',
    },
  ],
});

import { ALL_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'refund_rate_orders',
  title: { 'zh-CN': '退款率（单数）', en: 'Refund rate by orders' },
  definition: {
    'zh-CN': '所选日期内付款的订单，有过成功退款的占多少；部分退款也算一单。',
    en: 'Of the orders paid in the period, the share with a completed refund; a partial refund counts.',
  },
  formula: { 'zh-CN': '有成功退款的订单 ÷ 支付订单数', en: 'orders with a refund ÷ paid orders' },
  grain: { 'zh-CN': '每个主订单算一单', en: 'one order, whatever its number of lines' },
  unit: 'ratio',
  timeBasis: 'paid_at',
  additivity: 'ratio',
  better: 'lower',
  dimensions: ALL_DIMENSIONS,
  calculate: { plus: ['refunded_orders'], per: 'refund_orders' },
  requires: ['refund'],
  matureDays: 15,
  variants: [
    {
      name: { 'zh-CN': '申请口径', en: 'Applied' },
      formula: { 'zh-CN': '申请过退款的订单 ÷ 支付订单数', en: 'orders with a refund application ÷ paid orders' },
      usedBy: '平台服务分',
    },
    {
      name: { 'zh-CN': '子订单口径', en: 'By line' },
      formula: { 'zh-CN': '退款子订单 ÷ 支付子订单', en: 'refunded lines ÷ paid lines' },
      usedBy: '淘宝',
    },
  ],
});

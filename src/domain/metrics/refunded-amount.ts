import { ALL_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'refunded_amount',
  title: { 'zh-CN': '退款金额', en: 'Refunded amount' },
  definition: {
    'zh-CN': '所选日期内付款的订单，至今成功退掉的金额；按付款日归属。',
    en: 'What has been refunded so far of orders paid in the period; booked on the day of payment.',
  },
  formula: { 'zh-CN': 'Σ 成功退款金额，按付款时间', en: 'Σ refunded amount, by time of payment' },
  grain: { 'zh-CN': '每个主订单算一单', en: 'one order, whatever its number of lines' },
  unit: 'money',
  timeBasis: 'paid_at',
  additivity: 'additive',
  better: 'lower',
  dimensions: ALL_DIMENSIONS,
  calculate: { plus: ['refunded_amount'] },
  requires: ['refund'],
  matureDays: 15,
  variants: [
    {
      name: { 'zh-CN': '成功退款金额', en: 'Completed refunds' },
      formula: { 'zh-CN': '当期办成的退款，不论何时付款', en: 'refunds completed in the period, whenever paid' },
      usedBy: '生意参谋',
    },
  ],
});

import { ALL_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'refund_rate_amount',
  title: { 'zh-CN': '退款率（金额）', en: 'Refund rate by amount' },
  definition: {
    'zh-CN': '所选日期内付款的订单，至今退掉的金额占支付金额多少；按付款日归属，最近 15 天还没退完。',
    en: 'Of the amount paid in the period, the share refunded so far; by the day of payment, so the last 15 days are not final.',
  },
  formula: { 'zh-CN': '退款金额 ÷ 支付金额，同一批付款订单', en: 'refunded amount ÷ paid amount of the same orders' },
  grain: { 'zh-CN': '每个主订单算一单', en: 'one order, whatever its number of lines' },
  unit: 'ratio',
  timeBasis: 'paid_at',
  additivity: 'ratio',
  better: 'lower',
  dimensions: ALL_DIMENSIONS,
  calculate: { plus: ['refunded_amount'], per: 'refund_base_amount' },
  requires: ['paid_amount', 'refund'],
  matureDays: 15,
  variants: [
    {
      name: { 'zh-CN': '当期口径', en: 'Same period' },
      formula: {
        'zh-CN': '当期办成的退款 ÷ 当期支付金额，混了不同批订单',
        en: 'refunds completed in the period ÷ paid amount of the period; mixes cohorts',
      },
      usedBy: '生意参谋',
    },
    {
      name: { 'zh-CN': '1 小时退款率', en: 'Within one hour' },
      formula: { 'zh-CN': '1 小时内的退款 ÷ 含券成交额', en: 'refunds within an hour ÷ deal amount with coupons' },
      usedBy: '巨量千川',
    },
  ],
});

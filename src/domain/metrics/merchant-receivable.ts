import { ORDER_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'merchant_receivable',
  title: { 'zh-CN': '商家应收金额', en: 'Merchant receivable' },
  definition: {
    'zh-CN': '所选日期内付款的订单，平台写明商家应收到的金额：买家现金加平台承担的优惠。',
    en: 'What the platform says the merchant is due for orders paid in the period: buyer cash plus discounts borne by the platform.',
  },
  formula: { 'zh-CN': 'Σ 商家应收金额，按付款时间', en: 'Σ merchant receivable, by time of payment' },
  grain: { 'zh-CN': '每个主订单算一单', en: 'one order, whatever its number of lines' },
  unit: 'money',
  timeBasis: 'paid_at',
  additivity: 'additive',
  better: 'higher',
  dimensions: ORDER_DIMENSIONS,
  calculate: { plus: ['receivable_amount'] },
  requires: ['receivable'],
  variants: [
    {
      name: { 'zh-CN': '商家实收', en: 'Merchant income' },
      formula: { 'zh-CN': '用户实付 + 平台优惠', en: 'buyer cash + platform discount' },
      usedBy: '拼多多',
    },
    {
      name: { 'zh-CN': '商家应收', en: 'Merchant receivable' },
      formula: { 'zh-CN': '用户实付 + 平台优惠', en: 'buyer cash + platform discount' },
      usedBy: '小红书',
    },
  ],
});

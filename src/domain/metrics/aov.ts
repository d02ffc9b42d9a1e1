import { ALL_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'aov',
  title: { 'zh-CN': '笔单价', en: 'Average order value' },
  definition: {
    'zh-CN': '支付金额除以支付订单数：每一单多少钱。各平台都能算，适合跨平台比较。',
    en: 'Paid amount per paid order. Every platform can say it, so it suits comparisons across platforms.',
  },
  formula: { 'zh-CN': '支付金额 ÷ 支付订单数', en: 'paid amount ÷ paid orders' },
  grain: { 'zh-CN': '每个主订单算一单', en: 'one order, whatever its number of lines' },
  unit: 'money_per_order',
  timeBasis: 'paid_at',
  additivity: 'ratio',
  better: 'higher',
  dimensions: ALL_DIMENSIONS,
  calculate: { plus: ['paid_amount'], per: 'paid_amount_orders' },
  requires: ['paid_amount'],
  variants: [
    {
      name: { 'zh-CN': 'AOV', en: 'AOV' },
      formula: {
        'zh-CN': '(标价总额 − 折扣) ÷ 订单数，不扣退款',
        en: '(gross sales − discounts) ÷ orders, before refunds',
      },
      usedBy: 'Shopify',
    },
  ],
});

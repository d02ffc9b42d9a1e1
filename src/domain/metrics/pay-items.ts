import { ALL_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'pay_items',
  title: { 'zh-CN': '支付件数', en: 'Items paid' },
  definition: {
    'zh-CN': '所选日期内付款订单的商品件数，不含赠品。',
    en: 'Items of the orders paid in the period, gifts left out.',
  },
  formula: { 'zh-CN': 'Σ 件数（不含赠品），按付款时间', en: 'Σ quantity without gifts, by time of payment' },
  grain: { 'zh-CN': '一件商品', en: 'one item' },
  unit: 'count',
  timeBasis: 'paid_at',
  additivity: 'additive',
  better: 'higher',
  dimensions: ALL_DIMENSIONS,
  calculate: { plus: ['item_qty'] },
  requires: ['items'],
  variants: [],
});

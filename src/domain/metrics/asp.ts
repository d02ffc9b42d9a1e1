import { ALL_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'asp',
  title: { 'zh-CN': '件单价', en: 'Average selling price' },
  definition: { 'zh-CN': '支付金额除以支付件数，件数不含赠品。', en: 'Paid amount per item, gifts left out.' },
  formula: { 'zh-CN': '支付金额 ÷ 支付件数', en: 'paid amount ÷ items paid' },
  grain: { 'zh-CN': '一件商品', en: 'one item' },
  unit: 'money_per_item',
  timeBasis: 'paid_at',
  additivity: 'ratio',
  better: 'neither',
  dimensions: ALL_DIMENSIONS,
  calculate: { plus: ['item_base_amount'], per: 'item_qty' },
  requires: ['paid_amount', 'items'],
  variants: [
    {
      name: { 'zh-CN': '件单价', en: 'Price per item' },
      formula: { 'zh-CN': '成交金额 ÷ 成交商品件数', en: 'deal amount ÷ items' },
      usedBy: '京东商智',
    },
  ],
});

import { ALL_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'upt',
  title: { 'zh-CN': '连带率', en: 'Items per order' },
  definition: {
    'zh-CN': '支付件数除以支付订单数，不含赠品：一单平均买几件。',
    en: 'Items per paid order, gifts left out.',
  },
  formula: { 'zh-CN': '支付件数 ÷ 支付订单数', en: 'items paid ÷ paid orders' },
  grain: { 'zh-CN': '每个主订单算一单', en: 'one order, whatever its number of lines' },
  unit: 'items_per_order',
  timeBasis: 'paid_at',
  additivity: 'ratio',
  better: 'higher',
  dimensions: ALL_DIMENSIONS,
  calculate: { plus: ['item_qty'], per: 'item_orders' },
  requires: ['items'],
  variants: [
    {
      name: { 'zh-CN': '连带单占比', en: 'Share of multi-item orders' },
      formula: { 'zh-CN': '含两种以上商品的订单 ÷ 订单数', en: 'orders with two or more products ÷ orders' },
      usedBy: '部分收银系统',
    },
    {
      name: { 'zh-CN': '人均件数', en: 'Items per buyer' },
      formula: { 'zh-CN': '件数 ÷ 买家数', en: 'items ÷ buyers' },
      usedBy: '部分 BI',
    },
  ],
});

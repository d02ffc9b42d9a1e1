import { ALL_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'orders_paid',
  title: { 'zh-CN': '支付订单数', en: 'Paid orders' },
  definition: {
    'zh-CN': '所选日期内付款的主订单数；后来退款的也算。按商品分组时，是含该商品的订单数，各商品相加会重复。',
    en: 'Orders paid in the period, later refunds included. By product: orders that hold the product; products do not add up.',
  },
  formula: { 'zh-CN': '已付款主订单数，按付款时间', en: 'count of paid orders, by time of payment' },
  grain: { 'zh-CN': '每个主订单算一单', en: 'one order, whatever its number of lines' },
  unit: 'count',
  timeBasis: 'paid_at',
  additivity: 'additive',
  better: 'higher',
  dimensions: ALL_DIMENSIONS,
  calculate: { plus: ['orders'] },
  requires: [],
  variants: [
    {
      name: { 'zh-CN': '支付子订单数', en: 'Paid order lines' },
      formula: { 'zh-CN': '按子订单（商品行）计数', en: 'count of order lines' },
      usedBy: '生意参谋',
    },
    {
      name: { 'zh-CN': '包裹数', en: 'Packages' },
      formula: { 'zh-CN': '按包裹或发货单计数', en: 'count of packages' },
      usedBy: '小红书、Lazada',
    },
  ],
});

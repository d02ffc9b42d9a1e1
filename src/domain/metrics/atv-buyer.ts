import { ALL_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'atv_buyer',
  title: { 'zh-CN': '客单价', en: 'Revenue per buyer' },
  definition: {
    'zh-CN': '支付金额除以支付买家数：每个人花了多少。按单的平均请看笔单价。没有买家标识的订单两边都不计。',
    en: 'Paid amount per paying buyer. For the average of an order see average order value. Orders without a buyer id are in neither part.',
  },
  formula: { 'zh-CN': '支付金额 ÷ 支付买家数', en: 'paid amount ÷ paying buyers' },
  grain: { 'zh-CN': '平台上的一个买家账号', en: 'one buyer account of a platform' },
  unit: 'money_per_buyer',
  timeBasis: 'paid_at',
  additivity: 'ratio',
  better: 'higher',
  dimensions: ALL_DIMENSIONS,
  calculate: { plus: ['buyer_amount'], per: 'buyers' },
  requires: ['paid_amount', 'buyer'],
  variants: [
    {
      name: { 'zh-CN': '客单价', en: 'Revenue per buyer' },
      formula: { 'zh-CN': '支付金额 ÷ 支付买家数', en: 'paid amount ÷ paying buyers' },
      usedBy: '生意参谋、京东商智',
    },
    {
      name: { 'zh-CN': '笔单价', en: 'Average order value' },
      formula: { 'zh-CN': '支付金额 ÷ 订单数', en: 'paid amount ÷ orders' },
      usedBy: 'Shopify、多数自制表格',
    },
    {
      name: { 'zh-CN': '到店客单价', en: 'Per receipt' },
      formula: { 'zh-CN': '实收 ÷ 小票数', en: 'takings ÷ receipts' },
      usedBy: '线下零售',
    },
  ],
});

import { defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'new_buyer_share',
  title: { 'zh-CN': '新客占比', en: 'New buyer share' },
  definition: {
    'zh-CN':
      '所选日期内的支付买家中，第一次付款就在这段时间的人占多少。只看已导入的历史：更早买过而没导入的人会被当成新客。',
    en: 'Of the paying buyers of the period, the share whose first payment ever falls into it. “Ever” reaches as far as the imported data; earlier buyers that were not imported look new.',
  },
  formula: {
    'zh-CN': '首次付款在期内的买家 ÷ 支付买家数',
    en: 'buyers whose first payment is in the period ÷ paying buyers',
  },
  grain: { 'zh-CN': '平台上的一个买家账号', en: 'one buyer account of a platform' },
  unit: 'ratio',
  timeBasis: 'paid_at',
  additivity: 'ratio',
  better: 'neither',
  dimensions: ['day', 'week', 'month', 'weekday', 'hour_of_day', 'platform', 'shop', 'province', 'status', 'product'],
  calculate: { plus: ['new_buyers'], per: 'buyers' },
  requires: ['buyer'],
  needsHistory: true,
  variants: [
    {
      name: { 'zh-CN': '365 天口径', en: '365-day rule' },
      formula: { 'zh-CN': '此前 365 天没有买过就算新客', en: 'no purchase in the 365 days before' },
      usedBy: '生意参谋',
    },
    {
      name: { 'zh-CN': '按订单', en: 'By order' },
      formula: { 'zh-CN': '首单数 ÷ 订单数', en: 'first orders ÷ orders' },
      usedBy: 'dbt_shopify',
    },
  ],
});

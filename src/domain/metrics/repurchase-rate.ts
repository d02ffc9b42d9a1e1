import { defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'repurchase_rate',
  title: { 'zh-CN': '复购率', en: 'Repeat purchase rate' },
  definition: {
    'zh-CN': '到期末为止的 365 天里付过款的买家，有多少在两个或更多不同日子付过款；同一天拆成几单只算一次。',
    en: 'Of the buyers who paid in the 365 days up to the end of the period, the share who paid on two or more different days; orders of one day count once.',
  },
  formula: {
    'zh-CN': '期末前 365 天内付款日 ≥ 2 天的买家 ÷ 期末前 365 天内的支付买家',
    en: 'buyers with two or more paying days in the 365 days before the end ÷ paying buyers of those days',
  },
  grain: { 'zh-CN': '平台上的一个买家账号', en: 'one buyer account of a platform' },
  unit: 'ratio',
  timeBasis: 'paid_at',
  additivity: 'ratio',
  better: 'higher',
  dimensions: ['day', 'week', 'month', 'platform', 'shop', 'province', 'status', 'product'],
  calculate: { plus: ['repeat_buyers'], per: 'window_buyers' },
  requires: ['buyer'],
  rollingDays: 365,
  needsHistory: true,
  variants: [
    {
      name: { 'zh-CN': 'N 天复购', en: 'N-day cohort' },
      formula: {
        'zh-CN': '首购后 N 天内再买的人 ÷ 首购的人，只看已满 N 天的批次',
        en: 'buyers who return within N days of the first order ÷ first-time buyers, mature cohorts only',
      },
      usedBy: '留存分析',
    },
    {
      name: { 'zh-CN': '老客占比', en: 'Returning buyers' },
      formula: {
        'zh-CN': '期内买家中此前 365 天买过的人 ÷ 期内买家',
        en: 'buyers with a purchase in the previous 365 days ÷ buyers',
      },
      usedBy: '生意参谋',
    },
    {
      name: { 'zh-CN': '回购率', en: 'Period to period' },
      formula: {
        'zh-CN': '上期买家中本期又买的人 ÷ 上期买家',
        en: 'buyers of the last period who buy again ÷ buyers of the last period',
      },
      usedBy: '零售',
    },
    {
      name: { 'zh-CN': '商品复购率', en: 'Same product' },
      formula: { 'zh-CN': '再次购买同一商品的人 ÷ 该商品的买家', en: 'buyers who buy the product again ÷ its buyers' },
      usedBy: '1688',
    },
  ],
});

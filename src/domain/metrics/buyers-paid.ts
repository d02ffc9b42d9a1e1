import { ALL_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'buyers_paid',
  title: { 'zh-CN': '支付买家数', en: 'Paying buyers' },
  definition: {
    'zh-CN': '所选日期内付过款的不同买家，整段时间只算一次；各天相加会重复。',
    en: 'Distinct buyers who paid in the period, each counted once over the whole of it; days do not add up.',
  },
  formula: { 'zh-CN': '不同买家数，按付款时间', en: 'count of distinct buyers, by time of payment' },
  grain: { 'zh-CN': '平台上的一个买家账号', en: 'one buyer account of a platform' },
  unit: 'count',
  timeBasis: 'paid_at',
  additivity: 'not_additive',
  better: 'higher',
  dimensions: ALL_DIMENSIONS,
  calculate: { plus: ['buyers'] },
  requires: ['buyer'],
  variants: [
    {
      name: { 'zh-CN': '日去重', en: 'De-duplicated by day' },
      formula: { 'zh-CN': '每天去重后相加，多日会重复', en: 'distinct per day, then added up; repeats over days' },
      usedBy: '多数平台的多日汇总',
    },
  ],
});

import { ALL_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'gmv_placed',
  title: { 'zh-CN': '下单金额', en: 'Placed amount' },
  definition: {
    'zh-CN': '所选日期内下单的订单应付金额之和，付没付、后来关没关都算。只与支付金额并排看，不叫销售额。',
    en: 'Amount payable of the orders placed in the period, paid or not, closed later or not. Meant to stand beside the paid amount; it is not sales.',
  },
  formula: { 'zh-CN': 'Σ 应付金额，按下单时间', en: 'Σ amount payable, by time placed' },
  grain: { 'zh-CN': '每个主订单算一单', en: 'one order, whatever its number of lines' },
  unit: 'money',
  timeBasis: 'created_at',
  additivity: 'additive',
  better: 'higher',
  dimensions: ALL_DIMENSIONS,
  calculate: { plus: ['payable_amount'] },
  requires: ['payable'],
  variants: [
    {
      name: { 'zh-CN': '标价总额', en: 'List value' },
      formula: {
        'zh-CN': 'Σ 标价 × 件数，优惠前；含取消与未付款',
        en: 'Σ list price × quantity before discounts, cancelled and unpaid included',
      },
      usedBy: 'Shopify gross sales',
    },
    {
      name: { 'zh-CN': '只算已付款', en: 'Paid only' },
      formula: { 'zh-CN': 'Σ 已付款订单的实付金额', en: 'Σ amount paid of paid orders' },
      usedBy: '企业内部报表',
    },
  ],
});

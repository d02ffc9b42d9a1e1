import { ALL_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'pay_amount',
  title: { 'zh-CN': '支付金额', en: 'Paid amount' },
  definition: {
    'zh-CN': '所选日期内付款的订单，买家实付之和；含运费，之后的退款不扣。货到付款在文件写明付款时计入。',
    en: 'What buyers paid for orders paid in the period, freight included, later refunds not deducted. Cash on delivery counts once the file says it is paid.',
  },
  formula: { 'zh-CN': 'Σ 买家实付金额，按付款时间', en: 'Σ amount paid by the buyer, by time of payment' },
  grain: { 'zh-CN': '每个主订单算一单', en: 'one order, whatever its number of lines' },
  unit: 'money',
  timeBasis: 'paid_at',
  additivity: 'additive',
  better: 'higher',
  dimensions: ALL_DIMENSIONS,
  calculate: { plus: ['paid_amount'] },
  requires: ['paid_amount'],
  variants: [
    {
      name: { 'zh-CN': '支付金额', en: 'Paid amount' },
      formula: {
        'zh-CN': '付款口径，含运费，不扣退款；预售在付尾款时计入',
        en: 'by payment, with freight, before refunds; pre-sales count when the balance is paid',
      },
      usedBy: '生意参谋',
    },
    {
      name: { 'zh-CN': '成交金额（下单口径）', en: 'Deal amount by order' },
      formula: { 'zh-CN': '按下单时间，含货到付款', en: 'by time placed, cash on delivery included' },
      usedBy: '京东商智',
    },
    {
      name: { 'zh-CN': '成交金额（商家视角）', en: 'Deal amount, merchant view' },
      formula: {
        'zh-CN': '用户支付 + 平台与达人承担的优惠',
        en: 'buyer cash plus discounts borne by the platform and creators',
      },
      usedBy: '抖音电商罗盘',
    },
  ],
});

import { ORDER_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'cancel_rate',
  title: { 'zh-CN': '取消率', en: 'Cancellation rate' },
  definition: {
    'zh-CN': '所选日期内付款的订单，还没发货就关闭的占多少。看不出在发货前还是后关闭的订单不计。',
    en: 'Of the orders paid in the period, the share closed before shipping. Orders that do not tell on which side of shipping they were closed are left out.',
  },
  formula: {
    'zh-CN': '付款后、发货前关闭的订单 ÷ 支付订单数',
    en: 'orders paid and closed before shipping ÷ paid orders',
  },
  grain: { 'zh-CN': '每个主订单算一单', en: 'one order, whatever its number of lines' },
  unit: 'ratio',
  timeBasis: 'paid_at',
  additivity: 'ratio',
  better: 'lower',
  dimensions: ORDER_DIMENSIONS,
  calculate: { plus: ['cancelled_orders'], per: 'stage_orders' },
  requires: ['stage'],
  matureDays: 15,
  variants: [
    {
      name: { 'zh-CN': '(删除)等待出库', en: 'Deleted before outbound' },
      formula: { 'zh-CN': '状态为“(删除)等待出库”的订单 ÷ 已付款订单', en: 'orders in that status ÷ paid orders' },
      usedBy: '京东',
    },
  ],
});

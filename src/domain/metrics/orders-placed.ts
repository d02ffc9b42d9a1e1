import { ALL_DIMENSIONS, defineMetric } from '../contracts/define-metric.ts';

export default defineMetric({
  id: 'orders_placed',
  title: { 'zh-CN': '下单订单数', en: 'Orders placed' },
  definition: { 'zh-CN': '所选日期内下单的主订单数，付没付都算。', en: 'Orders placed in the period, paid or not.' },
  formula: { 'zh-CN': '下单的主订单数，按下单时间', en: 'count of orders, by time placed' },
  grain: { 'zh-CN': '每个主订单算一单', en: 'one order, whatever its number of lines' },
  unit: 'count',
  timeBasis: 'created_at',
  additivity: 'additive',
  better: 'higher',
  dimensions: ALL_DIMENSIONS,
  calculate: { plus: ['orders'] },
  requires: [],
  variants: [],
});

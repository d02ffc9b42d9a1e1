import Rows3 from '@lucide/svelte/icons/rows-3';
import { definePage } from '../app/define-page.ts';

export const page = definePage({
  path: '/orders',
  order: 30,
  group: 'work',
  key: 'o',
  title: { 'zh-CN': '订单', en: 'Orders' },
  question: { 'zh-CN': '是哪些订单？', en: 'Which orders are these?' },
  icon: Rows3,
  load: () => import('./orders.svelte'),
});

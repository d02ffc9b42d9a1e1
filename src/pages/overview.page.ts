import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import { definePage } from '../app/define-page.ts';

export const page = definePage({
  path: '/',
  order: 10,
  group: 'work',
  key: 'h',
  title: { 'zh-CN': '总览', en: 'Overview' },
  question: { 'zh-CN': '这段时间卖得怎么样？', en: 'How are sales in this period?' },
  icon: LayoutDashboard,
  load: () => import('./overview.svelte'),
});

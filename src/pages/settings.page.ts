import SettingsIcon from '@lucide/svelte/icons/settings';
import { definePage } from '../app/define-page.ts';

export const page = definePage({
  path: '/settings',
  order: 90,
  group: 'data',
  key: 's',
  title: { 'zh-CN': '设置', en: 'Settings' },
  question: { 'zh-CN': '设置', en: 'Settings' },
  icon: SettingsIcon,
  load: () => import('./settings.svelte'),
});

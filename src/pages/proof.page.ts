import ShieldCheck from '@lucide/svelte/icons/shield-check';
import { definePage } from '../app/define-page.ts';

export const page = definePage({
  path: '/proof',
  order: 85,
  group: 'data',
  key: 'p',
  title: { 'zh-CN': '隐私证明', en: 'Privacy proof' },
  question: { 'zh-CN': '数据真的没有离开这台设备吗？', en: 'Did the data really stay on this device?' },
  icon: ShieldCheck,
  load: () => import('./proof.svelte'),
});

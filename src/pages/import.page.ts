import FileDown from '@lucide/svelte/icons/file-down';
import { definePage } from '../app/define-page.ts';

export const page = definePage({
  path: '/import',
  order: 20,
  group: 'work',
  key: 'i',
  title: { 'zh-CN': '导入', en: 'Import' },
  question: { 'zh-CN': '文件里有什么？', en: 'What is in the files?' },
  icon: FileDown,
  load: () => import('./import.svelte'),
});

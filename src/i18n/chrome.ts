import type { Text } from '../domain/contracts/text.ts';

/** Words of the shell that belong to no single feature. */
export const CHROME = {
  app: { 'zh-CN': '掌柜', en: 'Zhanggui' },
  seal: { 'zh-CN': '掌', en: 'Z' },
  skip: { 'zh-CN': '跳到正文', en: 'Skip to content' },
  mainNav: { 'zh-CN': '主导航', en: 'Main navigation' },
  local: { 'zh-CN': '数据只在本机', en: 'Data stays on this device' },
  memoryOnly: { 'zh-CN': '只在内存里，关闭页面即清除', en: 'In memory only; closing the page clears it' },
  close: { 'zh-CN': '关闭', en: 'Close' },
  cancel: { 'zh-CN': '取消', en: 'Cancel' },
  undo: { 'zh-CN': '撤销', en: 'Undo' },
  retry: { 'zh-CN': '重试', en: 'Try again' },
  back: { 'zh-CN': '返回', en: 'Back' },
  search: { 'zh-CN': '搜索', en: 'Search' },
  loading: { 'zh-CN': '正在计算', en: 'Working' },
  asOf: { 'zh-CN': '数据截至 {moment}', en: 'Data up to {moment}' },
  dropHere: { 'zh-CN': '松手即在本机打开', en: 'Drop to open on this device' },
} as const satisfies Record<string, Text>;

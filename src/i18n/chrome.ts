import type { Text } from '../domain/contracts/text.ts';

/** Words of the shell that belong to no single feature. */
export const CHROME = {
  app: { 'zh-CN': '掌柜', en: 'Zhanggui' },
  seal: { 'zh-CN': '掌', en: 'Z' },
  skip: { 'zh-CN': '跳到正文', en: 'Skip to content' },
  mainNav: { 'zh-CN': '主导航', en: 'Main navigation' },
  local: { 'zh-CN': '数据只在本机', en: 'Data stays on this device' },
  memoryOnly: { 'zh-CN': '只在内存里，关闭页面即清除', en: 'In memory only; closing the page clears it' },
  savedHere: { 'zh-CN': '已加密保存在本机', en: 'Saved on this device, encrypted' },
  noPlace: { 'zh-CN': '这个窗口存不了数据，关闭即清除', en: 'This window keeps nothing; closing it clears the data' },
  lock: { 'zh-CN': '锁定', en: 'Lock' },
  lockNow: { 'zh-CN': '立即锁定', en: 'Lock now' },
  noRecoveryKey: { 'zh-CN': '恢复密钥还没留好', en: 'No recovery key kept yet' },
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

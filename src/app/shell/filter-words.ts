/** Words of the filter bar. */
export const FILTER_WORDS = {
  label: { 'zh-CN': '筛选', en: 'Filters' },
  compare: { 'zh-CN': '对比', en: 'Compare' },
  noComparison: { 'zh-CN': '不对比', en: 'No comparison' },
  allShops: { 'zh-CN': '全部店铺', en: 'All shops' },
  allPlatforms: { 'zh-CN': '全部平台', en: 'All platforms' },
  several: { 'zh-CN': '{count} 个', en: '{count} picked' },
  hour: { 'zh-CN': '{hour} 时', en: '{hour}:00' },
  remove: { 'zh-CN': '去掉筛选：', en: 'Remove filter: ' },
  clear: { 'zh-CN': '清除筛选', en: 'Clear filters' },
  ask: { 'zh-CN': '找页面、指标或操作', en: 'Find a page, a metric or an act' },
  key: { 'zh-CN': '⌘K', en: '⌘K' },
} as const;

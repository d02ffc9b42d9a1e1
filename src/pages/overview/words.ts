import type { Text } from '../../domain/contracts/text.ts';

/** Words of the overview. */
export const WORDS = {
  question: { 'zh-CN': '这段时间卖得怎么样？', en: 'How are sales in this period?' },
  files: { 'zh-CN': '来自 {count} 个文件', en: 'from {count} files' },
  figures: { 'zh-CN': '关键数字', en: 'Key figures' },
  noPrevious: { 'zh-CN': '对比期没有数据', en: 'no data to compare with' },
  nothing: { 'zh-CN': '这段时间没有数据', en: 'No data in this period' },
  working: { 'zh-CN': '正在计算', en: 'Working' },
  other: { 'zh-CN': '另有 {amounts}（不同币种不相加）', en: 'also {amounts} (currencies are not added up)' },
  showing: { 'zh-CN': '看哪个指标', en: 'Metric shown' },
  beside: { 'zh-CN': '看这个数要知道的', en: 'What to know beside this figure' },
  now: { 'zh-CN': '本期', en: 'Now' },
  before: { 'zh-CN': '对比期', en: 'Before' },
  change: { 'zh-CN': '较对比期', en: 'Change' },
  by: { 'zh-CN': '{metric} · 按{dimension}', en: '{metric} · by {dimension}' },
  byTime: { 'zh-CN': '{metric} · {grain}', en: '{metric} · {grain}' },
  byHour: { 'zh-CN': '{metric} · 星期 × 时段', en: '{metric} · weekday × hour' },
  share: { 'zh-CN': '占比', en: 'Share' },
  partial: { 'zh-CN': '{step}（不满整段）', en: '{step} (not complete)' },
  noProvince: { 'zh-CN': '这些订单没有收货省份。', en: 'These orders state no province.' },
  mapNote: {
    'zh-CN': '每格一个省级行政区，颜色越浓越高。点一格筛选全页。',
    en: 'One tile per province, stronger is higher. Pick one to filter the page.',
  },
  elsewhere: { 'zh-CN': '另有 {value} 在别处或未注明。', en: '{value} more is elsewhere or not stated.' },
  unsaid: { 'zh-CN': '算不出', en: 'n/a' },
  reset: { 'zh-CN': '恢复整段', en: 'Whole period again' },
  empty: {
    'zh-CN': '按现在的筛选没有订单。放宽时间或去掉筛选试试。',
    en: 'No orders match. Widen the period or remove a filter.',
  },
} as const satisfies Record<string, Text>;

/** Steps of the time axis, as adverbs. */
export const GRAINS = {
  hour: { 'zh-CN': '按小时', en: 'hourly' },
  day: { 'zh-CN': '按日', en: 'daily' },
  week: { 'zh-CN': '按周', en: 'weekly' },
  month: { 'zh-CN': '按月', en: 'monthly' },
} as const satisfies Record<string, Text>;

/** How a number is written before its answer says its unit. */
export const PLAIN = { unit: 'count', currency: null } as const;

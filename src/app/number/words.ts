/** Words of the number drawer. */
export const NUMBER_WORDS = {
  definition: { 'zh-CN': '怎么定义', en: 'Definition' },
  formula: { 'zh-CN': '算法', en: 'Formula' },
  time: { 'zh-CN': '按什么时间', en: 'Dated by' },
  variants: { 'zh-CN': '别处的其他算法', en: 'How others define it' },
  groups: { 'zh-CN': '由哪些部分组成', en: 'What it is made of' },
  files: { 'zh-CN': '来自哪些文件', en: 'Which files it comes from' },
  rows: { 'zh-CN': '每一行（{shown} / {total}）', en: 'Row by row ({shown} of {total})' },
  rowCount: { 'zh-CN': '{count} 行', en: '{count} rows' },
  orders: { 'zh-CN': '{count} 单', en: '{count} orders' },
  line: { 'zh-CN': '{file} 第 {line} 行', en: '{file}, line {line}' },
  more: { 'zh-CN': '再看一些', en: 'Show more' },
  open: { 'zh-CN': '在订单页查看', en: 'See on the orders page' },
  copy: { 'zh-CN': '复制为凭据', en: 'Copy as evidence' },
  copied: { 'zh-CN': '已复制', en: 'Copied' },
  notCopied: { 'zh-CN': '浏览器没有允许复制', en: 'The browser did not allow copying' },
  equal: {
    'zh-CN': '用这 {rows} 行重算一遍：{recomputed}，相等。',
    en: 'Computed again from exactly these {rows} rows: {recomputed}, equal.',
  },
  unequal: {
    'zh-CN': '用这 {rows} 行重算得 {recomputed}，与上面不等，请把诊断信息发给我们。',
    en: 'Computed again from these {rows} rows it is {recomputed}, which differs; please send us the diagnostics.',
  },
  none: { 'zh-CN': '算不出', en: 'Cannot be said' },
  working: { 'zh-CN': '正在从文件的行重算', en: 'Computing it again from the rows' },
  beside: { 'zh-CN': '看这个数要知道的', en: 'What to know beside this number' },
} as const;

export const TIME_BASES = {
  created_at: { 'zh-CN': '下单时间', en: 'Time placed' },
  paid_at: { 'zh-CN': '付款时间', en: 'Time paid' },
} as const;

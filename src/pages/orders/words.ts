import type { Text } from '../../domain/contracts/text.ts';

/** Words of the orders page. */
export const WORDS = {
  question: { 'zh-CN': '是哪些订单？', en: 'Which orders are these?' },
  total: { 'zh-CN': '{count} 单', en: '{count} orders' },
  search: { 'zh-CN': '搜索订单号、商品名、商家编码', en: 'Search order ids, products, merchant codes' },
  none: {
    'zh-CN': '按现在的筛选没有订单。放宽时间、去掉筛选或换个搜索词试试。',
    en: 'No orders match. Widen the period, remove a filter or search for something else.',
  },
  table: { 'zh-CN': '订单', en: 'Orders' },
  order: { 'zh-CN': '订单编号', en: 'Order id' },
  shop: { 'zh-CN': '店铺', en: 'Shop' },
  paidAt: { 'zh-CN': '付款时间', en: 'Paid at' },
  createdAt: { 'zh-CN': '下单时间', en: 'Placed at' },
  unpaid: { 'zh-CN': '未付款', en: 'Not paid' },
  product: { 'zh-CN': '商品', en: 'Products' },
  quantity: { 'zh-CN': '件数', en: 'Items' },
  paid: { 'zh-CN': '实付', en: 'Paid' },
  payable: { 'zh-CN': '应付', en: 'Payable' },
  refunded: { 'zh-CN': '退款', en: 'Refunded' },
  status: { 'zh-CN': '状态', en: 'Status' },
  statusRaw: { 'zh-CN': '文件里的状态', en: 'Status in the file' },
  province: { 'zh-CN': '省份', en: 'Province' },
  source: { 'zh-CN': '出处', en: 'Where it stands' },
  file: { 'zh-CN': '文件', en: 'File' },
  sheet: { 'zh-CN': '工作表', en: 'Sheet' },
  line: { 'zh-CN': '行', en: 'Line' },
  lineAt: { 'zh-CN': '第 {line} 行', en: 'line {line}' },
  contact: { 'zh-CN': '买家与收件人', en: 'Buyer and recipient' },
  contactMasked: {
    'zh-CN': '只遮住显示。原文保存时用单独的密钥加密，不进报表、导出、搜索和 SQL。',
    en: 'Only shown masked. What the file says is sealed under a key of its own when saved, and part of no report, export, search or SQL.',
  },
  contactNone: {
    'zh-CN': '没有存下这一单的买家与收件人。',
    en: 'Nothing is kept of this order’s buyer and recipient.',
  },
  contactNotHeld: {
    'zh-CN': '用现在的口令打不开个人信息。',
    en: 'The passphrase in use does not open personal data.',
  },
  contactThere: { 'zh-CN': '有，不显示', en: 'there is one, not shown' },
  notStated: { 'zh-CN': '文件没有写', en: 'Not stated in the file' },
  noDataTitle: { 'zh-CN': '还没有订单', en: 'No orders yet' },
  noData: {
    'zh-CN': '放入任何一个平台的订单导出，这里就能排序、筛选、搜索，并点回文件里的那一行。',
    en: 'Drop the order export of any platform; then orders can be sorted, filtered, searched and traced to their line in the file.',
  },
  files: { 'zh-CN': '放入我的文件', en: 'Open my files' },
  sample: { 'zh-CN': '试用示例店', en: 'Try the sample shop' },
} as const satisfies Record<string, Text>;

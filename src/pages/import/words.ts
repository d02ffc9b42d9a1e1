import type { IssueCode } from '../../domain/contracts/import.ts';
import type { Text } from '../../domain/contracts/text.ts';

/** Words of the import page. */
export const WORDS = {
  question: { 'zh-CN': '文件里有什么？', en: 'What is in the files?' },
  local: { 'zh-CN': '文件只在本机打开，不上传', en: 'Files are opened on this device, never uploaded' },
  drop: { 'zh-CN': '选择文件，或拖到页面任何地方', en: 'Choose files, or drop them anywhere' },
  dropMore: {
    'zh-CN': 'CSV、TXT、Excel、ODS，以及装有它们的 ZIP、GZ；可以一次放入一整个文件夹',
    en: 'CSV, TXT, Excel, ODS, and ZIP or GZ holding them; whole folders too',
  },
  files: { 'zh-CN': '放入的文件', en: 'Dropped files' },
  noFiles: { 'zh-CN': '手边没有文件？', en: 'No files at hand?' },
  sample: { 'zh-CN': '试用示例店', en: 'Try the sample shop' },
  waiting: { 'zh-CN': '排队中', en: 'Waiting' },
  reading: { 'zh-CN': '正在读取', en: 'Reading' },
  imported: { 'zh-CN': '已导入', en: 'Imported' },
  unchanged: { 'zh-CN': '与之前导入的相同，没有变化', en: 'Same as before; nothing changed' },
  needs_mapping: { 'zh-CN': '需要指明各列', en: 'Columns need explaining' },
  needsHint: {
    'zh-CN': '没见过这种表头。各列的含义已按列名和内容猜好，核对一下就能导入。',
    en: 'This header is new. What its columns mean is already guessed; check it and import.',
  },
  failed: { 'zh-CN': '没有导入', en: 'Not imported' },
  undone: { 'zh-CN': '已撤销', en: 'Undone' },
  cancelled: { 'zh-CN': '已取消', en: 'Cancelled' },
  rejected: {
    'zh-CN': '{title}：已导入 {kept} 行，拒收 {refused} 行',
    en: '{title}: {kept} rows imported, {refused} refused',
  },
  account: {
    'zh-CN': '共 {read} 行 = 保留 {kept} + 重复 {duplicate} + 拒收 {quarantined} + 合计行 {dropped}',
    en: '{read} rows = {kept} kept + {duplicate} duplicate + {quarantined} refused + {dropped} totals',
  },
  orders: {
    'zh-CN': '{orders} 单，其中新增 {added}、更新 {updated}',
    en: '{orders} orders, {added} new, {updated} updated',
  },
  header: { 'zh-CN': '表头在第 {line} 行', en: 'Header in line {line}' },
  tied: { 'zh-CN': '“{column}”合计 {stated}，与各行相加一致', en: '“{column}” totals {stated}, equal to the rows' },
  untied: {
    'zh-CN': '“{column}”文件合计 {stated}，各行相加 {summed}，两者不等',
    en: '“{column}” is stated as {stated} but the rows add up to {summed}',
  },
  seeNumbers: { 'zh-CN': '看这份文件的数字', en: 'See the numbers of this file' },
  seeShop: { 'zh-CN': '看这家店这段日子的数字（含其他文件）', en: 'See this shop’s numbers of these days (all files)' },
  seeDays: { 'zh-CN': '看这段日子的数字（含其他文件）', en: 'See the numbers of these days (all files)' },
  undo: { 'zh-CN': '撤销本次导入', en: 'Undo this import' },
  again: { 'zh-CN': '重新导入', en: 'Import again' },
  dismiss: { 'zh-CN': '收起', en: 'Put away' },
  cancel: { 'zh-CN': '取消', en: 'Cancel' },
  explain: { 'zh-CN': '指明各列', en: 'Explain the columns' },
  download: { 'zh-CN': '下载有问题的行（CSV）', en: 'Download rows with issues (CSV)' },
  issues: { 'zh-CN': '发现的问题：{kinds} 种，共 {rows} 处', en: 'Issues found: {kinds} kinds, {rows} places' },
  rows: { 'zh-CN': '{count} 行', en: '{count} rows' },
  personal: { 'zh-CN': '个人信息列', en: 'Personal columns' },
  also: { 'zh-CN': '；', en: '; ' },
  preamble: { 'zh-CN': '表头之前的说明', en: 'Lines above the header' },
  unused: { 'zh-CN': '没有用到的列', en: 'Columns not used' },
  encoding: { 'zh-CN': '编码', en: 'Encoding' },
  encodingUnsure: {
    'zh-CN': '两种编码都读得通，请看一眼下面的文字是否正常',
    en: 'Two encodings fit; please check that the text below looks right',
  },
  encodingRefused: {
    'zh-CN': '按 {encoding} 读不出这个文件的开头。请换一种编码，或选回 {before}。',
    en: 'The head of this file cannot be read as {encoding}. Choose another encoding, or {before} again.',
  },
  encodingApply: { 'zh-CN': '按这种编码重新导入', en: 'Import again in this encoding' },
  preview: { 'zh-CN': '文件开头', en: 'Head of the file' },
  runnerUp: { 'zh-CN': '也很像“{format}”', en: 'Also much like “{format}”' },
  detail: { 'zh-CN': '这份文件的细节', en: 'Details of this file' },
  history: { 'zh-CN': '导入记录', en: 'Imports' },
  teaching: { 'zh-CN': '从哪里导出', en: 'Where to export' },
  teachingMore: {
    'zh-CN': '在各平台后台按这个路径导出，原样放入即可，不要改表头。',
    en: 'Export along these paths and drop the files as they are, with the header unedited.',
  },
  experimental: { 'zh-CN': '按公开资料制作，未见过真实文件', en: 'Made from public documents; no real file seen yet' },
  unlocks: {
    'zh-CN': '放入后能看：支付金额、净销售额、客单价、退款率、地区与商品',
    en: 'Unlocks paid amount, net sales, spend per buyer, refund rate, regions and products',
  },
  colLine: { 'zh-CN': '行', en: 'Line' },
  colSheet: { 'zh-CN': '工作表', en: 'Sheet' },
  colColumn: { 'zh-CN': '列', en: 'Column' },
  colReason: { 'zh-CN': '原因', en: 'Reason' },
  colFix: { 'zh-CN': '怎么改', en: 'Fix' },
  colShape: { 'zh-CN': '单元格形状', en: 'Shape of the cell' },
  colDetail: { 'zh-CN': '补充', en: 'Detail' },
  issueFile: { 'zh-CN': '问题行 {file}.csv', en: 'issues {file}.csv' },
} as const satisfies Record<string, Text>;

export const TREATMENTS = {
  tokenised: { 'zh-CN': '换成本机密钥的代号', en: 'replaced by a token keyed on this device' },
  reduced_to_region: { 'zh-CN': '只留省市区', en: 'reduced to province, city and district' },
  left_out: { 'zh-CN': '没有读入', en: 'left out' },
  sealed: {
    'zh-CN': '原文另存，保存时用单独的密钥加密，只遮住显示',
    en: 'kept apart, sealed under a key of its own when saved, only shown masked',
  },
} as const satisfies Record<string, Text>;

export const SEVERITIES = {
  note: { 'zh-CN': '提示', en: 'Note' },
  warning: { 'zh-CN': '留意', en: 'Check' },
  refused: { 'zh-CN': '拒收', en: 'Refused' },
} as const satisfies Record<string, Text>;

const issue = (reason: readonly [zh: string, en: string], fix: readonly [zh: string, en: string]) => ({
  reason: { 'zh-CN': reason[0], en: reason[1] },
  fix: { 'zh-CN': fix[0], en: fix[1] },
});

/** Each kind of issue: what it is and how to mend it. */
export const ISSUES = {
  too_many_cells: issue(
    ['这一行的列比表头多', 'More cells than the header'],
    ['检查是否有未加引号的分隔符', 'Look for an unquoted separator'],
  ),
  too_few_cells: issue(
    ['这一行的列比表头少', 'Fewer cells than the header'],
    ['检查这一行是否被截断', 'Look whether the line was cut'],
  ),
  bad_bytes: issue(
    ['有不属于该编码的字节', 'Bytes that do not belong to the encoding'],
    ['换一种编码，或重新导出', 'Try another encoding or export again'],
  ),
  bad_quotes: issue(
    ['引号不成对', 'Quotes do not pair up'],
    ['重新导出，不要用文本编辑器改', 'Export again without editing it as text'],
  ),
  cell_too_long: issue(['单元格过长', 'Cell too long'], ['检查是否缺了一个引号', 'Look for a missing quote']),
  line_too_long: issue(['这一行过长', 'Line too long'], ['检查是否缺了换行', 'Look for a missing line end']),
  required_missing: issue(
    ['必需的值是空的', 'A required value is blank'],
    ['导出时勾选该列', 'Tick that column when exporting'],
  ),
  id_damaged: issue(
    ['编号被表格软件改成了近似数', 'An id was rounded by a spreadsheet'],
    ['重新导出，不要用 Excel 打开后另存', 'Export again and do not save it from Excel'],
  ),
  number_unreadable: issue(['读不出数字', 'Not a number'], ['改成普通数字', 'Write it as a plain number']),
  time_unreadable: issue(
    ['读不出时间', 'Not a time'],
    ['改成 2026-06-18 09:30:00 这样的写法', 'Write it like 2026-06-18 09:30:00'],
  ),
  status_unknown: issue(
    ['没见过的订单状态', 'Unknown order status'],
    ['按“未知”保留；请把状态名告诉我们', 'Kept as unknown; please tell us the name'],
  ),
  refund_status_unknown: issue(
    ['没见过的售后状态', 'Unknown refund status'],
    ['按“无售后”保留；请把状态名告诉我们', 'Kept without refund; please tell us the name'],
  ),
  identity_broken: issue(
    ['金额之间对不上', 'The amounts do not add up'],
    ['与后台核对这一单', 'Compare this order with the platform'],
  ),
  date_from_order_id: issue(
    ['没有付款时间，日期取自订单编号', 'No paid time; the day is taken from the order id'],
    ['不用处理', 'Nothing to do'],
  ),
  refund_inferred: issue(
    ['没有退款金额，按状态推断', 'No refund amount; inferred from the status'],
    ['放入售后导出可得准数', 'Drop the refund export for exact amounts'],
  ),
  duplicate_row: issue(['与已有的行完全相同', 'Equal to a row already kept'], ['不用处理', 'Nothing to do']),
  total_mismatch: issue(
    ['合计行与各行相加不等', 'The total row differs from the sum'],
    ['检查导出是否完整', 'Check that the export is complete'],
  ),
  cell_error: issue(
    ['单元格是公式错误', 'The cell holds a formula error'],
    ['修正公式后再导出', 'Mend the formula and export again'],
  ),
} as const satisfies Record<IssueCode, { reason: Text; fix: Text }>;

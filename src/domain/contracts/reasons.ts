import type { Locale, Text } from './text.ts';

/** Why a file, an entry or a sheet was refused or left aside. The ids stand in the `reason` and `kind` values of errors. */
export const REASONS = {
  truncated: { 'zh-CN': '内容不完整，提前结束', en: 'it ends too early' },
  checksum: { 'zh-CN': '校验和不符', en: 'its checksum does not match' },
  sizes_disagree: { 'zh-CN': '声明的大小与内容不符', en: 'the stated size is not the real one' },
  ambiguous_archive: { 'zh-CN': '压缩包可以有不止一种读法', en: 'the archive can be read in more than one way' },
  archive_unreadable: { 'zh-CN': '压缩包结构读不出', en: 'the structure of the archive cannot be read' },
  workbook_unreadable: { 'zh-CN': '工作簿结构读不出', en: 'the structure of the workbook cannot be read' },
  packed_too_tightly: { 'zh-CN': '解压后超过原大小的 100 倍', en: 'it unpacks to more than 100 times its size' },
  too_many_entries: { 'zh-CN': '压缩包内超过 2,000 个文件', en: 'the archive holds more than 2,000 files' },
  doctype: { 'zh-CN': '含有 DOCTYPE 声明', en: 'it holds a DOCTYPE declaration' },
  line_separator: {
    'zh-CN': '各行以 U+2028/U+2029 分隔，而不是换行符',
    en: 'its lines end in U+2028/U+2029, not in a line feed',
  },
  too_many_columns: { 'zh-CN': '超过 2,000 列', en: 'more than 2,000 columns' },
  line_too_long: { 'zh-CN': '有一行超过 2 MB', en: 'a line over 2 MB' },
  header_too_long: { 'zh-CN': '表头单元格超过 1,000 个字符', en: 'a header cell over 1,000 characters' },
  unpacked_too_large: { 'zh-CN': '解压后过大', en: 'too large when unpacked' },
  read_failed: { 'zh-CN': '浏览器读取失败', en: 'the browser could not read it' },
  binary: { 'zh-CN': '二进制文件', en: 'a binary file' },
  archive_without_tables: { 'zh-CN': '没有表格的压缩包', en: 'an archive without tables' },
  hidden_sheet: { 'zh-CN': '隐藏的工作表', en: 'hidden sheet' },
  chart_sheet: { 'zh-CN': '图表页', en: 'chart sheet' },
  empty: { 'zh-CN': '没有内容', en: 'nothing in it' },
  nested_archive: { 'zh-CN': '压缩包里的压缩包', en: 'an archive inside an archive' },
  not_a_table: { 'zh-CN': '不是表格', en: 'not a table' },
  single_column: { 'zh-CN': '只有一列的说明文字', en: 'a text of one column' },
} as const satisfies Record<string, Text>;

export type Reason = keyof typeof REASONS;

function isReason(value: string): value is Reason {
  return Object.hasOwn(REASONS, value);
}

/** A value of an error in the reader's language: ids of `REASONS` become their text, anything else stays as it is. */
export function localReason(value: string | number, locale: Locale): string | number {
  return typeof value === 'string' && isReason(value) ? REASONS[value][locale] : value;
}

/** Cell texts that mean "nothing" in any export; compared after trimming, lower case. A format adds its own in `nulls`. */
export const NULL_WORDS: readonly string[] = [
  '',
  '-',
  '--',
  '—',
  '——',
  '－',
  '/',
  '\\',
  'null',
  'none',
  'nan',
  'n/a',
  '#n/a',
  '#null!',
  '#value!',
  '#ref!',
  '#div/0!',
  '#name?',
  '暂无数据',
  '暂无',
  '无',
  '(空)',
  '（空）',
  '任意时间',
  '0001-01-01 00:00:00',
  '1970-01-01 08:00:00',
  '0000-00-00 00:00:00',
  '0000-00-00',
];

/** Longer words for nothing are dates, which times know by their year. */
const LONGEST_WORD = 8;

/** Words for nothing in cells of any kind, with those of one format. */
export function nothingWords(nulls: readonly string[]): string[] {
  return [...NULL_WORDS.filter((word) => word.length <= LONGEST_WORD), ...nulls.map((word) => word.toLowerCase())];
}

const NULLS = new Set(NULL_WORDS);

/** Does the cell state nothing? */
export function isNullText(cell: string): boolean {
  return NULLS.has(cell.trim().toLowerCase());
}

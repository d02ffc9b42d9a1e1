/** First words of rows that sum or average the rows above; compared after trimming and dropping a colon, lower case. */
export const TOTAL_WORDS: readonly string[] = [
  '总计',
  '合计',
  '汇总',
  '小计',
  '总和',
  '全部',
  '共计',
  '本页合计',
  '汇总值',
  '平均值',
  '全店汇总值',
  '同行同层均值',
  'total',
  'totals',
  'grand total',
  'sub total',
  'subtotal',
  'report total',
  'sum',
  'average',
];

const TOTALS = new Set(TOTAL_WORDS);

/**
 * Is this a total row: is its first cell that is not blank a total word? The word must be the whole cell, so that a title
 * “合计款…” makes none.
 */
export function isTotalRow(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell.trim() !== '');
  return (
    first !== undefined &&
    TOTALS.has(
      first
        .trim()
        .replace(/[:：]$/, '')
        .toLowerCase(),
    )
  );
}

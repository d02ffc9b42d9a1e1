import { FIELDS } from '../../../src/domain/contracts/canonical.ts';
import type { ClockStyle, NumberStyle } from '../../../src/domain/sql/clean-expressions.ts';
import type { RecognisedTable } from './recognise-table.ts';

/** Cells of the head below the header, of the columns of some kinds. */
function sampleCells({ table, headerIndex, columns }: RecognisedTable, kinds: readonly string[]): string[] {
  const indexes = columns.filter(({ field }) => kinds.includes(FIELDS[field].kind)).map(({ from }) => from);
  return table.head
    .slice(headerIndex + 1)
    .flatMap((row) => indexes.map((index) => row[index]?.trim() ?? '').filter((cell) => cell !== ''));
}

/** Which of day and month comes first in `a/b/yyyy`, by a part that can be no month; `ymd` when nothing tells. */
function dateOrderOf(cells: readonly string[]): ClockStyle['dateOrder'] {
  const pairs = cells.flatMap((cell) => {
    const match = /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}/.exec(cell);
    return match ? [[Number(match[1]), Number(match[2])] as const] : [];
  });
  if (pairs.some(([first]) => first > 12)) return 'dmy';
  if (pairs.some(([, second]) => second > 12)) return 'mdy';
  return pairs.length > 0 ? 'mdy' : 'ymd';
}

/** How the times of a file are written. */
export function clockOf(found: RecognisedTable): ClockStyle {
  const { clock, dateOrder, timeZone } = found.format;
  return {
    offset: clock === 'offset',
    dateOrder:
      dateOrder === undefined || dateOrder === 'auto' ? dateOrderOf(sampleCells(found, ['timestamp'])) : dateOrder,
    utcOffsetHours: timeZone === 'Asia/Shanghai' ? 8 : 0,
  };
}

/** Decimal separator, decided once for the whole file: a comma only where some amount cannot be read otherwise. */
export function numbersOf(found: RecognisedTable): NumberStyle {
  const cells = sampleCells(found, ['money', 'quantity']);
  const comma = cells.some((cell) => /^-?\d{1,3}(\.\d{3})*,\d{1,2}$/.test(cell) || /^-?\d+,\d{1,2}$/.test(cell));
  const point = cells.some((cell) => /^-?\d{1,3}(,\d{3})*\.\d{1,2}$/.test(cell) || /^-?\d+\.\d+$/.test(cell));
  return comma && !point ? 'comma' : 'point';
}

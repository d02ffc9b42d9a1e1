import type { CellRules } from '../../../src/domain/contracts/cells.ts';
import { nothingWords } from '../../../src/domain/recognise/null-words.ts';
import { TOTAL_WORDS } from '../../../src/domain/recognise/total-words.ts';
import type { ContactColumn } from '../../../src/domain/contracts/contact.ts';
import { contactCells } from '../../../src/domain/sql/compile-contacts.ts';
import { requestedCells, type StagePlan } from '../../../src/domain/sql/compile-stage.ts';
import { clockOf, numbersOf } from './cell-styles.ts';
import { hashesRows } from './import-table.ts';
import type { RecognisedTable } from './recognise-table.ts';

/** What the statements that read the table depend on. */
export function stagePlan(found: RecognisedTable): StagePlan {
  return { columns: found.columns, gift: found.gift, style: { clock: clockOf(found), numbers: numbersOf(found) } };
}

/** What the reader is asked to make of the cells. */
export function cellRules(
  found: RecognisedTable,
  { plan, contacts, key }: { plan: StagePlan; contacts: readonly ContactColumn[]; key: Uint8Array },
): CellRules {
  const { format, columns, headers } = found;
  const idColumns = columns.filter(({ field }) => field === 'order_id').map(({ from }) => from);
  return {
    cells: requestedCells(plan),
    contacts: contactCells(contacts),
    columns: headers.length,
    nothing: nothingWords(format.nulls ?? []),
    decimalComma: plan.style.numbers === 'comma',
    zoneOffset: plan.style.clock.offset,
    total: { words: TOTAL_WORDS, columns: [...new Set([0, ...idColumns])] },
    hashRows: hashesRows(found),
    token: { prefix: format.platform, key },
  };
}

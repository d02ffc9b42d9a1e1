import type { RejectedRow } from '../../../src/domain/contracts/import.ts';
import { compileIssueList } from '../../../src/domain/sql/compile-judgement.ts';
import { bindParams } from '../../../src/domain/sql/bind-params.ts';
import { issueCode, severityOf } from './issue-words.ts';
import type { Database } from '../db.ts';
import { plainRows } from '../plain-rows.ts';

const textOrNull = (cell: unknown) => (typeof cell === 'string' ? cell : null);

/** All issues of an import by line: what was refused, inferred or not understood. No cell's content, only its shape. */
export async function rejectedRows(db: Database, importId: string): Promise<RejectedRow[]> {
  const rows = plainRows(
    await db.ask(bindParams(compileIssueList(), [{ name: 'id', type: 'VARCHAR', value: importId }])),
  );
  return rows.map(({ line, sheet, column_name, code, severity, raw_value, message }) => ({
    line: Number(line),
    sheet: String(sheet ?? ''),
    column: textOrNull(column_name),
    code: issueCode(code),
    severity: severityOf(severity),
    shape: textOrNull(raw_value),
    detail: String(message ?? ''),
  }));
}

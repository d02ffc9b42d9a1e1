import type { BindValue } from '../../../src/domain/sql/bind-params.ts';
import type { Database } from '../db.ts';
import { bindModel } from '../models.ts';
import { modelNamed } from '../registry.ts';

/** An issue found outside the engine. */
export type NewIssue = { line: number; column: string | null; severity: string; code: string; shape: string | null; message: string };

const quoted = (text: string | null) => (text === null ? '' : `"${text.replaceAll('"', '""')}"`);

/** Many issues at once, through the same door as a file's rows. */
export async function insertIssues(db: Database, srcFileId: string, issues: readonly NewIssue[]): Promise<void> {
  if (issues.length === 0) return;
  const lines = issues.map(({ line, column, severity, code, shape, message }) =>
    [quoted(srcFileId), String(line), quoted(column), quoted(severity), quoted(code), quoted(shape), quoted(message)].join(','),
  );
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
  const columns = "{'a':'VARCHAR','b':'BIGINT','c':'VARCHAR','d':'VARCHAR','e':'VARCHAR','f':'VARCHAR','g':'VARCHAR'}";
  await db.withBatch(bytes, (path) =>
    db.write(`INSERT INTO import_issue SELECT * FROM read_csv('${path}', auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', columns = ${columns})`),
  );
}

const INTO_FOUND = 'CREATE OR REPLACE TEMP TABLE stg_found AS ';

/** Runs a judging SELECT, keeps what it found as issues, and marks the rows it refuses or finds said twice. */
export async function judge(db: Database, srcFileId: string, select: { text: string; assignments: { text: string; value: string | number | boolean | null }[] }) {
  await db.write({ assignments: select.assignments, text: `${INTO_FOUND}${select.text}` });
  await db.write(`INSERT INTO import_issue SELECT '${srcFileId}', src_row, column_name, severity, code, raw_value, message FROM stg_found`);
  await db.write(`
    UPDATE stg_rows SET verdict = CASE WHEN f.duplicate THEN 'duplicate' ELSE 'refused' END
    FROM (SELECT src_row, bool_and(code = 'duplicate_row') AS duplicate FROM stg_found
      WHERE severity = 'refused' OR code = 'duplicate_row' GROUP BY src_row) f
    WHERE stg_rows.src_row = f.src_row AND stg_rows.verdict IS NULL`);
  await db.write('DROP TABLE stg_found');
}

/** A judging model by name. */
export function judgeModel(db: Database, srcFileId: string, name: string, values: Readonly<Record<string, BindValue>>) {
  return judge(db, srcFileId, bindModel(modelNamed(name), values));
}

import { bindParams, type BindValue, type BoundStatement } from '../../../src/domain/sql/bind-params.ts';
import { compileFound, compileIssueBatch } from '../../../src/domain/sql/compile-judgement.ts';
import type { Database } from '../db.ts';
import { bindModel } from '../models.ts';
import { modelNamed } from '../registry.ts';

/** An issue found outside the engine. */
export type NewIssue = {
  line: number;
  column: string | null;
  severity: string;
  code: string;
  shape: string | null;
  message: string;
};

const quoted = (text: string | null) => (text === null ? '' : `"${text.replaceAll('"', '""')}"`);

/** Many issues at once, through the same door as a file's rows. */
export async function insertIssues(db: Database, srcFileId: string, issues: readonly NewIssue[]): Promise<void> {
  if (issues.length === 0) return;
  const lines = issues.map(({ line, column, severity, code, shape, message }) =>
    [quoted(srcFileId), String(line), ...[column, severity, code, shape, message].map(quoted)].join(','),
  );
  const bytes = new TextEncoder().encode(`${lines.join('\n')}\n`);
  await db.withBatch(bytes, (path) => db.write(compileIssueBatch(path)));
}

const FOUND = `
SELECT count(*) AS issues, count(*) FILTER (WHERE severity = 'refused' OR code = 'duplicate_row') AS marks FROM stg_found`;

const KEEP = `
INSERT INTO import_issue
SELECT $src_file_id, src_row, column_name, severity, code, raw_value, message FROM stg_found`;

const MARK = `
UPDATE stg_rows SET verdict = CASE WHEN f.duplicate THEN 'duplicate' ELSE 'refused' END
FROM (
  SELECT src_row, bool_and(code = 'duplicate_row') AS duplicate
  FROM stg_found
  WHERE severity = 'refused' OR code = 'duplicate_row'
  GROUP BY src_row
) f
WHERE stg_rows.src_row = f.src_row AND stg_rows.verdict IS NULL`;

/** Judges the staged rows of one file. */
export class Judge {
  constructor(
    readonly db: Database,
    readonly srcFileId: string,
  ) {}

  /** Runs a judging SELECT, keeps what it found as issues, and marks the rows it refuses or finds said twice. */
  async run(select: BoundStatement): Promise<void> {
    await this.db.write({ assignments: select.assignments, text: compileFound(select.text) });
    const [found] = await this.db.writtenRows(FOUND);
    if (Number(found?.issues) > 0)
      await this.db.write(bindParams(KEEP, [{ name: 'src_file_id', type: 'VARCHAR', value: this.srcFileId }]));
    if (Number(found?.marks) > 0) await this.db.write(MARK);
    await this.db.write('DROP TABLE stg_found');
  }

  /** A judging model by name. */
  async runModel(name: string, values: Readonly<Record<string, BindValue>>): Promise<void> {
    await this.run(bindModel(modelNamed(name), values));
  }
}

import type { ReportProgress } from '../../../src/domain/contracts/job.ts';
import type { RowBatch, StructuralReject } from '../../../src/domain/contracts/source.ts';
import { bindParams, type Param } from '../../../src/domain/sql/bind-params.ts';
import {
  compileStage,
  compileUnreadIssues,
  refusingMask,
  type StagePlan,
  type UnreadLabels,
} from '../../../src/domain/sql/compile-stage.ts';
import { compileTable } from '../../../src/domain/sql/compile-ddl.ts';
import { throwIfAborted } from '../../shared/jobs.ts';
import type { Database } from '../db.ts';
import { modelNamed } from '../registry.ts';
import { insertIssues, type NewIssue } from './issues.ts';
import type { SourceReader } from './source-reader.ts';

/** Rows of the source that were seen, before any of them is judged. */
export type StagedCount = { records: number; rejected: number; blank: number };

export type StageContext = {
  db: Database;
  reader: SourceReader;
  plan: StagePlan;
  labels: UnreadLabels;
  srcFileId: string;
  onProgress: ReportProgress;
  signal: AbortSignal | undefined;
};

const READING = { 'zh-CN': '读取', en: 'Reading' };

function issueOf({ line, column, code, detail }: StructuralReject): NewIssue {
  return {
    line,
    column: column === null ? null : `#${column}`,
    severity: 'refused',
    code,
    shape: null,
    message: detail,
  };
}

function batchParams(batch: RowBatch, srcFileId: string): Param[] {
  return [
    { name: 'first_line', type: 'INTEGER', value: batch.firstLine },
    { name: 'lines', type: 'VARCHAR[]', value: batch.lines === null ? [] : Array.from(batch.lines, String) },
    { name: 'src_file_id', type: 'VARCHAR', value: srcFileId },
  ];
}

const UNREAD =
  'SELECT coalesce(bit_or(unread), 0)::VARCHAR AS mask FROM stg_rows WHERE unread <> 0 AND NOT is_total AND src_row BETWEEN $first AND $last';
const VERDICTS =
  "UPDATE stg_rows SET verdict = CASE WHEN is_total THEN 'total' ELSE 'refused' END WHERE is_total OR unread & CAST($mask AS BIGINT) <> 0";

async function stageBatch({ db, plan, labels, srcFileId, signal }: StageContext, batch: RowBatch): Promise<void> {
  if (batch.records > 0) {
    await db.withBatch(batch.bytes, async (path) => {
      const params = batchParams(batch, srcFileId);
      await db.write(bindParams(compileStage({ ...plan, delimiter: batch.delimiter }, path), params), signal);
      const last = batch.lines?.at(-1) ?? batch.firstLine + batch.records - 1;
      const range: Param[] = [
        { name: 'first', type: 'INTEGER', value: batch.firstLine },
        { name: 'last', type: 'INTEGER', value: last },
      ];
      const [found] = await db.writtenRows(bindParams(UNREAD, range));
      const mask = BigInt(String(found?.mask ?? '0'));
      if (mask !== 0n)
        await db.write(
          bindParams(compileUnreadIssues({ ...plan, delimiter: batch.delimiter }, path, { ...labels, mask }), params),
          signal,
        );
    });
  }
  await insertIssues(db, srcFileId, batch.rejected.map(issueOf));
}

/** Reads a whole table into `stg_rows`, while the reader prepares the next batch on its own thread. */
export async function stageFile(context: StageContext): Promise<StagedCount> {
  const { db, reader, plan, labels, onProgress, signal } = context;
  await db.write(compileTable(modelNamed('stg_rows'), 'temporary'));
  const count: StagedCount = { records: 0, rejected: 0, blank: 0 };
  let coming = reader.next();
  for (;;) {
    const batch = await coming;
    throwIfAborted(signal);
    if (batch === null) break;
    coming = reader.next();
    coming.catch(() => undefined); // told when awaited, also if staging this batch fails first
    await stageBatch(context, batch);
    count.records += batch.records;
    count.rejected += batch.rejected.length;
    count.blank += batch.blank;
    onProgress({ phase: READING, done: batch.consumed, total: batch.totalBytes, unit: 'bytes' });
  }
  const mask = refusingMask(plan, labels.refuses);
  await db.write(bindParams(VERDICTS, [{ name: 'mask', type: 'VARCHAR', value: String(mask) }]));
  return count;
}

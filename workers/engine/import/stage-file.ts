import type { CellBatch } from '../../../src/domain/contracts/cells.ts';
import type { ReportProgress } from '../../../src/domain/contracts/job.ts';
import type { StructuralReject } from '../../../src/domain/contracts/source.ts';
import type { ContactColumn } from '../../../src/domain/contracts/contact.ts';
import { bindParams, type Param } from '../../../src/domain/sql/bind-params.ts';
import {
  compileStage,
  compileUnreadIssues,
  refusingMask,
  type StagedBatch,
  type StagePlan,
  type UnreadLabels,
} from '../../../src/domain/sql/compile-stage.ts';
import { compileTable } from '../../../src/domain/sql/compile-ddl.ts';
import { PART_ROWS } from '../../../src/domain/sql/lineage.ts';
import { throwIfAborted } from '../../shared/jobs.ts';
import type { Database } from '../db.ts';
import { modelNamed } from '../registry.ts';
import { stageContacts } from './contacts.ts';
import { insertIssues, type NewIssue } from './issues.ts';
import type { SourceReader } from './source-reader.ts';

/** Rows of the source that were seen, before any of them is judged. */
export type StagedCount = {
  records: number;
  rejected: number;
  blank: number;
  /** Names of the files the table is made of, in the order they were read; empty for one. */
  parts: string[];
};

export type StageContext = {
  db: Database;
  reader: SourceReader;
  plan: StagePlan;
  /** Personal columns that are kept. */
  contacts: readonly ContactColumn[];
  labels: UnreadLabels;
  srcFileId: string;
  onProgress: ReportProgress;
  signal: AbortSignal | undefined;
};

const READING = { 'zh-CN': '读取', en: 'Reading' };

function issueOf({ line, column, code, detail }: StructuralReject, base: number): NewIssue {
  return {
    line: base + line,
    column: column === null ? null : `#${column}`,
    severity: 'refused',
    code,
    shape: null,
    message: detail,
  };
}

/** Number of the row before the first line of the batch's part; a part that was not seen yet is noted. */
function partBase(parts: string[], part: string | undefined): number {
  if (part === undefined) return 0;
  if (!parts.includes(part)) parts.push(part);
  return parts.indexOf(part) * PART_ROWS;
}

function batchParams(base: number, srcFileId: string): Param[] {
  return [
    { name: 'base', type: 'BIGINT', value: base },
    { name: 'src_file_id', type: 'VARCHAR', value: srcFileId },
  ];
}

const UNREAD =
  'SELECT coalesce(bit_or(unread), 0)::VARCHAR AS mask FROM stg_rows WHERE unread <> 0 AND NOT is_total AND src_row BETWEEN $first AND $last';
const VERDICTS =
  "UPDATE stg_rows SET verdict = CASE WHEN is_total THEN 'total' ELSE 'refused' END WHERE is_total OR unread & CAST($mask AS BIGINT) <> 0";

/** Notes the cells of the staged batch that could not be read. */
async function noteUnread({ db, plan, labels, srcFileId, signal }: StageContext, batch: StagedBatch, lines: Lines) {
  const { base, first, last } = lines;
  const range: Param[] = [
    { name: 'first', type: 'BIGINT', value: base + first },
    { name: 'last', type: 'BIGINT', value: base + last },
  ];
  const [found] = await db.writtenRows(bindParams(UNREAD, range));
  const mask = BigInt(String(found?.mask ?? '0'));
  if (mask === 0n) return;
  const text = compileUnreadIssues(plan, batch, { ...labels, mask });
  await db.write(bindParams(text, batchParams(base, srcFileId)), signal);
}

type Lines = CellBatch['lines'] & { base: number };

async function stageBatch(context: StageContext, batch: CellBatch, base: number): Promise<void> {
  const { db, plan, contacts, srcFileId, signal } = context;
  if (batch.records > 0) {
    await db.withBatch(batch.bytes, async (path) => {
      const staged = { path, plain: batch.plain };
      await db.write(bindParams(compileStage(plan, staged), batchParams(base, srcFileId)), signal);
      if (batch.plain.includes(false)) await noteUnread(context, staged, { ...batch.lines, base });
    });
    await stageContacts(db, batch, { kept: contacts, base, srcFileId, signal });
  }
  await insertIssues(
    db,
    srcFileId,
    batch.rejected.map((reject) => issueOf(reject, base)),
  );
}

/** Reads a whole table into `stg_rows`, while the reader prepares the next batch on its own thread. */
export async function stageFile(context: StageContext): Promise<StagedCount> {
  const { db, reader, plan, labels, onProgress, signal } = context;
  await db.write(compileTable(modelNamed('stg_rows'), 'temporary'));
  const count: StagedCount = { records: 0, rejected: 0, blank: 0, parts: [] };
  let coming = reader.next();
  for (;;) {
    const batch = await coming;
    throwIfAborted(signal);
    if (batch === null) break;
    coming = reader.next(); // the reader fills the next one while this one is staged
    coming.catch(() => undefined); // told when awaited, also if staging this batch fails first
    await stageBatch(context, batch, partBase(count.parts, batch.part));
    count.records += batch.records;
    count.rejected += batch.rejected.length;
    count.blank += batch.blank;
    onProgress({ phase: READING, done: batch.consumed, total: batch.totalBytes, unit: 'bytes' });
  }
  const mask = refusingMask(plan, labels.refuses);
  await db.write(bindParams(VERDICTS, [{ name: 'mask', type: 'VARCHAR', value: String(mask) }]));
  return count;
}

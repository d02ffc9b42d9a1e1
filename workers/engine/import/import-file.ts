import { AppError, isNotKept } from '../../../src/domain/contracts/errors.ts';
import type { FormatDefinition } from '../../../src/domain/contracts/format.ts';
import type { ImportOptions, ImportReport } from '../../../src/domain/contracts/import.ts';
import type { ReportProgress } from '../../../src/domain/contracts/job.ts';
import { toErrorInfo } from '../../../src/domain/contracts/result.ts';
import type { SourceInspection, SourceTable } from '../../../src/domain/contracts/source.ts';
import type { Database } from '../db.ts';
import { EngineDeath } from '../engine-error.ts';
import { accountRows, controlTotals, countIssues, describeOrders } from './account.ts';
import { forgetOrphans, forgetRefused, keptContacts } from './contacts.ts';
import { exportedAt } from './exported-at.ts';
import { dropStaged, importTable, refusesRow } from './import-table.ts';
import { formatOfMapping, rememberMapping } from './mapping.ts';
import {
  describeMatch,
  headersOf,
  nearMatchNotes,
  personalTreatment,
  recogniseTable,
  type RecognisedTable,
} from './recognise-table.ts';
import { settleCurrent, touchedOrders } from './settle-current.ts';
import { shopNameFor, writeShops } from './shops.ts';
import { findImport, holdsFileOfSize, nextImportNumber, writeSourceFile } from './source-files.ts';
import type { SourceReader } from './source-reader.ts';
import { stageFile, type StagedCount } from './stage-file.ts';
import { cellRules, stagePlan } from './plan-cells.ts';
import { blankReport, describePreamble } from './report.ts';

export type ImportContext = {
  db: Database;
  formats: readonly FormatDefinition[];
  openReader: () => SourceReader;
  now: () => Date;
  /** The vault's 32 bytes that buyers are hashed with. */
  tokenKey: Uint8Array;
  /** Called once the change is in the database and before the report goes out; makes it durable. */
  commit: () => Promise<void>;
};

export type ImportRequest = { file: File; options: ImportOptions };
export type Follow = { onProgress: ReportProgress; signal?: AbortSignal | undefined };

type Task = {
  context: ImportContext;
  file: File;
  options: ImportOptions;
  reader: SourceReader;
  inspection: SourceInspection;
  /** Of the bytes; large files are hashed while they are read. */
  sha256: Promise<string>;
  onProgress: ReportProgress;
  signal: AbortSignal | undefined;
};

const CHECKING = { 'zh-CN': '核对并入库', en: 'Checking and storing' };

/** The layout of a table: what the user said, what the user said before of this header, or what a format claims. */
async function recognise({ context, options }: Task, table: SourceTable): Promise<RecognisedTable | null> {
  const custom = await formatOfMapping(context.db, table, options.mapping);
  return recogniseTable(table, custom ? [custom] : context.formats);
}

/** Has the reader read a table, and stages what it hands over. */
async function stageTable(task: Task, found: RecognisedTable, srcFileId: string): Promise<StagedCount> {
  const { context, file, options, reader, onProgress, signal } = task;
  const { db } = context;
  const plan = stagePlan(found);
  const contacts = keptContacts(db, found);
  const request = {
    tableId: found.table.id,
    headerIndex: found.headerIndex,
    columns: found.headers.length,
    ...(options.encoding && { encoding: options.encoding }),
    ...(options.delimiter && { delimiter: options.delimiter }),
  };
  await reader.open(file, request, cellRules(found, { plan, contacts, key: context.tokenKey }));
  const labels = {
    headers: found.headers.map((name) => name.trim()),
    personal: new Set(found.personal),
    refuses: refusesRow(found),
  };
  return stageFile({ db, reader, plan, contacts, labels, srcFileId, onProgress, signal });
}

/** Stages, judges and stores one recognised table inside the running transaction. */
async function storeTable(task: Task, found: RecognisedTable, report: ImportReport): Promise<ImportReport> {
  const { context, file, options, inspection, onProgress } = task;
  const { db } = context;
  await forgetOrphans(db);
  const number = await nextImportNumber(db);
  const srcFileId = `f${number}`;
  const staged = await stageTable(task, found, srcFileId);
  onProgress({ phase: CHECKING, done: 0, total: null, unit: 'steps' });
  const totals = await controlTotals(db, found);
  const shopName = await shopNameFor(db, found.format.platform, { name: file.name, stated: options.shopName });
  const exported = options.exportedAt?.slice(0, 19).replace('T', ' ') ?? exportedAt(file.name, file.lastModified);
  const notes = await importTable(db, found, { srcFileId, shopName, exportedAt: exported });
  await forgetRefused(db, srcFileId);
  const touched = await touchedOrders(db, srcFileId);
  const { rows, unchangedOrders } = await accountRows(db, srcFileId, staged);
  const described = await describeOrders(db, srcFileId);
  const done: ImportReport = {
    ...report,
    ...described,
    personal: personalTreatment(found, keptContacts(db, found)),
    importId: srcFileId,
    status: 'imported',
    shopName: described.shopId === null ? shopName : described.shopId.slice(described.shopId.indexOf(':') + 1),
    rows,
    ordersNew: described.orders - touched,
    ordersUpdated: touched - unchangedOrders,
    controlTotals: totals,
    issues: await countIssues(db, srcFileId),
    notes: [...report.notes, ...notes],
    importedAt: context.now().toISOString(),
  };
  await writeSourceFile(db, {
    report: done,
    number,
    sha256: await task.sha256,
    inspection,
    exportedAt: exported,
    headers: found.headers,
    mapping: options.mapping ?? null,
    parts: staged.parts,
  });
  if (touched > 0) await settleCurrent(db);
  await db.write('DROP TABLE touched_orders');
  await writeShops(db, found.format, srcFileId);
  await dropStaged(db);
  if (options.mapping) await rememberMapping(db, found.headers, options.mapping);
  return done;
}

const SKIPPED = { 'zh-CN': '已跳过“{name}”：{reason}', en: 'Left aside “{name}”: {reason}' };

/** What is known of a table before a row of it is read. */
function reportFor({ file, inspection }: Task, table: SourceTable, found: RecognisedTable | null): ImportReport {
  const headerIndex = found?.headerIndex ?? headersOf(table)?.index ?? 0;
  const known: ImportReport = {
    ...blankReport(file.name, table.name),
    container: inspection.container,
    encoding: table.encoding,
    delimiter: table.delimiter,
    headerLine: table.headLines[headerIndex] ?? null,
    preamble: describePreamble(table, headerIndex),
    notes: inspection.skipped.map(({ name, reason }) => ({
      code: 'part_skipped',
      text: SKIPPED,
      params: { name, reason },
    })),
  };
  return found ? { ...known, ...describeMatch(found) } : known;
}

async function importOne(task: Task, table: SourceTable): Promise<ImportReport> {
  const { db, commit } = task.context;
  const found = await recognise(task, table);
  const report = reportFor(task, table, found);
  if (!found)
    return {
      ...report,
      status: 'needs_mapping',
      notes: [...report.notes, ...nearMatchNotes(table, task.context.formats)],
    };
  const mayBeKnown = await holdsFileOfSize(db, task.file.size);
  const earlier = mayBeKnown ? await findImport(db, await task.sha256, table.name) : null;
  if (earlier && !task.options.mapping) {
    const { read } = earlier.rows;
    return {
      ...earlier,
      fileName: task.file.name,
      status: 'unchanged',
      rows: { read, kept: 0, duplicate: read, quarantined: 0, dropped: 0 },
      ordersNew: 0,
      ordersUpdated: 0,
    };
  }
  const done = await db.transaction(() => storeTable(task, found, report));
  await commit();
  return done;
}

/** @throws what was thrown when the engine is dead, or holds what is not kept: nothing more can be said on it. */
function failed(report: ImportReport, thrown: unknown): ImportReport {
  if (thrown instanceof EngineDeath || isNotKept(thrown)) throw thrown;
  const cancelled = thrown instanceof AppError && thrown.code === 'CANCELLED';
  return { ...report, status: cancelled ? 'cancelled' : 'failed', error: toErrorInfo(thrown) };
}

async function openTask(
  context: ImportContext,
  { file, options }: ImportRequest,
  follow: Follow & { reader: SourceReader },
): Promise<Task> {
  const { encoding, delimiter } = options;
  const inspection = await follow.reader.inspect(file, {
    ...(encoding && { encoding }),
    ...(delimiter && { delimiter }),
  });
  const sha256 = inspection.sha256 === '' ? follow.reader.digest(file) : Promise.resolve(inspection.sha256);
  sha256.catch(() => undefined); // told when it is awaited
  return {
    context,
    file,
    options,
    inspection,
    sha256,
    reader: follow.reader,
    onProgress: follow.onProgress,
    signal: follow.signal,
  };
}

async function importSafely(task: Task, table: SourceTable): Promise<ImportReport> {
  try {
    return await importOne(task, table);
  } catch (thrown) {
    return failed(reportFor(task, table, null), thrown);
  }
}

/**
 * Imports every table of a file, each in one transaction. A file that cannot be read is a report that says so, not an
 * exception; only a dead engine and a commit that failed are thrown.
 */
export async function importFile(
  context: ImportContext,
  request: ImportRequest,
  follow: Follow,
): Promise<ImportReport[]> {
  const started = performance.now();
  const { file } = request;
  const reader = context.openReader();
  const timed = (report: ImportReport): ImportReport => ({
    ...report,
    millis: Math.round(performance.now() - started),
  });
  try {
    const task = await openTask(context, request, { ...follow, reader });
    const reports: ImportReport[] = [];
    for (const table of task.inspection.tables) reports.push(timed(await importSafely(task, table)));
    return reports;
  } catch (thrown) {
    return [timed(failed(blankReport(file.name, ''), thrown))];
  } finally {
    reader.dispose();
  }
}

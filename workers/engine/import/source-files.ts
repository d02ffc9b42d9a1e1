import type { ColumnMapping, ImportReport } from '../../../src/domain/contracts/import.ts';
import type { SourceInspection } from '../../../src/domain/contracts/source.ts';
import { bindParams, type Param } from '../../../src/domain/sql/bind-params.ts';
import { compileInsert, compileRow } from '../../../src/domain/sql/compile-ddl.ts';
import { PART_SEPARATOR } from '../../../src/domain/sql/lineage.ts';
import type { Database } from '../db.ts';

const text = (name: string, value: string | null): Param => ({ name, type: 'VARCHAR', value });
const number = (name: string, value: number | null): Param => ({ name, type: 'DOUBLE', value });

/** The number the next import gets; never one that was used before. */
export async function nextImportNumber(db: Database): Promise<number> {
  const [found] = await db.writtenRows("SELECT nextval('import_numbers') AS n");
  return Number(found?.n ?? 1);
}

/** Only `writeSourceFile` writes these; what an older release left out is not read as a report. */
function isReport(value: unknown): value is ImportReport {
  return typeof value === 'object' && value !== null && 'importId' in value && 'rows' in value && 'issues' in value;
}

function readReport(json: unknown): ImportReport | null {
  const value: unknown = typeof json === 'string' ? JSON.parse(json) : null;
  return isReport(value) ? value : null;
}

/** Whether a standing import is of a file of this size; no other can be of the same bytes. */
export async function holdsFileOfSize(db: Database, byteSize: number): Promise<boolean> {
  const rows = await db.writtenRows(
    bindParams('SELECT 1 AS one FROM source_file WHERE byte_size = $byte_size LIMIT 1', [
      number('byte_size', byteSize),
    ]),
  );
  return rows.length > 0;
}

/** The standing import of the same bytes, or null. */
export async function findImport(db: Database, sha256: string, sheet: string): Promise<ImportReport | null> {
  const [found] = await db.writtenRows(
    bindParams(
      'SELECT report_json FROM source_file WHERE sha256 = $sha256 AND sheet = $sheet ORDER BY import_number DESC LIMIT 1',
      [text('sha256', sha256), text('sheet', sheet)],
    ),
  );
  return readReport(found?.report_json);
}

/** Reports of all standing imports, the latest first. */
export async function listImports(db: Database): Promise<ImportReport[]> {
  const rows = await db.writtenRows('SELECT report_json FROM source_file ORDER BY import_number DESC');
  return rows.flatMap(({ report_json }) => readReport(report_json) ?? []);
}

/** One import by its id, or null. */
export async function importById(db: Database, importId: string): Promise<ImportReport | null> {
  const [found] = await db.writtenRows(
    bindParams('SELECT report_json FROM source_file WHERE src_file_id = $id', [text('id', importId)]),
  );
  return readReport(found?.report_json);
}

export type SourceFileEntry = {
  report: ImportReport;
  number: number;
  sha256: string;
  inspection: SourceInspection;
  exportedAt: string;
  headers: readonly string[];
  mapping: ColumnMapping | null;
  /** Names of the zip entries the table is made of; empty for one file. */
  parts: readonly string[];
};

/** How the bytes were read. */
function sourceParams({ report, inspection, parts, ...entry }: SourceFileEntry): Param[] {
  return [
    text('src_file_id', report.importId),
    number('import_number', entry.number),
    text('sha256', entry.sha256),
    text('file_name', report.fileName),
    number('byte_size', inspection.byteSize),
    text('imported_at_utc', report.importedAt.slice(0, 19).replace('T', ' ')),
    text('exported_at', entry.exportedAt),
    text('format_slug', report.formatId),
    number('match_score', report.matchScore),
    text('detected_encoding', report.encoding),
    text('container', report.container),
    text('sheet', report.sheet),
    text('parts', parts.length === 0 ? null : parts.join(PART_SEPARATOR)),
    number('header_row', report.headerLine),
    text('header_json', JSON.stringify(entry.headers)),
    text('mapping_json', entry.mapping === null ? null : JSON.stringify(entry.mapping)),
  ];
}

/** What became of its rows. */
function outcomeParams(report: ImportReport): Param[] {
  const [control] = report.controlTotals;
  return [
    text('shop_id', report.shopId),
    text('period_start', report.period?.from ?? null),
    text('period_end', report.period?.to ?? null),
    text('period_basis', 'order_created'),
    number('rows_read', report.rows.read),
    number('rows_kept', report.rows.kept),
    number('rows_duplicate', report.rows.duplicate),
    number('rows_rejected', report.rows.quarantined),
    number('rows_total_dropped', report.rows.dropped),
    text('control_total_expected', control?.stated ?? null),
    text('control_total_actual', control?.summed ?? null),
    text('report_json', JSON.stringify(report)),
  ];
}

/** Stores what was imported and what became of it. */
export async function writeSourceFile(db: Database, entry: SourceFileEntry): Promise<void> {
  const params = [...sourceParams(entry), ...outcomeParams(entry.report)];
  await db.write(bindParams(compileInsert('source_file', compileRow(params.map(({ name }) => name))), params));
}

import { AppError } from '../../../src/domain/contracts/errors.ts';
import { beat } from '../heartbeat.ts';
import { HEAD_ROWS, LIMITS } from '../limits.ts';
import type { ArchiveEntry } from '../open-archive.ts';
import type { Parts } from '../part.ts';
import { type Grid, type GridRow, type Merge, readGridPart } from '../read-grid.ts';
import { openWorkbook, type SheetEntry, type Workbook } from './open-workbook.ts';
import { columnOf, SheetScanner } from './scan-sheet.ts';
import { SharedStrings } from './shared-strings.ts';
import { attribute, openingTags } from './xml-text.ts';

/** Of a sheet larger than this (unpacked) the merged cells, which stand behind its rows, are not looked up. */
const MERGES_UP_TO = 48 * 1024 * 1024;
/** Characters looked at in one go: few, so that what they become is short-lived; a few rows need few shared strings. */
const PIECE = 128 * 1024;

/** The tables of an XLSX package. @throws AppError when it is damaged, unsafe or too large. */
export async function readWorkbook(file: string, entries: readonly ArchiveEntry[]): Promise<Parts> {
  const workbook = await openWorkbook(file, entries);
  const found: Parts = { container: 'xlsx', parts: [], skipped: workbook.skipped };
  for (const sheet of workbook.sheets) {
    const part = await readGridPart(file, sheetGrid(file, workbook, sheet));
    if (part === null) found.skipped.push({ name: sheet.name, reason: 'empty' });
    else found.parts.push(part);
  }
  return found;
}

/** One sheet of an XLSX package as rows of text. */
export function sheetGrid(file: string, workbook: Workbook, { name, entry }: SheetEntry): Grid {
  return {
    name,
    container: 'xlsx',
    encoding: null,
    byteSize: entry.size,
    rowCount: Math.max(1, Math.round(entry.size / 600)),
    rows: (headOnly) => sheetRows({ file, workbook, entry }, headOnly),
    merges: () => headMerges(entry),
  };
}

/** A sheet and what its cells refer to. */
type SheetSource = { file: string; workbook: Workbook; entry: ArchiveEntry };

async function* sheetRows(
  { file, workbook, entry }: SheetSource,
  headOnly: boolean,
): AsyncGenerator<{ rows: GridRow[]; progress: number }> {
  const { styles, epoch1904 } = workbook;
  const strings = new SharedStrings(file, workbook.strings?.source ?? null);
  if (!headOnly) await strings.loadAll();
  const scanner = new SheetScanner({ string: (index) => strings.get(index), styles, epoch1904 });
  for await (const { xml, progress } of sheetPieces(file, entry)) {
    let rows = scanner.push(xml);
    if (headOnly && (await strings.loadWanted())) rows = scanner.again();
    if (scanner.held > LIMITS.sheetRow) throw new AppError('FILE_TOO_LARGE', { file, reason: 'line_too_long' });
    beat();
    yield { rows, progress };
  }
}

/** The XML of a sheet in short pieces. @throws AppError FILE_UNSAFE for a DOCTYPE */
async function* sheetPieces(file: string, entry: ArchiveEntry): AsyncGenerator<{ xml: string; progress: number }> {
  const decoder = new TextDecoder();
  let progress = 0;
  for await (const chunk of entry.source.chunks()) {
    const xml = decoder.decode(chunk, { stream: true });
    if (progress === 0 && /<!DOCTYPE/iu.test(xml.slice(0, 65_536))) {
      throw new AppError('FILE_UNSAFE', { file, reason: 'doctype' });
    }
    progress += chunk.length;
    for (let at = 0; at < xml.length; at += PIECE) yield { xml: xml.slice(at, at + PIECE), progress };
  }
}

/** Merged rectangles of the first rows; they stand behind the cells, so the whole sheet is passed over. */
async function headMerges(entry: ArchiveEntry): Promise<Merge[]> {
  if (entry.size > MERGES_UP_TO) return [];
  const decoder = new TextDecoder();
  const merges: Merge[] = [];
  let rest = '';
  for await (const chunk of entry.source.chunks()) {
    const xml = rest + decoder.decode(chunk, { stream: true });
    for (const tag of openingTags(xml, 'mergeCell')) {
      const merge = parseMerge(attribute(tag, 'ref') ?? '');
      if (merge !== null && merge.top <= HEAD_ROWS * 2) merges.push(merge);
    }
    rest = xml.slice(-256).replace(/^[\s\S]*>/u, '');
    beat();
  }
  return merges;
}

function parseMerge(reference: string): Merge | null {
  const found = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/u.exec(reference);
  if (found === null) return null;
  const [, left = '', top = '', right = '', bottom = ''] = found;
  return { top: Number(top), left: columnOf(left), bottom: Number(bottom), right: columnOf(right) };
}

import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import { AppError } from '../../src/domain/contracts/errors.ts';
import type { Container } from '../../src/domain/contracts/source.ts';
import type { ByteSource } from './byte-source.ts';
import { beat } from './heartbeat.ts';
import type { Parts } from './part.ts';
import { type Grid, type GridRow, type Merge, readGridPart } from './read-grid.ts';
import { dateText, formatKind, numberText, plainDecimal } from './read-xlsx/cell-text.ts';

const ERROR_TEXTS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
  0x2b: '#GETTING_DATA',
};

/** Names of streams in a compound file, as it spells them. */
function utf16(name: string): Uint8Array {
  return Uint8Array.from([...name].flatMap((char) => [char.charCodeAt(0), 0]));
}

function holds(bytes: Uint8Array, name: string): boolean {
  const wanted = utf16(name);
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return true;
  }
  return false;
}

/** @throws AppError FILE_ENCRYPTED for a package with a password, FILE_NOT_A_TABLE for other documents. */
function checkCompound(file: string, bytes: Uint8Array): void {
  if (bytes[0] !== 0xd0) return;
  if (holds(bytes, 'EncryptedPackage')) throw new AppError('FILE_ENCRYPTED', { file });
  if (holds(bytes, 'Workbook') || holds(bytes, 'Book') || holds(bytes, 'WORKBOOK') || holds(bytes, 'BOOK')) return;
  if (holds(bytes, 'WordDocument')) throw new AppError('FILE_NOT_A_TABLE', { file, kind: 'Word' });
  if (holds(bytes, 'PowerPoint Document')) throw new AppError('FILE_NOT_A_TABLE', { file, kind: 'PowerPoint' });
  throw new AppError('FILE_NOT_A_TABLE', { file, kind: 'binary' });
}

/** Loaded only when such a file turns up; its code pages make GBK texts of BIFF5 readable. */
async function parse(file: string, bytes: Uint8Array): Promise<WorkBook> {
  const xlsx = await import('@e965/xlsx');
  const codePages: unknown = await import('@e965/xlsx/dist/cpexcel.full.mjs');
  xlsx.set_cptable(codePages);
  beat();
  try {
    return xlsx.read(bytes, {
      type: 'array',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
    });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : '';
    if (/password|encrypt/iu.test(message)) throw new AppError('FILE_ENCRYPTED', { file }, { cause });
    throw new AppError('FILE_DAMAGED', { file, reason: 'workbook_unreadable' }, { cause });
  }
}

/** Text of a cell in the form that `readWorkbook` gives the cells of an XLSX. */
export function oldCellText(cell: CellObject | undefined, epoch1904: boolean): string {
  const value = cell?.v;
  if (cell === undefined || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return value.toISOString().slice(0, 19).replace('T', ' ');
  return cell.t === 'e' ? (ERROR_TEXTS[value] ?? '#N/A') : oldNumberText(value, cell.z, epoch1904);
}

function oldNumberText(value: number, format: CellObject['z'], epoch1904: boolean): string {
  const kind = typeof format === 'string' ? formatKind(format) : 'number';
  const shown = kind === 'number' ? null : dateText(value, kind, epoch1904);
  return shown ?? numberText(Number.isSafeInteger(value) ? plainDecimal(value) : String(value));
}

function rowsOf(sheet: WorkSheet, epoch1904: boolean): GridRow[] {
  const data = sheet['!data'] ?? [];
  const rows: GridRow[] = [];
  data.forEach((cells, row) => {
    const texts = Array.from(cells, (cell: CellObject | undefined) => oldCellText(cell, epoch1904));
    while (texts.at(-1) === '') texts.pop();
    if (texts.length > 0) rows.push({ row: row + 1, cells: texts });
  });
  return rows;
}

function mergesOf(sheet: WorkSheet): Merge[] {
  return (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r + 1, left: s.c + 1, bottom: e.r + 1, right: e.c + 1 }));
}

/** The tables of a workbook of an older or rarer kind. @throws AppError when it has a password or cannot be read. */
export async function readOldWorkbook(source: ByteSource, container: Container): Promise<Parts> {
  const bytes = new Uint8Array(await (await source.whole()).arrayBuffer());
  checkCompound(source.name, bytes);
  const book = await parse(source.name, bytes);
  beat();
  const found: Parts = { container, parts: [], skipped: [] };
  const about = { container, byteSize: bytes.length, epoch1904: book.Workbook?.WBProps?.date1904 === true };
  const hidden = book.SheetNames.map((_, i) => (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0);
  for (const [i, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name];
    if (sheet === undefined) continue;
    if (hidden[i] === true && !hidden.every(Boolean)) found.skipped.push({ name, reason: 'hidden_sheet' });
    else if (sheet['!type'] === 'chart') found.skipped.push({ name, reason: 'chart_sheet' });
    else {
      const part = await readGridPart(source.name, sheetGrid(name, sheet, about));
      if (part === null) found.skipped.push({ name, reason: 'empty' });
      else found.parts.push(part);
    }
  }
  return found;
}

type BookFacts = { container: Container; byteSize: number; epoch1904: boolean };

function sheetGrid(name: string, sheet: WorkSheet, { container, byteSize, epoch1904 }: BookFacts): Grid {
  return {
    name,
    container,
    encoding: null,
    byteSize,
    rowCount: sheet['!data']?.length ?? null,
    async *rows() {
      yield { rows: rowsOf(sheet, epoch1904), progress: byteSize };
    },
    merges: () => Promise.resolve(mergesOf(sheet)),
  };
}

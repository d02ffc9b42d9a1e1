import { AppError } from '../../../src/domain/contracts/errors.ts';
import { type ArchiveEntry, checkRatio } from '../open-archive.ts';
import { LIMITS } from '../limits.ts';
import type { SkippedPart } from '../part.ts';
import { builtinKind, formatKind } from './cell-text.ts';
import type { NumberKind } from './serial-date.ts';
import { attribute, openingTags } from './xml-text.ts';

/** A sheet of the workbook and the entry its cells are in. */
export type SheetEntry = { name: string; entry: ArchiveEntry };

/** What must be known of a workbook before its cells can be read. */
export type Workbook = {
  sheets: SheetEntry[];
  skipped: SkippedPart[];
  strings: ArchiveEntry | null;
  styles: NumberKind[];
  epoch1904: boolean;
};

/** Parts small enough to be read whole: the workbook, its relations, its styles. */
async function readXml(file: string, entry: ArchiveEntry): Promise<string> {
  const blob = await entry.source.whole();
  if (blob.size > LIMITS.heldWhole / 8) throw new AppError('FILE_TOO_LARGE', { file, reason: 'unpacked_too_large' });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  const xml = new TextDecoder(wide).decode(bytes);
  if (/<!DOCTYPE/iu.test(xml)) throw new AppError('FILE_UNSAFE', { file, reason: 'doctype' });
  return xml;
}

type Relation = { target: string; type: string };

const NO_RELATION: Relation = { target: '', type: '' };

/** Relations of a part by id, targets made absolute. */
function relationsOf(xml: string, folder: string): Map<string, Relation> {
  const relations = new Map<string, Relation>();
  for (const tag of openingTags(xml, 'Relationship')) {
    const target = attribute(tag, 'Target') ?? '';
    relations.set(attribute(tag, 'Id') ?? '', {
      target: resolvePath(folder, target),
      type: attribute(tag, 'Type') ?? '',
    });
  }
  return relations;
}

function resolvePath(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith('/') ? target : `${folder}/${target}`).split(/[\\/]/u)) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/').toLowerCase();
}

class PackageParts {
  readonly #byPath = new Map<string, ArchiveEntry>();

  constructor(entries: readonly ArchiveEntry[]) {
    for (const entry of entries)
      this.#byPath.set(entry.name.replaceAll('\\', '/').replace(/^\/+/u, '').toLowerCase(), entry);
  }

  get(path: string): ArchiveEntry | null {
    return this.#byPath.get(path) ?? null;
  }
}

/** Path of the main part: named by the package, or where it always is. */
async function workbookPath(file: string, parts: PackageParts): Promise<string> {
  const root = parts.get('_rels/.rels');
  if (root !== null) {
    for (const { target, type } of relationsOf(await readXml(file, root), '').values()) {
      if (type.endsWith('/officeDocument') && parts.get(target) !== null) return target;
    }
  }
  return 'xl/workbook.xml';
}

/**
 * Reads the plan of an XLSX package.
 * @throws AppError FILE_DAMAGED when there is none, FILE_UNSAFE for a DOCTYPE or a part packed too tightly.
 */
export async function openWorkbook(file: string, entries: readonly ArchiveEntry[]): Promise<Workbook> {
  for (const { size, packed } of entries) checkRatio(file, size, packed);
  const parts = new PackageParts(entries);
  const path = await workbookPath(file, parts);
  const main = parts.get(path);
  if (main === null) throw new AppError('FILE_DAMAGED', { file, reason: 'workbook_unreadable' });
  const folder = path.split('/').slice(0, -1).join('/');
  const relationsPart = parts.get(`${folder}/_rels/${path.split('/').at(-1) ?? ''}.rels`.replace(/^\//u, ''));
  const relations =
    relationsPart === null ? new Map<string, Relation>() : relationsOf(await readXml(file, relationsPart), folder);
  const byType = (type: string): ArchiveEntry | null => {
    const relation = [...relations.values()].find((candidate) => candidate.type.endsWith(`/${type}`));
    return relation === undefined ? null : parts.get(relation.target);
  };
  const xml = await readXml(file, main);
  const stylesPart = byType('styles');
  return {
    ...listSheets(xml, relations, parts),
    strings: byType('sharedStrings'),
    styles: stylesPart === null ? [] : styleKinds(await readXml(file, stylesPart)),
    epoch1904: openingTags(xml, 'workbookPr').some((tag) => /^(?:1|true|on)$/iu.test(attribute(tag, 'date1904') ?? '')),
  };
}

/** A sheet names its relation as `r:id`, beside a `sheetId` that is something else. */
function relationOf(tag: string, relations: ReadonlyMap<string, Relation>): Relation {
  return relations.get(attribute(tag.replace(/\ssheetId=/u, ' number='), 'id') ?? '') ?? NO_RELATION;
}

function listSheets(
  xml: string,
  relations: ReadonlyMap<string, Relation>,
  parts: PackageParts,
): Pick<Workbook, 'sheets' | 'skipped'> {
  const sheets: SheetEntry[] = [];
  const hidden: SheetEntry[] = [];
  const skipped: SkippedPart[] = [];
  for (const tag of openingTags(xml, 'sheet')) {
    const name = attribute(tag, 'name') ?? '';
    const { target, type } = relationOf(tag, relations);
    const entry = parts.get(target);
    const list = /\sstate\s*=\s*["'](?:very)?hidden/iu.test(tag) ? hidden : sheets;
    if (entry !== null && type.endsWith('/worksheet')) list.push({ name, entry });
    else skipped.push({ name, reason: type.endsWith('/chartsheet') ? 'chart_sheet' : 'not_a_table' });
  }
  // A workbook with nothing but hidden sheets is read all the same.
  if (sheets.length === 0) return { sheets: hidden, skipped };
  return { sheets, skipped: [...skipped, ...hidden.map(({ name }) => ({ name, reason: 'hidden_sheet' }))] };
}

/** What each cell style (by its position in `cellXfs`) shows. */
function styleKinds(xml: string): NumberKind[] {
  const custom = new Map<number, NumberKind>();
  for (const tag of openingTags(xml, 'numFmt')) {
    custom.set(Number(attribute(tag, 'numFmtId')), formatKind(attribute(tag, 'formatCode') ?? ''));
  }
  const section = /<(?:[\w.-]+:)?cellXfs[\s>][\s\S]*?<\/(?:[\w.-]+:)?cellXfs>/u.exec(xml)?.[0] ?? '';
  return openingTags(section, 'xf').map((tag) => {
    const id = Number(attribute(tag, 'numFmtId') ?? 0);
    return custom.get(id) ?? builtinKind(id);
  });
}

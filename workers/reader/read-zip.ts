import { AppError } from '../../src/domain/contracts/errors.ts';
import type { ByteSource } from './byte-source.ts';
import type { ArchiveEntry } from './open-archive.ts';
import type { Parts } from './part.ts';

/** What a zip is by the names of its entries. */
type ZipKind = 'xlsx' | 'xlsb' | 'ods' | 'zip' | { refused: string };

const REFUSED: readonly (readonly [string, RegExp])[] = [
  ['Word', /^word\/document/u],
  ['PowerPoint', /^ppt\/presentation/u],
  ['Numbers', /\.iwa$|^index\.zip$/u],
  ['Java', /^classes\.dex$|^meta-inf\/manifest\.mf$/u],
];

const WORKBOOKS: readonly (readonly ['xlsx' | 'xlsb' | 'ods', RegExp])[] = [
  ['xlsb', /^xl\/workbook\.bin$/u],
  ['xlsx', /^\[content_types\]\.xml$|^xl\/workbook\.xml$/u],
  ['ods', /^meta-inf\/manifest\.xml$/u],
];

/** Tells a workbook from an archive of files. */
export function zipKind(entries: readonly ArchiveEntry[]): ZipKind {
  const names = entries.map(({ name }) => name.replaceAll('\\', '/').toLowerCase());
  const has = ([, pattern]: readonly [string, RegExp]): boolean => names.some((name) => pattern.test(name));
  const refused = REFUSED.find(has)?.[0];
  return refused === undefined ? (WORKBOOKS.find(has)?.[0] ?? 'zip') : { refused };
}

const LITTER = /(?:^|\/)(?:__macosx\/|\.(?!\.?\/)|thumbs\.db$|desktop\.ini$)/iu;

/** A name for the screen: the last step of whatever path the archive states. */
function displayName(name: string): string {
  return name.replaceAll('\\', '/').split('/').at(-1) || name;
}

/**
 * The tables of all files of an archive.
 * @throws AppError FILE_ENCRYPTED when a file has a password, FILE_NOT_A_TABLE when there is nothing to read.
 */
export async function readZip(
  file: string,
  entries: readonly ArchiveEntry[],
  read: (source: ByteSource) => Promise<Parts>,
): Promise<Parts> {
  if (entries.some(({ encrypted }) => encrypted)) throw new AppError('FILE_ENCRYPTED', { file });
  const found: Parts = { container: 'zip', parts: [], skipped: [] };
  for (const { name, size, source } of entries) {
    if (LITTER.test(name.replaceAll('\\', '/'))) continue;
    const shown = displayName(name);
    if (size === 0) {
      found.skipped.push({ name: shown, reason: 'empty' });
      continue;
    }
    try {
      const { parts, skipped } = await read({ ...source, name: shown });
      found.parts.push(...parts.map((part) => ({ ...part, name: entryTitle(shown, part.name) })));
      found.skipped.push(...skipped.map((skip) => ({ ...skip, name: entryTitle(shown, skip.name) })));
    } catch (error) {
      const reason = skipReason(error);
      if (reason === null) throw error;
      found.skipped.push({ name: shown, reason });
    }
  }
  leaveOutNotes(found);
  if (found.parts.length === 0) throw new AppError('FILE_NOT_A_TABLE', { file, kind: 'archive_without_tables' });
  return found;
}

const entryTitle = (entry: string, part: string): string =>
  part === '' || part === entry ? entry : `${entry} · ${part}`;

/** Files beside the tables do not spoil them; a damaged or dangerous one does. */
function skipReason(error: unknown): string | null {
  if (!(error instanceof AppError)) return null;
  if (error.code === 'FILE_EMPTY') return 'empty';
  if (error.code !== 'FILE_NOT_A_TABLE') return null;
  return error.params['kind'] === 'nested_archive' ? 'nested_archive' : 'not_a_table';
}

/** A text of one column beside real tables is a note to the reader. */
function leaveOutNotes(found: Parts): void {
  const isNote = ({ head, container }: Parts['parts'][number]): boolean =>
    container === 'text' && head.every((row) => row.length <= 1);
  const tables = found.parts.filter((part) => !isNote(part));
  if (tables.length === 0) return;
  found.skipped.push(...found.parts.filter(isNote).map(({ name }) => ({ name, reason: 'single_column' })));
  found.parts = tables;
}

import { HEAD_ROWS } from '../limits.ts';
import type { ArchiveEntry } from '../open-archive.ts';
import type { Merge } from '../read-grid.ts';
import { columnIn } from './cell-tag.ts';
import { utf8Pieces } from './utf8-pieces.ts';
import { ascii, find } from './xml-bytes.ts';
import { attribute, openingTags } from './xml-text.ts';

/** Of a sheet larger than this (unpacked) the merged cells, which stand behind its rows, are not looked up. */
const MERGES_UP_TO = 48 * 1024 * 1024;
/** Longest stretch that may be cut between two pieces: a tag. */
const OVERLAP = 256;
const MERGE = ascii('mergeCell');

/** Merged rectangles of the first rows; they stand behind the cells, so the whole sheet is passed over. */
export async function headMerges(file: string, entry: ArchiveEntry): Promise<Merge[]> {
  if (entry.size > MERGES_UP_TO) return [];
  const merges: Merge[] = [];
  let rest = new Uint8Array(0);
  for await (const piece of utf8Pieces(file, entry)) {
    const bytes = new Uint8Array(rest.length + piece.length);
    bytes.set(rest);
    bytes.set(piece, rest.length);
    const first = find(bytes, MERGE, 0);
    if (first >= 0) merges.push(...mergesIn(new TextDecoder().decode(bytes.subarray(Math.max(0, first - OVERLAP)))));
    rest = bytes.slice(Math.max(bytes.lastIndexOf(0x3e) + 1, bytes.length - OVERLAP));
  }
  return merges;
}

function mergesIn(xml: string): Merge[] {
  return openingTags(xml, 'mergeCell').flatMap((tag) => {
    const merge = parseMerge(attribute(tag, 'ref') ?? '');
    return merge !== null && merge.top <= HEAD_ROWS * 2 ? [merge] : [];
  });
}

function parseMerge(reference: string): Merge | null {
  const found = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/u.exec(reference);
  if (found === null) return null;
  const [, left = '', top = '', right = '', bottom = ''] = found;
  const columnOf = (letters: string): number => columnIn(ascii(letters), 0, letters.length);
  return { top: Number(top), left: columnOf(left), bottom: Number(bottom), right: columnOf(right) };
}

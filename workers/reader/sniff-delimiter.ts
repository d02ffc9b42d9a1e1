import type { Delimiter } from '../../src/domain/contracts/source.ts';
import { type HeadText, readHead, type TextHead } from './read-head.ts';

/** `firstLine`: a `sep=` line above it states the delimiter and is not data. `null`: one column. */
export type DelimiterGuess = { delimiter: Delimiter | null; firstLine: number };

const CANDIDATES = [',', '\t', ';', '|'] as const;

function statedDelimiter(bytes: Uint8Array): Delimiter | null {
  const line = new TextDecoder().decode(bytes.subarray(0, 16));
  const stated = /^"?sep=([,\t;|])"?(?:\r|\n)/iu.exec(line)?.[1];
  return CANDIDATES.find((candidate) => candidate === stated) ?? null;
}

const NUMBER = /^[\s"'=]*[-+]?[\d.,:/-]+%?[\s"']*$/u;

/** Does a cell hold nothing but a number, a date or a time? */
function isNumberLike(cell: string): boolean {
  return NUMBER.test(cell);
}

/** The most frequent number of cells (above one), and how many rows have it; the wider one when equally frequent. */
function commonWidth(rows: readonly (readonly string[])[]): { width: number; records: number } {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let best = { width: 1, records: 0 };
  for (const [width, records] of counts) {
    if (width > 1 && (records > best.records || (records === best.records && width > best.width)))
      best = { width, records };
  }
  return best;
}

/** Does a row read like names: mostly full, different from each other, not numbers? */
function looksLikeNames(row: readonly string[] | undefined): boolean {
  if (row === undefined) return false;
  const named = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return named.length >= row.length * 0.8 && new Set(named).size >= named.length * 0.9 && !named.some(isNumberLike);
}

function score(head: TextHead): number {
  const { rows } = head;
  const { width, records } = commonWidth(rows);
  if (records === 0) return 0;
  const first = rows.find((row) => row.length === width);
  const consistency = (records - head.brokenQuotes) / rows.length;
  const header = looksLikeNames(first) ? 1.5 : 1;
  return consistency * header * (1 + Math.log2(width) / 8);
}

/** Listings in columns of blanks: aligned by runs of blanks or indented, the same count everywhere, numbers among them. */
function isBlankSeparated(text: HeadText): boolean {
  const { rows } = readHead(text, 'space');
  const { width, records } = commonWidth(rows);
  if (rows.length < 3 || records < rows.length * 0.9) return false;
  const lines = new TextDecoder()
    .decode(text.bytes.subarray(0, 65536))
    .split(/\r\n|[\r\n]/u)
    .slice(0, rows.length);
  const aligned = lines.filter((line) => /^ |\S {2,}\S/u.test(line)).length;
  if (aligned < lines.length * 0.5) return false;
  const body = rows.filter((row) => row.length === width).slice(1);
  for (let column = 0; column < width; column++) {
    if (body.filter((row) => isNumberLike(row[column] ?? '')).length >= body.length * 0.9) return true;
  }
  return false;
}

/** Rows of very different widths (shopping baskets): the delimiter that most records hold. */
function mostUsed(heads: readonly (readonly [Delimiter, TextHead])[]): Delimiter | null {
  let best: { delimiter: Delimiter; share: number } | null = null;
  for (const [delimiter, { rows }] of heads) {
    const share = rows.filter((row) => row.length > 1).length / rows.length;
    if (share > 0.5 && share > (best?.share ?? 0)) best = { delimiter, share };
  }
  return best?.delimiter ?? null;
}

/**
 * Tells the delimiter from the head of a text (UTF-8) by the consistency of the counts outside quotes.
 * A few lines of other widths above or below the table do not mislead it.
 */
export function sniffDelimiter(text: HeadText): DelimiterGuess {
  const stated = statedDelimiter(text.bytes);
  if (stated !== null) return { delimiter: stated, firstLine: 2 };
  const heads = CANDIDATES.map((candidate) => [candidate, readHead(text, candidate)] as const);
  let best: { delimiter: Delimiter | null; score: number } = { delimiter: null, score: 0 };
  for (const [delimiter, head] of heads) {
    const found = head.rows.length === 0 ? 0 : score(head);
    if (found > best.score) best = { delimiter, score: found };
  }
  if (best.score >= 0.5) return { delimiter: best.delimiter, firstLine: 1 };
  if (isBlankSeparated(text)) return { delimiter: 'space', firstLine: 1 };
  const used = mostUsed(heads);
  return { delimiter: used ?? (best.score > 0.2 ? best.delimiter : null), firstLine: 1 };
}

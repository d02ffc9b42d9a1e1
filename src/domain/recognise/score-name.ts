import type { FieldName } from '../contracts/canonical.ts';
import { bareName, SYNONYMS } from './field-synonyms.ts';

export type NameScore = {
  readonly score: number;
  readonly how: 'same' | 'alike' | 'contains';
  readonly synonym: string;
};

/**
 * How well a header names a field, 0…1: the same name (1, a little less further down the list), a name with a slip of the
 * pen (about 0.85), or a longer name that ends in a known one (0.5…0.75, by how much is left over).
 *
 * @returns null when the header does not remind of the field.
 */
export function scoreName(header: string, field: FieldName): NameScore | null {
  const name = bareName(header);
  const synonyms = SYNONYMS.get(field) ?? [];
  if (name === '') return null;
  const rank = synonyms.indexOf(name);
  if (rank >= 0) return { score: 1 - Math.min(rank, 40) * 0.004, how: 'same', synonym: name };
  return bestOf([
    ...synonyms.map((synonym) => slip(name, synonym)),
    ...synonyms.map((synonym) => part(header, name, synonym)),
  ]);
}

function bestOf(scores: readonly (NameScore | null)[]): NameScore | null {
  return scores.reduce((best, one) => (one !== null && (best === null || one.score > best.score) ? one : best), null);
}

/** Slips of the pen: one in names of six letters and more, two from fourteen on; none in Chinese. */
function slip(name: string, synonym: string): NameScore | null {
  const shorter = Math.min(name.length, synonym.length);
  const allowed = /\p{Script=Han}/u.test(name) || shorter < 6 ? 0 : shorter < 14 ? 1 : 2;
  const distance =
    allowed === 0 || Math.abs(name.length - synonym.length) > allowed ? Infinity : editDistance(name, synonym);
  return distance <= allowed ? { score: 0.9 - 0.05 * distance, how: 'alike', synonym } : null;
}

/** What may follow a Chinese name without changing what it speaks of. */
const TAIL = /^(?:时间|日期|金额|金额元|总额|编号|号|名称|名|元)$/;

/** The known name must be the head of the longer one (its end, in both languages) and at least two fifths of it. */
function part(header: string, name: string, synonym: string): NameScore | null {
  const chinese = /\p{Script=Han}/u.test(synonym);
  if (synonym.length < (chinese ? 2 : 3) || synonym.length < name.length * 0.4) return null;
  const isHead = chinese
    ? name.endsWith(synonym) || (name.startsWith(synonym) && TAIL.test(name.slice(synonym.length)))
    : lastWords(header).includes(synonym) || (synonym === 'numberof' && name.startsWith(synonym));
  return isHead ? { score: 0.5 + 0.25 * (synonym.length / name.length), how: 'contains', synonym } : null;
}

/** The last one, two and three words of a header, joined: “ship-to order id” → id, orderid, toorderid. */
function lastWords(header: string): string[] {
  const words = header
    .normalize('NFKC')
    .replace(/[([【].*?[)\]】]/g, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  return [1, 2, 3].map((length) => words.slice(-length).join(''));
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const steps = [
        at(last, column) + 1,
        at(next, column - 1) + 1,
        at(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1),
      ];
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (row > 1 && column > 1 && swapped) steps.push(at(before, column - 2) + 1);
      next.push(Math.min(...steps));
    }
    before = last;
    last = next;
  }
  return at(last, b.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? 0;

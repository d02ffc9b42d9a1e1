import { MatcherBaseClass, type Matcher, type MatchExtended, type MatchOptions } from '@zxcvbn-ts/core';
import { CHINESE_WARNING } from './advice.ts';
import { CHINESE_WORDS, SYLLABLES } from './chinese-words.ts';

/** Guesses for what is in no list: a character is no dearer than the estimator's own guess at any character. */
const PER_CHARACTER = 10;
/** Some 400 syllables, but language and names use few of them often: 5.3 bits. */
const PER_SYLLABLE = 40;
/** A comma between the halves of a verse does not make it two secrets. */
const PER_SIGN = 4;
const LONGEST_WORD = Math.max(...[...CHINESE_WORDS.keys()].map((word) => word.length));
const RUN = /[\p{Script=Han}a-z\s\p{P}]{2,}/gu;
const LETTER = /\p{L}/u;

/** A stretch of characters and pinyin, with blanks and signs between, as one thing to guess: who guesses Chinese guesses words, not letters. */
export type ChineseRun = { readonly from: number; readonly to: number; readonly guesses: number };

/**
 * The runs of Chinese in a text. Letters count where they can be cut into syllables; of all ways the cheapest to guess.
 * @returns extents `[from, to)` in UTF-16 units
 */
export function findChineseRuns(text: string): ChineseRun[] {
  return [...text.toLowerCase().matchAll(RUN)].flatMap(({ 0: run, index }) => {
    const found: ChineseRun[] = [];
    for (let start = 0; start < run.length;) {
      const { length, guesses } = longestFrom(run.slice(start));
      const isRun = length > 1 && LETTER.test(run.slice(start, start + length));
      if (isRun) found.push({ from: index + start, to: index + start + length, guesses });
      start += Math.max(length, 1);
    }
    return found;
  });
}

/** The longest beginning that is Chinese throughout. @returns its length, 0 for none */
function longestFrom(run: string): { length: number; guesses: number } {
  const cheapest: number[] = [1];
  for (let end = 1; end <= run.length; end += 1) cheapest[end] = cheapestTo(run, end, cheapest);
  let length = run.length;
  while (length > 0 && cheapest[length] === Infinity) length -= 1;
  return { length, guesses: cheapest[length] ?? Infinity };
}

function cheapestTo(run: string, end: number, cheapest: readonly number[]): number {
  let best = Infinity;
  for (let start = Math.max(0, end - LONGEST_WORD); start < end; start += 1) {
    const before = cheapest[start] ?? Infinity;
    best = Math.min(best, before * guessesFor(run.slice(start, end)));
  }
  return best;
}

function guessesFor(piece: string): number {
  return Math.min(CHINESE_WORDS.get(piece) ?? Infinity, SYLLABLES.has(piece) ? PER_SYLLABLE : guessesForSign(piece));
}

function guessesForSign(piece: string): number {
  if (/^\p{Script=Han}$/u.test(piece)) return PER_CHARACTER;
  return /^[\s\p{P}]$/u.test(piece) ? PER_SIGN : Infinity;
}

class ChineseMatching extends MatcherBaseClass {
  match({ password }: MatchOptions): MatchExtended[] {
    return findChineseRuns(password).map(({ from, to, guesses }) => ({
      pattern: 'chinese',
      i: from,
      j: to - 1,
      token: password.slice(from, to),
      chineseGuesses: guesses,
    }));
  }
}

const guessesOf = (match: object): number => Number(Reflect.get(match, 'chineseGuesses'));

/** For the estimator's table of matchers, under the name `chinese`. */
export const CHINESE_MATCHER: Matcher = {
  Matching: ChineseMatching,
  scoring: guessesOf,
  feedback: () => ({ warning: CHINESE_WARNING, suggestions: [] }),
};

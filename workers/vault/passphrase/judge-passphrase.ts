import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import type { PassphraseJudgement } from '../../../src/domain/contracts/passphrase.ts';
import { adviceFor, FOUR_WORDS } from './advice.ts';

const ENOUGH_SCORE = 3;
const ENOUGH_WORDS = 4;

let estimator: Promise<ZxcvbnFactory> | null = null;

/** The word lists are 0.9 MB: fetched when a passphrase is first chosen, not when the app starts. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Estimator }, common, english, chinese, words] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('./english-lists.ts'),
    import('./chinese-matcher.ts'),
    import('./chinese-words.ts'),
  ]);
  const dictionary = { ...common.dictionary, ...english.ENGLISH_LISTS, numbersChinese: [...words.CHINESE_NUMBERS] };
  return new Estimator({ dictionary, graphs: common.adjacencyGraphs }, { chinese: chinese.CHINESE_MATCHER });
}

/** One estimator for all calls; lists that could not be fetched are fetched again at the next call. */
async function readyEstimator(): Promise<ZxcvbnFactory> {
  estimator ??= loadEstimator();
  try {
    return await estimator;
  } catch (thrown) {
    estimator = null;
    throw thrown;
  }
}

/**
 * How hard a passphrase is to guess, and what to do about it. It is judged as it will be used: in half width.
 * @param personalHints what others know of the user (shop names, accounts); found inside, it counts for nothing
 */
export async function judgePassphrase(text: string, personalHints: readonly string[]): Promise<PassphraseJudgement> {
  const passphrase = text.normalize('NFKC');
  const hints = personalHints.map((hint) => hint.normalize('NFKC').toLowerCase()).filter((hint) => hint.length > 1);
  const { score, feedback } = (await readyEstimator()).check(passphrase, [...hints, ...hints.flatMap(wordsOf)]);
  const acceptable = score >= ENOUGH_SCORE || countWords(passphrase, hints) >= ENOUGH_WORDS;
  if (acceptable) return { score, acceptable, advice: [] };
  return { score, acceptable, advice: [...adviceFor(feedback.warning, feedback.suggestions), FOUR_WORDS] };
}

const wordsOf = (text: string): string[] => text.toLowerCase().split(/[\s\p{P}\p{S}]+/u);

/** Words between blanks or signs, each once; too short ones and what others know do not count. */
export function countWords(passphrase: string, hints: readonly string[]): number {
  const known = new Set(hints.flatMap((hint) => [hint, ...wordsOf(hint)]));
  return new Set(wordsOf(passphrase).filter((word) => isWord(word) && !known.has(word))).size;
}

function isWord(word: string): boolean {
  const han = word.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = word.match(/\p{L}/gu)?.length ?? 0;
  return han >= 2 || letters >= 3;
}

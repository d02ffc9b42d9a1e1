import commonWords from '@zxcvbn-ts/language-en/dist/commonWords.json.mjs';
import firstNames from '@zxcvbn-ts/language-en/dist/firstnames.json.mjs';
import wordSequences from '@zxcvbn-ts/language-en/dist/wordSequences.json.mjs';

/** English words and names by how common they are, and words that follow each other (one two three). */
export const ENGLISH_LISTS: Record<string, string[]> = {
  'commonWords-en': commonWords,
  'firstnames-en': firstNames,
  ...wordSequences,
};

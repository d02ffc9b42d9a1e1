import type { TranslationKeys } from '@zxcvbn-ts/core';
import type { Text } from '../../../src/domain/contracts/text.ts';

/** What the estimator's own matcher for Chinese warns of; handed back as it is. */
export const CHINESE_WARNING = 'chineseWords';

/** Why a passphrase is weak, by the estimator's names for it. */
const WARNINGS: Readonly<Record<keyof TranslationKeys['warnings'] | typeof CHINESE_WARNING, Text>> = {
  straightRow: { 'zh-CN': '键盘上连着的一排键很容易猜到。', en: 'A straight row of keys is easy to guess.' },
  keyPattern: { 'zh-CN': '键盘上的短图形很容易猜到。', en: 'A short pattern of keys is easy to guess.' },
  simpleRepeat: {
    'zh-CN': '重复的字符（如 aaa）很容易猜到。',
    en: 'Repeated characters such as aaa are easy to guess.',
  },
  extendedRepeat: {
    'zh-CN': '重复的片段（如 abcabc）很容易猜到。',
    en: 'Repeated pieces such as abcabc are easy to guess.',
  },
  sequences: {
    'zh-CN': '有顺序的字符（如 abc、6543）很容易猜到。',
    en: 'Sequences such as abc or 6543 are easy to guess.',
  },
  recentYears: { 'zh-CN': '近年的年份很容易猜到。', en: 'Recent years are easy to guess.' },
  dates: { 'zh-CN': '日期很容易猜到。', en: 'Dates are easy to guess.' },
  topTen: { 'zh-CN': '这是最常用的十个密码之一。', en: 'This is one of the ten most used passwords.' },
  topHundred: { 'zh-CN': '这是最常用的一百个密码之一。', en: 'This is one of the hundred most used passwords.' },
  common: { 'zh-CN': '这是常用的密码。', en: 'This is a commonly used password.' },
  similarToCommon: { 'zh-CN': '这和常用的密码很像。', en: 'This is close to a commonly used password.' },
  wordByItself: { 'zh-CN': '单独一个词很容易猜到。', en: 'A single word is easy to guess.' },
  namesByThemselves: { 'zh-CN': '单独的姓名很容易猜到。', en: 'A name by itself is easy to guess.' },
  commonNames: { 'zh-CN': '常见的姓名很容易猜到。', en: 'Common names are easy to guess.' },
  userInputs: {
    'zh-CN': '不要用店名、账号等别人知道的内容。',
    en: 'Leave out shop names, accounts and what others know of you.',
  },
  pwned: { 'zh-CN': '这个密码曾经泄露过。', en: 'This password has been leaked before.' },
  [CHINESE_WARNING]: {
    'zh-CN': '常用的词、姓名、诗句和它们的拼音很容易猜到。',
    en: 'Common Chinese words, names, verses and their pinyin are easy to guess.',
  },
};

/** What to do about it. */
const SUGGESTIONS: Readonly<Record<keyof TranslationKeys['suggestions'], Text>> = {
  l33t: { 'zh-CN': '用 @ 代替 a 这类替换帮助不大。', en: 'Writing @ for a and the like helps little.' },
  reverseWords: { 'zh-CN': '倒着写的词帮助不大。', en: 'Words spelt backwards help little.' },
  allUppercase: { 'zh-CN': '全部大写和全部小写一样好猜。', en: 'All capitals are as easy as all small letters.' },
  capitalization: { 'zh-CN': '只把首字母大写帮助不大。', en: 'A capital first letter helps little.' },
  dates: { 'zh-CN': '避开与自己有关的日期和年份。', en: 'Avoid dates and years that belong to you.' },
  recentYears: { 'zh-CN': '避开近年的年份。', en: 'Avoid recent years.' },
  associatedYears: { 'zh-CN': '避开与自己有关的年份。', en: 'Avoid years that belong to you.' },
  sequences: { 'zh-CN': '避开有顺序的字符。', en: 'Avoid sequences.' },
  repeated: { 'zh-CN': '避开重复的词和字符。', en: 'Avoid repeated words and characters.' },
  longerKeyboardPattern: {
    'zh-CN': '键盘图形要更长，多拐几次弯。',
    en: 'Make a pattern of keys longer, with more turns.',
  },
  anotherWord: { 'zh-CN': '再加几个不常见的词。', en: 'Add more words that are less common.' },
  useWords: { 'zh-CN': '用几个词，但避开成句的话。', en: 'Use several words, but no phrase that exists.' },
  noNeed: {
    'zh-CN': '不必用符号、数字或大写字母。',
    en: 'Symbols, digits and capitals are not needed.',
  },
  pwned: { 'zh-CN': '别处也用它的话，请在那里更换。', en: 'Where else you use it, change it there too.' },
};

/** Said to everyone whose passphrase is not accepted. */
export const FOUR_WORDS: Text = {
  'zh-CN': '用空格隔开四个互不相干的词，最容易记也很难猜。',
  en: 'Four unrelated words with spaces between are easy to remember and hard to guess.',
};

const has = <T extends object>(table: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(table, key);

/** The estimator's warning and suggestions in words; what it does not explain is left out. */
export function adviceFor(warning: string | null, suggestions: readonly string[]): Text[] {
  const why = warning !== null && has(WARNINGS, warning) ? [WARNINGS[warning]] : [];
  return [...why, ...suggestions.flatMap((key) => (has(SUGGESTIONS, key) ? [SUGGESTIONS[key]] : []))];
}

import { describe, expect, it } from 'vitest';
import { adviceFor, CHINESE_WARNING, FOUR_WORDS } from '../../../workers/vault/passphrase/advice.ts';
import { findChineseRuns } from '../../../workers/vault/passphrase/chinese-matcher.ts';
import { SYLLABLES } from '../../../workers/vault/passphrase/chinese-words.ts';
import { countWords, judgePassphrase } from '../../../workers/vault/passphrase/judge-passphrase.ts';
import { translationKeys } from './translation-keys.ts';

const HINTS = ['小明旗舰店', 'Blue Heron Trading', 'heron2019'];
const judge = (text: string) => judgePassphrase(text, HINTS);

describe('a weak passphrase is not accepted', () => {
  it.each([
    ['nothing', ''],
    ['a letter', 'a'],
    ['one of the most used', 'qwertyuiop'],
    ['the same in full width', 'ｑｗｅｒｔｙｕｉｏｐ'],
    ['a used one with a digit', 'mypassword1'],
    ['a date', '20260301'],
    ['a number that is said like words', '5201314'],
    ['a word', 'hedgehog'],
    ['a declaration in pinyin with its number', 'woaini1314'],
    ['a name in pinyin with a year', 'zhangwei1990'],
    ['what it is, in pinyin', 'wodemimashi'],
    ['what it is, in characters', '我的密码是一二三四'],
    ['a shop in pinyin with a year', 'taobaodianpu2024'],
    ['a verse', '床前明月光疑是地上霜'],
    ['a verse with its comma', '床前明月光，疑是地上霜'],
    ['a verse in pinyin', 'chuangqianmingyueguang'],
    ['one word four times', 'the the the the'],
    ['the name of the shop', '小明旗舰店'],
    ['the name of the shop, typed otherwise', 'blue heron trading'],
    ['an account', 'heron2019'],
  ])('%s', async (_, text) => {
    const { acceptable, score, advice } = await judge(text);
    expect([acceptable, score < 3]).toEqual([false, true]);
    expect(advice.at(-1)).toEqual(FOUR_WORDS);
  });
});

describe('a strong passphrase is accepted without comment', () => {
  it.each([
    ['four words', 'correct horse battery staple'],
    ['four Chinese words', '月亮 石榴 拖拉机 算盘'],
    ['four words in pinyin', 'shiliu tuolaji suanpan yueliang'],
    ['a sentence that nobody else says', '石榴树下的拖拉机会唱歌'],
    ['random signs', 'xK9#mQ2$vL'],
  ])('%s', async (_, text) => {
    expect(await judge(text)).toMatchObject({ acceptable: true, advice: [] });
  });
});

describe('words that count', () => {
  it('stand apart, come once, are long enough and are not known to others', () => {
    expect(countWords('月亮 石榴 拖拉机 算盘', [])).toBe(4);
    expect(countWords('月亮，石榴、拖拉机-算盘', [])).toBe(4);
    expect(countWords('moon Moon MOON moon', [])).toBe(1);
    expect(countWords('a bc 我 12 345', [])).toBe(0);
    expect(countWords('blue heron lamp tractor', ['blue heron'])).toBe(2);
  });
});

describe('runs of Chinese', () => {
  const found = (text: string) => findChineseRuns(text).map(({ from, to }) => text.slice(from, to));

  it('are characters, and letters that can be cut into syllables', () => {
    expect(found('woaini1314')).toEqual(['woaini']);
    expect(found('Zhangwei')).toEqual(['Zhangwei']);
    expect(found('xxxx9999')).toEqual([]);
    expect(found('a床前b')).toEqual(['a床前']);
    expect(found('#$%^')).toEqual([]);
  });

  it('cost what the cheapest reading costs', () => {
    const guesses = (text: string) => findChineseRuns(text)[0]?.guesses;
    // 40 for each syllable in no list, 10 for each character, 4 for a blank.
    expect(guesses('fengfeng')).toBe((findChineseRuns('fengf')[0]?.guesses ?? 0) ** 2);
    expect(guesses('zhuaizhuai')).toBe(1_600);
    expect(guesses('zhuai zhuai')).toBe(6_400);
    expect(guesses('榴榴')).toBe(100);
    expect(guesses('woaini')).toBe(1);
  });

  it('know the syllables of Mandarin', () => {
    // 405 to 410 by the usual tables without tones, ü as v after l and n.
    expect(SYLLABLES.size).toBeGreaterThan(395);
    expect(SYLLABLES.size).toBeLessThan(415);
    for (const syllable of ['zhuang', 'lv', 'nve', 'er', 'xiong', 'shuo', 'ri', 'yuan', 'weng'])
      expect(SYLLABLES).toContain(syllable);
    for (const nonsense of ['b', 'jx', 'bong', 'fi', 'vo', 'zhi ', 'kia']) expect(SYLLABLES).not.toContain(nonsense);
  });
});

describe('advice', () => {
  it('is there in both languages for whatever the estimator says', () => {
    for (const warning of [...translationKeys.warnings, CHINESE_WARNING])
      expect(adviceFor(warning, [])).toHaveLength(1);
    expect(adviceFor(null, translationKeys.suggestions)).toHaveLength(translationKeys.suggestions.length);
    expect(adviceFor('something new', ['another'])).toEqual([]);
  });

  it('says why before it says what to do', async () => {
    const { advice } = await judge('woaini1314');
    expect(advice[0]?.['zh-CN']).toContain('拼音');
    const shop = await judge('小明旗舰店');
    expect(shop.advice[0]?.en).toContain('shop names');
  });
});

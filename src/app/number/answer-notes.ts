import { PLATFORMS } from '../../domain/contracts/canonical.ts';
import type { MetricAnswer } from '../../domain/contracts/metric.ts';
import type { Text } from '../../domain/contracts/text.ts';
import type { Voice } from '../../ui/voice.ts';

const WORDS = {
  without: { 'zh-CN': '不含{platforms}', en: 'without {platforms}' },
  because: { 'zh-CN': '不含{platforms}：{reason}。', en: 'Without {platforms}: {reason}.' },
  immature: { 'zh-CN': '近 {days} 天退款未到齐', en: 'refunds of the last {days} days still open' },
  immatureMore: {
    'zh-CN': '最后 {days} 天的订单还会有退款，这个数会再变。',
    en: 'Orders of the last {days} days may still be refunded, so this figure will change.',
  },
  window: { 'zh-CN': '回看 {days} 天', en: 'looks back {days} days' },
  windowMore: {
    'zh-CN': '按期末往前 {days} 天（{range}）计算，不只是所选日期。',
    en: 'Looks back {days} days from the end of the period ({range}), not only at the chosen days.',
  },
  other: { 'zh-CN': '另有 {amounts}，不同币种不相加。', en: 'Also {amounts}; currencies are not added up.' },
} as const satisfies Record<string, Text>;

/** What stands beside a figure, in a few words: platforms left out, open refunds, the window it looks back over. */
export function sayCaveat(answer: MetricAnswer, voice: Voice): string {
  const missing = [...new Set(answer.notComputable.flatMap((one) => one.platforms))];
  return [
    missing.length > 0 ? voice.t(WORDS.without, { platforms: namePlatforms(missing, voice) }) : '',
    answer.immatureDays > 0 ? voice.t(WORDS.immature, { days: answer.immatureDays }) : '',
    answer.window ? voice.t(WORDS.window, { days: answer.window.days }) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Everything a reader must know beside a number, one sentence each; empty when there is nothing. */
export function sayNotes(answer: MetricAnswer, voice: Voice): string[] {
  const others = answer.otherCurrencies.filter((one) => one.value !== 0);
  const { window } = answer;
  return [
    ...sayMissing(answer, voice),
    ...(window ? [voice.t(WORDS.windowMore, { days: window.days, range: voice.days(window.from, window.to) })] : []),
    ...(answer.notes ?? []).map((note) => endSentence(voice.t(note), voice)),
    ...(answer.immatureDays > 0 ? [voice.t(WORDS.immatureMore, { days: answer.immatureDays })] : []),
    ...(others.length > 0
      ? [voice.t(WORDS.other, { amounts: voice.list(others.map((one) => voice.money(one.value, one.currency))) })]
      : []),
  ];
}

/** What is left out of an answer and which file would bring it in, one sentence each. */
export function sayMissing(answer: MetricAnswer, voice: Voice): string[] {
  return answer.notComputable.map(({ platforms, reason }) =>
    platforms.length > 0
      ? voice.t(WORDS.because, { platforms: namePlatforms(platforms, voice), reason: voice.t(reason) })
      : endSentence(voice.t(reason), voice),
  );
}

function namePlatforms(ids: readonly string[], voice: Voice): string {
  const names: Readonly<Record<string, Text>> = PLATFORMS;
  return voice.list(ids.map((id) => (names[id] ? voice.t(names[id]) : id)));
}

/** Reasons are written as clauses; alone they stand as sentences. */
function endSentence(clause: string, voice: Voice): string {
  const stop = voice.locale === 'en' ? '.' : '。';
  const whole = /[.。]$/.test(clause) ? clause : clause + stop;
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}

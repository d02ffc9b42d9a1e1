import type { Text } from '../../domain/contracts/text.ts';
import { sayChange, type Change } from '../../ui/change.ts';
import type { Voice } from '../../ui/voice.ts';

const SAYS = {
  peak: {
    'zh-CN': '{step}最高，是其余平均的 {times} 倍',
    en: '{step} is the highest, {times} times the average of the rest',
  },
  even: { 'zh-CN': '起伏不大，平均 {value}', en: 'Fairly even, {value} on average' },
  changed: { 'zh-CN': '整段{change}，最高是{step}', en: 'The whole period is {change}; {step} is the highest' },
  none: { 'zh-CN': '这段时间没有数据', en: 'No data in this period' },
  one: { 'zh-CN': '全部来自{name}', en: 'All from {name}' },
  lead: { 'zh-CN': '{name}占 {share}', en: '{name} makes up {share}' },
  leadAndGrowth: { 'zh-CN': '{name}占 {share}，{riser}{change}', en: '{name} makes up {share}; {riser} is {change}' },
  count: { 'zh-CN': '前 {count} 名占 {share}', en: 'The top {count} make up {share}' },
  several: { 'zh-CN': '{names}占 {share}', en: '{names} make up {share}' },
  highest: { 'zh-CN': '{name}最高：{value}', en: '{name} is the highest: {value}' },
  movers: { 'zh-CN': '{riser}{rise}，{faller}{fall}', en: '{riser} is {rise}, {faller} is {fall}' },
  busiest: { 'zh-CN': '{weekday} {hour}–{next} 时最旺', en: '{weekday} {hour}–{next}h is the busiest' },
} as const satisfies Record<string, Text>;

/** A ranked member, as far as a finding needs it. */
export type Ranked = { label: string; value: number | null; share: number | null; change: Change | null };

/** Who speaks, and how values are written. */
export type Teller = { voice: Voice; format: (value: number) => string };

/** What a trend shows, in one sentence. */
export function sayTrend(
  points: readonly { label: string; value: number | null }[],
  total: Change | null,
  { voice, format }: Teller,
): string {
  const known = points.flatMap((point) => (point.value === null ? [] : [{ label: point.label, value: point.value }]));
  const peak = known.toSorted((a, b) => b.value - a.value)[0];
  if (!peak || peak.value === 0) return voice.t(SAYS.none);
  const rest = known.filter((point) => point !== peak);
  const mean = rest.length > 0 ? rest.reduce((sum, point) => sum + point.value, 0) / rest.length : peak.value;
  const times = mean > 0 ? peak.value / mean : 1;
  if (times >= 1.8) return voice.t(SAYS.peak, { step: peak.label, times: voice.number(times, 1) });
  if (total) return voice.t(SAYS.changed, { change: sayChange(total, voice), step: peak.label });
  return voice.t(SAYS.even, { value: format(mean) });
}

/** What a ranking shows, in one sentence; bars come highest first, `together` of them are named when there are more. */
export function sayRanking(bars: readonly Ranked[], { voice, format }: Teller, together = 1): string {
  const known = bars.filter((bar) => bar.value !== null && bar.value !== 0);
  const first = known[0];
  if (!first) return voice.t(SAYS.none);
  if (first.share === null) return voice.t(SAYS.highest, { name: first.label, value: format(first.value ?? 0) });
  if (known.length === 1 && first.share > 0.999) return voice.t(SAYS.one, { name: first.label });
  if (together > 1 && known.length > together) return sayTogether(known.slice(0, together), voice);
  return sayLead({ label: first.label, share: first.share }, known, voice);
}

// Long names would push the finding off the card: then their number stands for them.
function sayTogether(top: readonly Ranked[], voice: Voice): string {
  const share = voice.percent(top.reduce((sum, bar) => sum + (bar.share ?? 0), 0));
  const names = voice.list(top.map((bar) => bar.label));
  return names.length > 40
    ? voice.t(SAYS.count, { count: top.length, share })
    : voice.t(SAYS.several, { names, share });
}

function sayLead(first: { label: string; share: number }, known: readonly Ranked[], voice: Voice): string {
  const lead = { name: first.label, share: voice.percent(first.share) };
  const riser = known
    .flatMap((bar) =>
      bar.change?.direction === 'up' && (bar.share ?? 0) >= 0.02 ? [{ label: bar.label, change: bar.change }] : [],
    )
    .toSorted((a, b) => b.change.size - a.change.size)[0];
  if (!riser) return voice.t(SAYS.lead, lead);
  return voice.t(SAYS.leadAndGrowth, { ...lead, riser: riser.label, change: sayChange(riser.change, voice) });
}

/** Who rose and who fell most among members that carry at least 2% of the whole. @returns null when not both exist */
export function sayMovers(bars: readonly Ranked[], voice: Voice): string | null {
  const moving = bars
    .flatMap((bar) => (bar.change && (bar.share ?? 0) >= 0.02 ? [{ label: bar.label, change: bar.change }] : []))
    .toSorted((a, b) => b.change.size - a.change.size);
  const riser = moving.find((bar) => bar.change.direction === 'up');
  const faller = moving.findLast((bar) => bar.change.direction === 'down');
  if (!riser || !faller) return null;
  const rise = sayChange(riser.change, voice);
  return voice.t(SAYS.movers, {
    riser: riser.label,
    rise,
    faller: faller.label,
    fall: sayChange(faller.change, voice),
  });
}

/** The busiest hour of the week. */
export function sayHeat(
  values: readonly { weekday: number; hour: number; value: number | null }[],
  voice: Voice,
): string {
  const best = values.reduce<(typeof values)[number] | null>(
    (top, one) => ((one.value ?? 0) > (top?.value ?? 0) ? one : top),
    null,
  );
  if (!best) return voice.t(SAYS.none);
  return voice.t(SAYS.busiest, { weekday: voice.weekday(best.weekday), hour: best.hour, next: best.hour + 1 });
}

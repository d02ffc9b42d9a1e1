import type { Voice } from '../../ui/voice.ts';

type Grain = 'hour' | 'day' | 'week' | 'month';

const SAYS = {
  hour: { 'zh-CN': '{day} {hour} 时', en: '{day}, {hour}:00' },
  week: { 'zh-CN': '{day}起一周', en: 'week of {day}' },
  weekday: { 'zh-CN': '{day} {weekday}', en: '{weekday} {day}' },
} as const;

/** A step of a time axis as it is read out. */
export function sayStep(key: string, grain: Grain, voice: Voice): string {
  const day = key.slice(0, 10);
  if (grain === 'hour') return voice.t(SAYS.hour, { day: voice.day(day), hour: Number(key.slice(11, 13)) });
  if (grain === 'week') return voice.t(SAYS.week, { day: voice.day(day) });
  if (grain === 'month') return day.slice(0, 7);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return voice.t(SAYS.weekday, { day: voice.day(day), weekday: voice.weekday(weekday) });
}

/** A step as it stands on the axis. */
export function shortStep(key: string, grain: Grain, voice: Voice): string {
  if (grain === 'hour')
    return key.slice(11, 13) === '00' ? voice.day(key.slice(0, 10)) : `${Number(key.slice(11, 13))}:00`;
  if (grain === 'month') return key.slice(0, 7);
  return `${Number(key.slice(5, 7))}/${Number(key.slice(8, 10))}`;
}

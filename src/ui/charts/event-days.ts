import type { Text } from '../../domain/contracts/text.ts';

/** A day that moves sales whatever the shop does. `day` is `YYYY-MM-DD`. */
export type EventDay = { day: string; title: Text };

const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027];
const SPRING_FESTIVALS = [
  '2019-02-05',
  '2020-01-25',
  '2021-02-12',
  '2022-02-01',
  '2023-01-22',
  '2024-02-10',
  '2025-01-29',
  '2026-02-17',
  '2027-02-06',
];

const TITLES = {
  d618: { 'zh-CN': '618', en: '618' },
  d1111: { 'zh-CN': '双11', en: '11.11' },
  d1212: { 'zh-CN': '双12', en: '12.12' },
  spring: { 'zh-CN': '春节', en: 'Spring Festival' },
  black: { 'zh-CN': '黑五', en: 'Black Friday' },
} as const satisfies Record<string, Text>;

/** The day after the fourth Thursday of November. */
function blackFriday(year: number): string {
  const first = new Date(Date.UTC(year, 10, 1)).getUTCDay();
  const thursday = 1 + ((4 - first + 7) % 7) + 21;
  return `${year}-11-${String(thursday + 1).padStart(2, '0')}`;
}

/** Event days 2019 to 2027. */
export const EVENT_DAYS: readonly EventDay[] = [
  ...YEARS.flatMap((year) => [
    { day: `${year}-06-18`, title: TITLES.d618 },
    { day: `${year}-11-11`, title: TITLES.d1111 },
    { day: blackFriday(year), title: TITLES.black },
    { day: `${year}-12-12`, title: TITLES.d1212 },
  ]),
  ...SPRING_FESTIVALS.map((day) => ({ day, title: TITLES.spring })),
];

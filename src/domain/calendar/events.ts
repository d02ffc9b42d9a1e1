import type { Text } from '../contracts/text.ts';

/** A yearly sales event: the day it is named after in each year, and how far around it trade is moved by it. */
export type CalendarEvent = {
  readonly id: '618' | 'double11' | 'double12' | 'spring_festival';
  readonly title: Text;
  /** Days before and after the named day that belong to the event. */
  readonly before: number;
  readonly after: number;
  /** Named day by year. */
  readonly days: Readonly<Record<number, string>>;
};

const YEARS = Array.from({ length: 16 }, (_, index) => 2015 + index);
const everyYear = (monthDay: string) => Object.fromEntries(YEARS.map((year) => [year, `${year}-${monthDay}`]));

/** The events by which a period is held against the same event of the year before, 2015 to 2030. */
export const EVENTS: readonly CalendarEvent[] = [
  {
    id: 'spring_festival',
    title: { 'zh-CN': '春节', en: 'Spring Festival' },
    before: 28,
    after: 15,
    // First day of the first lunar month.
    days: {
      2015: '2015-02-19',
      2016: '2016-02-08',
      2017: '2017-01-28',
      2018: '2018-02-16',
      2019: '2019-02-05',
      2020: '2020-01-25',
      2021: '2021-02-12',
      2022: '2022-02-01',
      2023: '2023-01-22',
      2024: '2024-02-10',
      2025: '2025-01-29',
      2026: '2026-02-17',
      2027: '2027-02-06',
      2028: '2028-01-26',
      2029: '2029-02-13',
      2030: '2030-02-03',
    },
  },
  { id: '618', title: { 'zh-CN': '618', en: '618' }, before: 31, after: 2, days: everyYear('06-18') },
  { id: 'double11', title: { 'zh-CN': '双11', en: 'Double 11' }, before: 28, after: 4, days: everyYear('11-11') },
  { id: 'double12', title: { 'zh-CN': '双12', en: 'Double 12' }, before: 6, after: 2, days: everyYear('12-12') },
];

import { describe, expect, it } from 'vitest';
import { isOutside, timeMembers } from '../../src/domain/calendar/buckets.ts';
import { compareRange } from '../../src/domain/calendar/comparison.ts';
import { addDays, dayNumber, mondayOf, sameDate, weekdayOf } from '../../src/domain/calendar/day.ts';
import { EVENTS } from '../../src/domain/calendar/events.ts';

const range = (from: string, to: string) => ({ from, to });

describe('days', () => {
  it('knows the calendar', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
    expect(dayNumber('2023-02-29')).toBeNull();
    expect(dayNumber('2024-13-01')).toBeNull();
    expect(sameDate('2024-02-29', -1)).toBe('2023-02-28');
    expect(weekdayOf('2024-02-29')).toBe(4); // a Thursday
    expect(weekdayOf('1969-12-29')).toBe(1);
    expect(mondayOf('2024-03-03')).toBe('2024-02-26');
  });

  it('lists the members of a range', () => {
    expect(timeMembers('month', range('2023-12-31', '2024-02-01'))).toEqual(['2023-12', '2024-01']);
    expect(timeMembers('week', range('2024-03-03', '2024-03-05'))).toEqual(['2024-02-26', '2024-03-04']);
    expect(timeMembers('weekday', range('2024-03-02', '2024-03-05'))).toEqual([1, 6, 7]);
    expect(timeMembers('hour', range('2024-03-02', '2024-03-03'))).toHaveLength(24);
    expect(timeMembers('day', range('2024-03-02', '2024-03-02'))).toEqual([]);
    expect(timeMembers('shop', range('2024-03-02', '2024-03-03'))).toBeNull();
    expect(isOutside('month', '2024-02', range('2024-02-29', '2024-03-02'))).toBe(false);
    expect(isOutside('week', '2024-02-26', range('2024-03-04', '2024-03-10'))).toBe(true);
  });
});

describe('comparison', () => {
  it('takes the days just before', () => {
    expect(compareRange(range('2024-03-01', '2024-03-08'), 'previous_period')).toMatchObject(
      range('2024-02-23', '2024-03-01'),
    );
  });

  it('moves by whole weeks, so that Mondays meet Mondays', () => {
    expect(compareRange(range('2024-03-01', '2024-03-09'), 'same_weekday')).toMatchObject(
      range('2024-02-16', '2024-02-24'),
    );
    expect(compareRange(range('2024-03-01', '2024-03-02'), 'same_weekday')).toMatchObject(
      range('2024-02-23', '2024-02-24'),
    );
  });

  it('takes the same dates of the year before', () => {
    const february = compareRange(range('2024-02-01', '2024-03-01'), 'year_ago');
    expect(february).toMatchObject(range('2023-02-01', '2023-03-01'));
    expect(february.opposite('2024-02-29')).toBe('2023-02-28');
    expect(compareRange(range('2025-02-01', '2025-03-01'), 'year_ago')).toMatchObject(
      range('2024-02-01', '2024-02-29'),
    );
    expect(compareRange(range('2024-02-29', '2024-03-01'), 'year_ago')).toMatchObject(
      range('2023-02-28', '2023-03-01'),
    );
  });

  it('meets 春节 by its lunar day: 2024-02-10 stands opposite 2023-01-22', () => {
    const compared = compareRange(range('2024-02-03', '2024-02-17'), 'same_event');
    expect(compared).toMatchObject(range('2023-01-15', '2023-01-29'));
    expect(compared.opposite('2024-02-10')).toBe('2023-01-22');
    expect(compared.label['zh-CN']).toContain('春节');
  });

  it('meets 双11 and 618 on their dates', () => {
    expect(compareRange(range('2024-11-10', '2024-11-13'), 'same_event')).toMatchObject(
      range('2023-11-10', '2023-11-13'),
    );
    expect(compareRange(range('2024-06-18', '2024-06-19'), 'same_event').label['zh-CN']).toContain('618');
  });

  it('says so when no event lies in the days, or they are many more than the event', () => {
    const august = compareRange(range('2024-08-01', '2024-08-08'), 'same_event');
    expect(august).toMatchObject({ kind: 'same_event', ...range('2023-08-01', '2023-08-08') });
    expect(august.label['zh-CN']).toContain('没有活动');
    expect(compareRange(range('2024-01-01', '2025-01-01'), 'same_event').label['zh-CN']).toContain('没有活动');
  });

  it('holds every event once a year from 2015 to 2030', () => {
    for (const { days } of EVENTS) {
      expect(Object.keys(days)).toHaveLength(16);
      for (const [year, day] of Object.entries(days)) {
        expect(day.startsWith(year)).toBe(true);
        expect(dayNumber(day)).not.toBeNull();
      }
    }
  });
});

import type { DayRange } from '../domain/contracts/import.ts';
import type { DimensionId } from '../domain/contracts/metric.ts';
import { addDays, countDays, monthStart } from './days.ts';
import type { RangePreset, View } from './view-params.ts';

/** Data up to this many days opens whole, so that a first file shows the total its platform shows. */
const WHOLE_UP_TO_DAYS = 92;

/** The preset in force when the address names no period. */
export function defaultPreset(data: DayRange): RangePreset {
  return countDays(data) <= WHOLE_UP_TO_DAYS ? 'all' : '30d';
}

/** The days a preset means for data of this extent; presets end at the last day with data. */
export function presetDays(preset: RangePreset, data: DayRange): DayRange {
  const last = addDays(data.to, -1);
  const back = (days: number): DayRange => ({ from: addDays(data.to, -days), to: data.to });
  switch (preset) {
    case '7d':
      return back(7);
    case '30d':
      return back(30);
    case '90d':
      return back(90);
    case 'month':
      return { from: monthStart(last), to: data.to };
    case 'last_month':
      return { from: monthStart(last, -1), to: monthStart(last) };
    case 'year':
      return back(365);
    case 'all':
      return data;
  }
}

/** The days of a view: what the address states, else its preset, else the default for the data. */
export function resolveDays(view: View, data: DayRange | null): DayRange | null {
  if (view.from && view.to) return { from: view.from, to: view.to };
  if (!data) return null;
  return presetDays(view.range ?? defaultPreset(data), data);
}

/** Steps of the time axis that keep a trend between about 12 and 130 points. */
export function grainFor(range: DayRange): Extract<DimensionId, 'hour' | 'day' | 'week' | 'month'> {
  const days = countDays(range);
  if (days <= 2) return 'hour';
  if (days <= 130) return 'day';
  if (days <= 900) return 'week';
  return 'month';
}

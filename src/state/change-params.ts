import type { Comparison, DimensionId } from '../domain/contracts/metric.ts';
import type { OrderSort } from '../domain/contracts/rows.ts';
import { MEMBER_KEY_LIST, MEMBER_KEYS, type MemberDimension, type RangePreset } from './view-params.ts';

/** A change to a view; null or an empty list takes a statement back. */
export type ViewChange = {
  range?: RangePreset | null;
  days?: { from: string; to: string } | null;
  compare?: Comparison | 'none' | null;
  members?: Partial<Record<MemberDimension, readonly string[]>>;
  metric?: string | null;
  number?: { metric: string; group: Partial<Record<DimensionId, string>> } | null;
  sort?: { by: OrderSort; descending: boolean } | null;
  opening?: string | null;
};

/** The address after a change; keys it does not speak of, known or not, stay as they are. */
export function changeParams(before: URLSearchParams, change: ViewChange): URLSearchParams {
  const params = new URLSearchParams(before);
  for (const [key, value] of Object.entries(plainKeys(change))) {
    if (value) params.set(key, value);
    else params.delete(key);
  }
  if (change.members) writeMembers(params, change.members);
  if (change.number !== undefined) writeNumber(params, change.number);
  return params;
}

type Keys = Record<string, string | null>;

/** The keys that a change sets (to a text) or takes away (null). */
function plainKeys({ range, days, compare, metric, sort, opening }: ViewChange): Keys {
  const period: Keys = days === undefined ? {} : { range: null, from: days?.from ?? null, to: days?.to ?? null };
  const preset: Keys = range === undefined ? {} : { range, from: null, to: null };
  return { ...period, ...preset, ...sortKeys(sort), ...said({ compare, metric, opened: opening }) };
}

function sortKeys(sort: ViewChange['sort']): Keys {
  if (sort === undefined) return {};
  return { sort: sort?.by ?? null, dir: sort?.descending === false ? 'asc' : null };
}

function said(keys: Record<string, string | null | undefined>): Keys {
  return Object.fromEntries(
    Object.entries(keys).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

function writeMembers(params: URLSearchParams, members: Partial<Record<MemberDimension, readonly string[]>>): void {
  for (const key of MEMBER_KEY_LIST) {
    const values = members[MEMBER_KEYS[key]];
    if (!values) continue;
    params.delete(key);
    for (const value of values) params.append(key, value);
  }
}

function writeNumber(params: URLSearchParams, number: ViewChange['number']): void {
  params.delete('number');
  params.delete('at');
  if (!number) return;
  params.set('number', number.metric);
  for (const [dimension, value] of Object.entries(number.group)) params.append('at', `${dimension}:${value}`);
}

/** The part of an address that stays when the page changes: period, comparison and filters. */
export function sharedParams(params: URLSearchParams): URLSearchParams {
  const own = new Set(['metric', 'number', 'at', 'sort', 'dir', 'opened']);
  return new URLSearchParams([...params].filter(([key]) => !own.has(key)));
}

import { localReason } from '../domain/contracts/reasons.ts';
import type { Locale } from '../domain/contracts/text.ts';

type Params = Readonly<Record<string, string | number>>;

/** Values that may hold an id of `REASONS`; all others are names and numbers, which stay as they are. */
const SPOKEN = new Set(['reason', 'kind']);

/** The values of an error or a note as the reader's language says them. */
export function localParams(params: Params, locale: Locale): Params {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, SPOKEN.has(key) ? localReason(value, locale) : value]),
  );
}

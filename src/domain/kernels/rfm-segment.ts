/** Segments by recency and frequency, each a word that sellers use. */
export type RfmSegment = 'champions' | 'loyal' | 'new' | 'promising' | 'at_risk' | 'lost';

/**
 * The segment of a buyer by recency score and number of paying days.
 * Recency 1 (longest ago) … 5 (latest). Frequency counts days, so that it does not hinge on how ties are scored.
 */
export function rfmSegment(recency: number, days: number): RfmSegment {
  if (days === 1) return recency >= 5 ? 'new' : recency >= 3 ? 'promising' : 'lost';
  if (recency >= 4) return days >= 4 ? 'champions' : 'loyal';
  if (recency === 3) return 'loyal';
  return recency === 2 || days >= 4 ? 'at_risk' : 'lost';
}

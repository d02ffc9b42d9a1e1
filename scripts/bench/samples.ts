/** Repeated measurements of one thing, in milliseconds. Never empty. */
export type Samples = readonly number[];

/** The value below which a share of the samples lies, by linear interpolation. @throws RangeError without samples */
export function quantile(samples: Samples, share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) throw new RangeError('nothing was measured');
  return low + (high - low) * (place - Math.floor(place));
}

/** The middle one. */
export const median = (samples: Samples): number => quantile(samples, 0.5);

/** How long work took, and what it gave. */
export async function timed<T>(work: () => Promise<T>): Promise<{ millis: number; value: T }> {
  const begun = performance.now();
  const value = await work();
  return { millis: performance.now() - begun, value };
}

/** Time on the clock and on the processor, milliseconds. On a shared machine the second says more. */
export type Cost = { millis: number; processor: number };

/** What work in this process costs. */
export async function cost(work: () => Promise<unknown>): Promise<Cost> {
  const before = process.cpuUsage();
  const { millis } = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { millis, processor: (user + system) / 1000 };
}

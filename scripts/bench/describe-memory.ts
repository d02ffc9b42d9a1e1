import type { MemoryPlan, MemoryPoint } from './measure-memory.ts';

/** From here on what every visit takes once is there: code, caches, the engine's pages. */
const SETTLED = 25;
const GOAL = 100e6;

/** Begins the part of the page that speaks of memory. */
export const MEMORY_HEADING = '## Memory over many imports';

const megabytes = (bytes: number | null) => (bytes === null ? '–' : `${(bytes / 1e6).toFixed(0)} MB`);

/** How memory goes over many imports, in words. @param load of the machine at the start */
export function describeMemory({ imports, lines, undoes }: MemoryPlan, points: readonly MemoryPoint[], load: number) {
  const from = points.find((point) => point.imports === SETTLED);
  const to = points[points.length - 1];
  const growth = from?.process && to?.process ? to.process - from.process : null;
  const rows = points.map(
    (point) => `| ${point.imports} | ${megabytes(point.process)} | ${megabytes(point.counted)} |`,
  );
  return [
    `${imports} imports of ${lines} lines each${undoes ? ', each undone before the next' : ', all kept'} (load ${load.toFixed(1)} at the start):`,
    '',
    '| imports | process (Pss) | counted by the browser |',
    '| --- | --- | --- |',
    ...rows,
    '',
    `- goal growth < 100 MB from import ${SETTLED} on: ${growth === null ? 'unknown' : `${megabytes(growth)}, ${growth < GOAL ? 'met' : '**not met**'}`}`,
    '',
  ].join('\n');
}

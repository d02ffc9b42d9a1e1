/** One thing that a tab asked of the saved data, and what it was told. Times are milliseconds since 1970. */
export type Happening = {
  readonly tab: string;
  readonly from: number;
  readonly to: number;
  /** `done`, else why not; `unanswered` where the page was gone before. */
  readonly told: string;
  /** Whether the tab showed the data when it asked. */
  readonly wasOpen: boolean;
} & (
  | { readonly is: 'import' | 'undo'; readonly name: string; readonly generations: { before: number; after: number } }
  | { readonly is: 'read'; readonly names: readonly string[] }
);

/** What a tab that has lost the data, or never had it, may be told. */
const REFUSALS = ['VAULT_TAKEN', 'VAULT_LOCKED', 'locked', 'elsewhere', 'gone'];

/**
 * Holds what several tabs were told against one order of events: each answer was given before the next tab's first
 * question, each acknowledged change is there from then on and in its place, whatever was not acknowledged is there as a
 * whole or not at all and stays so, and no tab without the data was given any. @returns what contradicts that
 */
export function contradictions(happenings: readonly Happening[]): string[] {
  const inOrder = happenings.toSorted((a, b) => a.from - b.from);
  return [...inOrder.flatMap(wrongAnswers), ...overlaps(inOrder), ...wrongReads(inOrder)];
}

function wrongAnswers(one: Happening): string[] {
  if (one.told === 'done') {
    if (!one.wasOpen) return [`answered without the data: ${describe(one)}`];
    const isKept = one.is === 'read' || one.generations.after > one.generations.before;
    return isKept ? [] : [`acknowledged without a new generation: ${describe(one)}`];
  }
  const isRefused = REFUSALS.includes(one.told) || (one.told === 'unanswered' && one.is === 'import');
  return isRefused ? [] : [`unexpected answer: ${describe(one)}`];
}

/** Answers of two tabs never overlap: one at a time has the data. */
function overlaps(inOrder: readonly Happening[]): string[] {
  const answered = inOrder.filter(({ told }) => told === 'done');
  return answered.flatMap((one, at) => {
    const before = answered[at - 1];
    return before && before.to > one.from ? [`at the same time: ${describe(before)} and ${describe(one)}`] : [];
  });
}

/** A file in its place; of one that is not certain the next look says whether it is there. */
type Entry = { readonly name: string; readonly isCertain: boolean };

function wrongReads(inOrder: readonly Happening[]): string[] {
  const found: string[] = [];
  let entries: Entry[] = [];
  for (const one of inOrder) {
    if (one.is !== 'read') {
      if (one.told === 'done' || one.wasOpen) entries = changed(entries, one);
      continue;
    }
    if (one.told !== 'done') continue;
    const expected = entries.filter(({ name, isCertain }) => isCertain || one.names.includes(name));
    const names = expected.map(({ name }) => name).join();
    if (one.names.join() !== names) found.push(`${describe(one)} found ${one.names.join()} instead of ${names}`);
    entries = one.names.map((name) => ({ name, isCertain: true })); // each contradiction is told once
  }
  return found;
}

function changed(entries: readonly Entry[], change: Exclude<Happening, { is: 'read' }>): Entry[] {
  const { is, name, told } = change;
  const isCertain = told === 'done';
  if (is === 'import') return [...entries, { name, isCertain }];
  if (isCertain) return entries.filter((entry) => entry.name !== name);
  return entries.map((entry) => (entry.name === name ? { name, isCertain } : entry));
}

function describe(one: Happening): string {
  const what = one.is === 'read' ? 'read' : `${one.is} ${one.name}`;
  return `${what} in ${one.tab} at ${one.from.toFixed(1)}–${one.to.toFixed(1)}, told ${one.told}`;
}

import { expect, it } from 'vitest';
import { cutPower, killProcess } from '../support/crash.ts';
import { JournalFiles, type DiskState } from '../support/journal-files.ts';
import { MemoryFiles } from '../support/memory-files.ts';
import { Random } from '../support/random.ts';
import { DEEDS, visit, type Deed } from './shelf-trial.ts';

const MODELS = { kill: killProcess, power: cutPower };
const TIMES = { kill: 3, power: 6 };

async function stateBefore({ prepare }: Deed): Promise<DiskState> {
  const disk = new MemoryFiles();
  await prepare(disk);
  return { durable: new Map([...disk.files].map(([name, { bytes }]) => [name, bytes])), waiting: [] };
}

type Findings = { points: number; wrong: string[] };

/** Crashes a deed at each of its calls, and the visit after it, which tidies up, once more. */
async function sweep(deed: Deed, model: keyof typeof MODELS, random: Random): Promise<Findings> {
  const findings: Findings = { points: 0, wrong: [] };
  const start = await stateBefore(deed);
  const disk = new JournalFiles(start);
  let began = 0;
  await deed.run(disk, () => (began = disk.journal.length));
  const look = async (state: DiskState, allowed: readonly string[], where: string) => {
    findings.points += 1;
    const files = new JournalFiles(state);
    const found = await visit(files).catch((thrown: unknown) => String(thrown));
    if (!allowed.includes(found)) findings.wrong.push(`${where}: ${found}`);
    return { found, journal: files.journal };
  };
  for (let count = 0; count <= disk.journal.length; count += 1) {
    const allowed =
      count === disk.journal.length ? [deed.after] : count <= began ? [deed.before] : [deed.before, deed.after];
    const crashed = MODELS[model]({ start, journal: disk.journal, count }, random);
    const { found, journal } = await look(crashed, allowed, `call ${count}`);
    const midway = { start: crashed, journal, count: random.below(journal.length + 1) };
    await look(cutPower(midway, random), allowed, `call ${count}, then ${midway.count}`);
    // What a whole visit has shown is what all later ones find.
    await look(cutPower({ ...midway, count: journal.length }, random), [found], `call ${count}, then all`);
  }
  return findings;
}

it.each(
  Object.entries(DEEDS).flatMap(([name, deed]) =>
    (['kill', 'power'] as const).map((model) => [name, model, deed] as const),
  ),
)('%s is there or not, whenever it is cut short: %s', async (_, model, deed) => {
  let points = 0;
  for (let seed = 0; seed < TIMES[model]; seed += 1) {
    const findings = await sweep(deed, model, new Random(30_000 + seed));
    expect(findings.wrong).toEqual([]);
    points += findings.points;
  }
  expect(points).toBeGreaterThan(TIMES[model] * 30);
});

import type { CopyOnWriteStore } from '../../../workers/vault/copy-on-write-store.ts';
import type { StoreOptions } from '../../../workers/vault/open-vault.ts';
import { diskMachine } from './disk-machine.ts';
import type { FlushFilter } from './journal-files.ts';
import type { CrashModel, Machine, Process } from './machine.ts';
import { Random } from './random.ts';
import { changeAtRandom, contentOf, openSmall, rewriteAll } from './vault-run.ts';

/** What is on trial: the store itself, or the store with a fault planted into it. */
export type Protocol = {
  readonly reaches?: FlushFilter;
  readonly wrap?: (files: StoreOptions['files']) => StoreOptions['files'];
  readonly makeExtents?: StoreOptions['makeExtents'];
  /** Each commit rewrites every block, so that none of the last commit's extents is needed by a live vault. */
  readonly rewritesAll?: boolean;
};

/** How often a crashed vault was not right, of `points` crashes; `trims` is how often the workloads cut a file. */
export type Findings = { points: number; trims: number; unopenable: number; lost: number; mixed: number };

/** A commit in the journal: calls before it began, calls before it was acknowledged (never: Infinity), its content. */
type Milestone = { began: number; acknowledged: number; content: string };
type Run<State> = { process: Process<State>; milestones: Milestone[] };
type Sweep = { readonly model: CrashModel; readonly seed: number; readonly runs: number; readonly protocol?: Protocol };

const COMMITS = 6;

/** Crashes the store on a disk that is written in place. */
export function sweepCrashes(sweep: Sweep): Promise<Findings> {
  return sweepMachine(diskMachine(sweep.protocol?.reaches), sweep);
}

/** Crashes each of `runs` random workloads at each of its calls, and one in three of what is left a second time. */
export async function sweepMachine<State>(
  machine: Machine<State>,
  { model, seed, runs, protocol = {} }: Sweep,
): Promise<Findings> {
  const findings = { points: 0, trims: 0, unopenable: 0, lost: 0, mixed: 0 };
  for (let nth = 0; nth < runs; nth++) {
    const random = new Random(seed + nth);
    const trial = new Trial({ machine, protocol, random, findings });
    const run = await trial.run(machine.empty, COMMITS);
    findings.trims += run.process.trims;
    for (let calls = 0; calls <= run.process.calls; calls++) {
      const crashed = run.process.crash({ model, calls, random });
      const allowed = allowedAfter(run, calls, ['']);
      if (!(await trial.judge(crashed, allowed)) || !random.chance(1 / 3)) continue;
      const second = await trial.run(crashed, 2);
      const at = random.below(second.process.calls + 1);
      const again = second.process.crash({ model: random.chance(0.5) ? 'kill' : 'power', calls: at, random });
      await trial.judge(again, allowedAfter(second, at, allowed));
    }
  }
  return findings;
}

/** Contents that a crash after `calls` may leave: the last acknowledged commit, and the one under way; oldest first. */
function allowedAfter({ milestones }: Pick<Run<unknown>, 'milestones'>, calls: number, before: string[]): string[] {
  const last = milestones.findLast(({ acknowledged }) => acknowledged <= calls);
  const underWay = milestones.filter(({ began, acknowledged }) => began <= calls && calls < acknowledged);
  return [...(last ? [last.content] : before), ...underWay.map(({ content }) => content)];
}

type Stage<State> = { machine: Machine<State>; protocol: Protocol; random: Random; findings: Findings };

class Trial<State> {
  readonly #machine: Machine<State>;
  readonly #protocol: Protocol;
  readonly #random: Random;
  readonly #findings: Findings;
  readonly #past = new Set<string>();

  constructor({ machine, protocol, random, findings }: Stage<State>) {
    this.#machine = machine;
    this.#protocol = protocol;
    this.#random = random;
    this.#findings = findings;
  }

  /** A process that opens the vault and commits some changes, its every call written down. */
  async run(start: State, commits: number): Promise<Run<State>> {
    const process = this.#machine.start(start);
    const store = await this.#open(process);
    const milestones: Milestone[] = [];
    for (let left = commits; left > 0; left--) {
      changeAtRandom(store, this.#random);
      if (this.#protocol.rewritesAll) rewriteAll(store);
      const milestone = { began: process.calls, acknowledged: Infinity, content: contentOf(store) };
      await store.commit();
      milestone.acknowledged = process.calls;
      milestones.push(milestone);
      this.#past.add(milestone.content);
    }
    return { process, milestones };
  }

  /** Whether a crashed vault opens with one of the allowed contents; counts what it finds. */
  async judge(crashed: State, allowed: readonly string[]): Promise<boolean> {
    this.#findings.points++;
    let content: string;
    try {
      content = contentOf(await this.#open(this.#machine.start(crashed)));
    } catch {
      this.#findings.unopenable++;
      return false;
    }
    if (allowed.some((one) => one === content || (one === '' && isEmpty(content)))) return true;
    if (this.#past.has(content) || isEmpty(content)) this.#findings.lost++;
    else this.#findings.mixed++;
    return false;
  }

  #open({ files }: Process<State>): Promise<CopyOnWriteStore> {
    const { wrap, makeExtents } = this.#protocol;
    return openSmall(wrap?.(files) ?? files, makeExtents ? { makeExtents } : {});
  }
}

const isEmpty = (content: string) => content === '\u0000|\u0000';

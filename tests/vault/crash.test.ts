import { describe, expect, it } from 'vitest';
import { Extents } from '../../workers/vault/extents.ts';
import { recordMachine } from './support/record-machine.ts';
import { segmentMachine, type Durable } from './support/segment-machine.ts';
import { sweepCrashes, sweepMachine, type Protocol } from './support/sweep-crashes.ts';

describe('a vault that crashed at any of its calls', () => {
  it.each(['kill', 'power'] as const)('opens with one whole commit, never an older one: %s', async (model) => {
    const { points, trims, ...wrong } = await sweepCrashes({ model, seed: 20_000, runs: 125 });
    expect(wrong).toEqual({ unopenable: 0, lost: 0, mixed: 0 });
    expect(points).toBeGreaterThanOrEqual(10_000);
    expect(trims).toBeGreaterThan(20);
  });
});

describe('a vault in files that cannot be written in place', () => {
  it.each(['kill', 'power'] as const)('opens with one whole commit from segments: %s', async (model) => {
    const { points, ...wrong } = await sweepMachine(segmentMachine(), { model, seed: 21_000, runs: 45 });
    expect(wrong).toEqual({ trims: 0, unopenable: 0, lost: 0, mixed: 0 });
    expect(points).toBeGreaterThanOrEqual(2000);
  });

  it.each(['kill', 'power'] as const)('opens with one whole commit from records: %s', async (model) => {
    const { points, ...wrong } = await sweepMachine(recordMachine(), { model, seed: 22_000, runs: 80 });
    expect(wrong).toEqual({ trims: 0, unopenable: 0, lost: 0, mixed: 0 });
    expect(points).toBeGreaterThanOrEqual(2000);
  });
});

/** Gives out at each commit what the commit before gave out. */
class EagerExtents extends Extents {
  #next = 0;

  override take(): number {
    return this.#next++;
  }

  override keepOnly(extents: Iterable<number>): void {
    super.keepOnly(extents);
    this.#next = 0;
  }
}

const isData = (name: string) => name.startsWith('data-');

/** The protocol with one step left out or done at the wrong time. */
const BROKEN: Record<string, Protocol> = {
  'the manifest flipped before the data is durable': { reaches: (name) => !isData(name) },
  'a commit acknowledged before its manifest is durable': { reaches: isData },
  'extents freed while the last commit needs them': { makeExtents: () => new EagerExtents(), rewritesAll: true },
  'one manifest written in place': {
    wrap: (files) => ({
      open: (name) => files.open(name === 'manifest-b' ? 'manifest-a' : name),
      list: () => files.list(),
      remove: (name) => files.remove(name),
    }),
  },
  'a manifest of a killed process taken for durable': { reaches: (name, nth) => isData(name) || nth > 0 },
};

describe('the simulator', () => {
  it.each(Object.entries(BROKEN))('catches %s', async (_, protocol) => {
    let caught = 0;
    for (let seed = 0; caught === 0 && seed < 40; seed++) {
      for (const model of ['kill', 'power'] as const) {
        const { unopenable, lost, mixed } = await sweepCrashes({ model, seed, runs: 1, protocol });
        caught += unopenable + lost + mixed;
      }
    }
    expect(caught).toBeGreaterThan(0);
  });

  it.each([
    [
      'a segment acknowledged before it is durable',
      () =>
        sweepMachine(
          segmentMachine(() => false),
          ONE_RUN,
        ),
    ],
    ['a removal before what replaces it is durable', () => sweepMachine(segmentMachine(isRemoval), ONE_RUN)],
    ['a transaction acknowledged before it is durable', () => sweepMachine(recordMachine('relaxed'), ONE_RUN)],
  ])('catches %s', async (_, sweep) => {
    const { unopenable, lost, mixed } = await sweep();
    expect(unopenable + lost + mixed).toBeGreaterThan(0);
  });
});

const ONE_RUN = { model: 'power', seed: 1, runs: 2 } as const;
const isRemoval: Durable = ({ kind }) => kind === 'remove';

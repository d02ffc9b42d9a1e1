import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/contracts/errors.ts';
import { faultyFiles, Faults } from '../support/faulty-files.ts';
import { MemoryFiles } from '../support/memory-files.ts';
import { DEEDS, visit, type Deed } from './shelf-trial.ts';

const START = await Promise.all(
  Object.entries(DEEDS).map(async ([name, deed]) => {
    const disk = new MemoryFiles();
    await deed.prepare(disk);
    const whole = new Faults();
    await deed.run(faultyFiles(disk.copy(), whole), () => undefined);
    return { name, deed, disk, whole };
  }),
);

/** Does a deed while calls fail; returns what it threw. */
async function attempt(deed: Deed, disk: MemoryFiles, faults: Faults): Promise<unknown> {
  try {
    await deed.run(faultyFiles(disk, faults), () => undefined);
    return null;
  } catch (thrown) {
    return thrown;
  }
}

const finish = (deed: Deed, disk: MemoryFiles) => deed.run(disk, () => undefined);

describe.each(START)('a call that fails during $name', ({ deed, disk, whole }) => {
  it('once leaves what was before, says so, and the retry works', async () => {
    expect(whole.calls).toBeGreaterThan(20);
    for (let nth = 0; nth < whole.calls; nth += 1) {
      const files = disk.copy();
      const error = await attempt(deed, files, new Faults(nth));
      const where = `call ${nth}, ${whole.log[nth]}`;
      if (error !== null) expect(error, where).toBeInstanceOf(AppError);
      const found = await visit(files);
      // A vault whose keys are destroyed is gone, also where what they guarded could not be removed.
      const allowed = error === null ? [deed.after] : deed.after === 'none' ? [deed.before, 'none'] : [deed.before];
      expect(allowed, where).toContain(found);
      await finish(deed, files);
      expect(await visit(files), `retry of ${where}`).toBe(deed.after);
    }
  });

  it('and for ever after leaves what was before or what is after, and a later visit can go on', async () => {
    for (let nth = 0; nth < whole.calls; nth += 1) {
      const files = disk.copy();
      const error = await attempt(deed, files, new Faults(nth, true));
      const where = `call ${nth}, ${whole.log[nth]}`;
      if (error !== null) expect(error, where).toBeInstanceOf(AppError);
      expect([deed.before, deed.after], where).toContain(await visit(files));
      await finish(deed, files);
      expect(await visit(files), `retry of ${where}`).toBe(deed.after);
    }
  });
});

import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SHOP } from './measure-imports.ts';
import { bareRead, Native } from './native.ts';
import { ProfilePage, savedBytes } from './profile-page.ts';
import { writeOrderFiles } from './write-order-file.ts';

/** What saving costs and gives. Times in milliseconds, sizes in bytes. */
export type VaultResults = {
  /** Lines of the import whose commit is measured. */
  importLines: number;
  inMemory: number[];
  saved: number[];
  returns: VaultReturn[];
};

/** A later visit to saved data. */
export type VaultReturn = {
  lines: number;
  csv: number;
  parquet: number;
  vault: number;
  keys: number[];
  firstNumber: number[];
};

export type VaultPlan = { importLines: number; returnLines: readonly number[]; turns: number };
type Place = { readonly url: string; readonly folder: string };

/** Imports with and without a vault in turns, then visits vaults of several sizes. */
export async function measureVault(
  place: Place,
  { importLines, returnLines, turns }: VaultPlan,
): Promise<VaultResults> {
  const small = await writeOrderFiles(join(place.folder, 'small'), { seed: 9, lines: 100 }, ['utf8']);
  const file = await writeOrderFiles(join(place.folder, 'commit'), { seed: 3, lines: importLines }, ['utf8']);
  const results: VaultResults = { importLines, inMemory: [], saved: [], returns: [] };
  for (let turn = 0; turn < turns; turn++) {
    for (const isSaved of [false, true]) {
      const profile = join(place.folder, `commit-${turn}-${isSaved}`);
      const app = await ProfilePage.open(profile, place.url);
      await app.import(small.utf8, `${SHOP}0`);
      if (isSaved) await app.save();
      const millis = await app.import(file.utf8, SHOP);
      results[isSaved ? 'saved' : 'inMemory'].push(millis);
      console.log(`${importLines} lines, ${isSaved ? 'saved' : 'in memory'}: ${Math.round(millis)} ms`);
      await app.close();
      await rm(profile, { recursive: true, force: true });
    }
  }
  for (const lines of returnLines) results.returns.push(await measureReturn(place, { lines, turns }));
  return results;
}

async function measureReturn(
  { url, folder }: Place,
  { lines, turns }: { lines: number; turns: number },
): Promise<VaultReturn> {
  const file = await writeOrderFiles(join(folder, `return-${lines}`), { seed: 4, lines }, ['utf8']);
  const parquet = await parquetBytes(file.utf8, join(folder, 'same.parquet'));
  const profile = join(folder, `return-${lines}`);
  const first = await ProfilePage.open(profile, url);
  await first.import(file.utf8, SHOP);
  await first.save();
  const amount = await settled(first);
  await first.close();
  const found: VaultReturn = {
    lines,
    csv: file.bytes.utf8,
    parquet,
    vault: await savedBytes(profile),
    keys: [],
    firstNumber: [],
  };
  for (let turn = 0; turn <= turns; turn++) {
    const app = await ProfilePage.open(profile, url);
    const visit = await app.unlock();
    if (visit.amount !== amount) throw new Error(`after the return ${visit.amount}, before ${amount}`);
    console.log(`${lines} lines: keys ${Math.round(visit.keys)} ms, first number ${Math.round(visit.firstNumber)} ms`);
    // The first visit after saving builds the marts and saves them; later ones find them.
    if (turn > 0) {
      found.keys.push(visit.keys);
      found.firstNumber.push(visit.firstNumber);
    } else await quiet(profile);
    await app.close();
  }
  found.vault = await savedBytes(profile);
  await rm(profile, { recursive: true, force: true });
  return found;
}

/** The number that a return must show. */
async function settled(app: ProfilePage): Promise<string> {
  return app.page.evaluate(async () => {
    const answer = await window.zhanggui?.queryMetric({ metric: 'pay_amount' });
    return String(answer?.rows[0]?.value ?? '');
  });
}

/** Waits until a profile's files have had the same size for two seconds. */
async function quiet(profile: string): Promise<void> {
  for (let before = -1, now = await savedBytes(profile); before !== now;) {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    before = now;
    now = await savedBytes(profile);
  }
}

async function parquetBytes(csv: string, path: string): Promise<number> {
  const native = await Native.open();
  await native.run(bareRead(csv));
  await native.run(`COPY bare TO '${path}' (FORMAT parquet, COMPRESSION zstd)`);
  native.close();
  const { size } = await stat(path);
  await rm(path);
  return size;
}

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { describeMemory, MEMORY_HEADING } from './bench/describe-memory.ts';
import { describeRepaint, describeResults, type Machine, type Results } from './bench/describe-results.ts';
import { describeVault } from './bench/describe-vault.ts';
import { measureImports, measureWorkbook, SHOP } from './bench/measure-imports.ts';
import { measureMemory } from './bench/measure-memory.ts';
import { measureQuestions } from './bench/measure-questions.ts';
import { measureVault } from './bench/measure-vault.ts';
import { buildTables, EMPTY_TABLES, Native } from './bench/native.ts';
import { AppPage, launch } from './bench/page.ts';
import { measureRepaints } from './bench/repaint.ts';
import { replaceSection } from './bench/replace-section.ts';
import { writeOrderFiles, type OrderFiles } from './bench/write-order-file.ts';
import { writeWorkbook } from './bench/write-workbook.ts';
import { ensureBuilt } from './ensure-built.ts';
import { serve } from './serve.ts';

const PAGE = fileURLToPath(new URL('../docs/bench.md', import.meta.url));
const isQuick = process.argv.includes('--quick');
const isFull = process.argv.includes('--full');
const [, only = 'everything'] = /--only (\w+)/.exec(process.argv.join(' ')) ?? [];
const LINES = isQuick ? 100_000 : 1_000_000;
const WORKBOOK_ROWS = isQuick ? 20_000 : 100_000;
const TURNS = { imports: isQuick ? 2 : 3, questions: 7, repaints: 30 };
const SHOPS = 5;

type Bench = { browser: Browser; url: string; folder: string };

async function describeMachine({ browser }: Bench, load: number): Promise<Machine> {
  const app = await AppPage.open(browser, bench.url);
  const [engine] = await app.sql('SELECT version() AS version');
  await app.close();
  const [core] = cpus();
  return {
    processor: core?.model.trim() ?? '?',
    cores: cpus().length,
    memory: totalmem(),
    load,
    node: process.versions.node,
    browser: browser.version(),
    native: Native.version,
    wasm: String(engine?.['version']),
    day: new Date().toISOString().slice(0, 10),
  };
}

/** The page and the native tables hold the same file; asks, and changes filters. */
async function measureAnswers({ browser, url }: Bench, native: Native, files: OrderFiles) {
  const app = await AppPage.open(browser, url);
  await app.import([files.utf8], [SHOP]);
  await app.ask({ metric: 'pay_amount' });
  const runs = await measureQuestions(app, native, TURNS.questions);
  const repaint = await measureRepaints(app, 'range=all', TURNS.repaints);
  await app.close();
  return { runs, repaint };
}

/** The questions again over the files of several shops. */
async function measureMany({ browser, url, folder }: Bench): Promise<Results['questions'][number]> {
  const native = await Native.open();
  for (const sql of EMPTY_TABLES) await native.run(sql);
  const app = await AppPage.open(browser, url);
  for (let shop = 1; shop <= SHOPS; shop++) {
    const files = await writeOrderFiles(join(folder, `shop-${shop}`), { seed: shop, lines: LINES }, ['utf8']);
    await buildTables(native, files.utf8, `${SHOP}${shop}`);
    const { millis } = await app.import([files.utf8], [`${SHOP}${shop}`]);
    await rm(files.utf8);
    console.log(`shop ${shop}: ${Math.round(millis)} ms`);
  }
  const { millis } = await app.ask({ metric: 'pay_amount' });
  console.log(`marts: ${Math.round(millis)} ms`);
  const runs = await measureQuestions(app, native, TURNS.questions);
  await app.close();
  native.close();
  return { lines: SHOPS * LINES, runs };
}

/** One import and changes of filter, printed. */
async function measureFilter({ browser, url, folder }: Bench): Promise<void> {
  const files = await writeOrderFiles(join(folder, 'orders'), { seed: 1, lines: LINES }, ['utf8']);
  const app = await AppPage.open(browser, url);
  await app.import([files.utf8], [SHOP]);
  await app.ask({ metric: 'pay_amount' });
  const repaint = await measureRepaints(app, 'range=all', TURNS.repaints);
  await app.close();
  console.log(`load ${(loadavg()[0] ?? 0).toFixed(1)}\n${describeRepaint({ lines: LINES, repaint })}`);
}

/** Many imports in one visit, with and without undoing each. */
async function describeGrowth({ browser, url, folder }: Bench): Promise<string> {
  const parts: string[] = [MEMORY_HEADING];
  for (const undoes of [true, false]) {
    const plan = { imports: isQuick ? 50 : 200, lines: 500, looks: [0, 25, 50, 100, 150, 200], undoes };
    const load = loadavg()[0] ?? 0;
    const app = await AppPage.open(browser, url);
    parts.push(describeMemory(plan, await measureMemory(app, { browser, folder }, plan), load).trim());
    await app.close();
  }
  return parts.join('\n\n');
}

async function describeSaving(place: Bench): Promise<string> {
  const load = loadavg()[0] ?? 0;
  const returnLines = isQuick ? [20_000, LINES] : [100_000, LINES, ...(isFull ? [SHOPS * LINES] : [])];
  const plan = { importLines: isQuick ? 20_000 : 100_000, returnLines, turns: TURNS.imports };
  return describeVault(await measureVault(place, plan), load);
}

/** One part of the page, written anew; of a quick run only printed. */
async function rewrite(section: string): Promise<void> {
  console.log(section);
  if (!isQuick) await writeFile(PAGE, replaceSection(await readFile(PAGE, 'utf8'), section));
}

/** Everything, for the page in docs; a quick run is for looking at. @returns what answers disagree on */
async function measureAndDescribe(place: Bench): Promise<string[]> {
  const results = await measureAll(place);
  const saving = replaceSection(describeResults(results), await describeSaving(place));
  const page = replaceSection(saving, await describeGrowth(place));
  if (isQuick) console.log(page);
  else await writeFile(PAGE, page);
  return results.questions.flatMap(({ runs }) =>
    runs.flatMap(({ name, differences }) => differences.map((one) => `${name}: ${one}`)),
  );
}

async function measureAll(place: Bench): Promise<Results> {
  const load = loadavg()[0] ?? 0;
  const machine = await describeMachine(place, load);
  const files = await writeOrderFiles(join(place.folder, 'orders'), { seed: 1, lines: LINES }, ['utf8', 'gb18030']);
  const native = await Native.open();
  const imports = await measureImports(place.browser, { ...place, native, files }, TURNS.imports);
  const { runs, repaint } = await measureAnswers(place, native, files);
  native.close();
  const path = join(place.folder, 'orders.xlsx');
  const bytes = await writeWorkbook(path, { seed: 1, lines: WORKBOOK_ROWS });
  const rates = await measureWorkbook(place.browser, { ...place, path, rows: WORKBOOK_ROWS }, TURNS.imports);
  const many = isFull ? [await measureMany(place)] : [];
  const workbook = { rows: WORKBOOK_ROWS, bytes, rates };
  return {
    machine,
    lines: LINES,
    bytes: files.bytes,
    imports,
    questions: [{ lines: LINES, runs }, ...many],
    repaint,
    workbook,
  };
}

if (await ensureBuilt()) console.log('built');
const { server, url } = await serve(0);
const browser = await launch();
const bench: Bench = { browser, url, folder: await mkdtemp(join(tmpdir(), 'zhanggui-bench-')) };
try {
  const differences = only === 'everything' ? await measureAndDescribe(bench) : [];
  if (only === 'filter') await measureFilter(bench);
  if (only === 'memory') await rewrite(await describeGrowth(bench));
  if (only === 'vault') await rewrite(await describeSaving(bench));
  for (const difference of differences) console.error(difference);
  process.exitCode = differences.length > 0 ? 1 : 0;
} finally {
  await browser.close();
  server.close();
  await rm(bench.folder, { recursive: true, force: true });
}

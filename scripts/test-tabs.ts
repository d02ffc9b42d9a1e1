import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { ensureBrowser } from './find-browser.ts';
import { runStep } from './run-step.ts';

const FOUND = fileURLToPath(new URL('../.cache/reports/tabs.json', import.meta.url));
const RECORD = fileURLToPath(new URL('../docs/tabs-record.md', import.meta.url));

/** Median and longest, milliseconds. */
const Times = v.tuple([v.number(), v.number()]);
const Found = v.object({
  seed: v.number(),
  tabs: v.number(),
  acts: v.number(),
  browser: v.string(),
  counts: v.record(v.string(), v.number()),
  takeOvers: v.number(),
  lock: Times,
  locked: Times,
  contradictions: v.number(),
});

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();

/** One line of the record: what was found, whether it is good or bad. */
function record({ counts, ...found }: v.InferOutput<typeof Found>): void {
  const day = new Date().toISOString().slice(0, 10);
  const commit =
    git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', 'src', 'workers') ? ' + changes' : '');
  const count = (act: string) => counts[act] ?? 0;
  const refused = Object.entries(counts).flatMap(([act, times]) => (act.includes(': VAULT_') ? [times] : []));
  const cells = [
    ...[day, commit, found.seed, `${found.tabs} × ${found.acts}`, found.browser],
    ...['import', 'undo', 'unlock', 'takeOver'].map(count),
    refused.reduce((sum, times) => sum + times, 0),
    ...[found.lock, found.locked].map(([middle, longest]) => `${middle} / ${longest} ms`),
    found.contradictions,
  ];
  appendFileSync(RECORD, `| ${cells.join(' | ')} |\n`);
}

ensureBrowser();
mkdirSync(dirname(FOUND), { recursive: true });
rmSync(FOUND, { force: true });
const acts = process.env['TAB_ACTS'] ?? '200';
const command = ['npx', 'playwright', 'test', 'vault-tabs', '--project=desktop', '--trace=off'] as const;
const ok = runStep(`5 tabs, ${acts} acts each`, command, { TAB_ACTS: acts, TABS_RECORD: FOUND });
if (existsSync(FOUND)) record(v.parse(Found, JSON.parse(readFileSync(FOUND, 'utf8'))));
process.exitCode = ok ? 0 : 1;

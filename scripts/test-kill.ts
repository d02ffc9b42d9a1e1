import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { ensureBrowser } from './find-browser.ts';
import { runStep } from './run-step.ts';

const FOUND = fileURLToPath(new URL('../.cache/reports/kill.json', import.meta.url));
const RECORD = fileURLToPath(new URL('../docs/kill-record.md', import.meta.url));

const Found = v.object({
  seed: v.number(),
  kills: v.number(),
  browser: v.string(),
  acknowledged: v.number(),
  unacknowledged: v.object({ whole: v.number(), absent: v.number() }),
  lost: v.number(),
  half: v.number(),
  unopenable: v.number(),
});

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();

/** One line of the record: what was found, whether it is good or bad. */
function record(found: v.InferOutput<typeof Found>): void {
  const { seed, kills, browser, acknowledged, unacknowledged, lost, half, unopenable } = found;
  const day = new Date().toISOString().slice(0, 10);
  const commit =
    git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', 'src', 'workers') ? ' + changes' : '');
  const cells = [day, commit, seed, kills, browser, acknowledged, unacknowledged.whole, unacknowledged.absent];
  appendFileSync(RECORD, `| ${[...cells, lost, half, unopenable].join(' | ')} |\n`);
}

ensureBrowser();
mkdirSync(dirname(FOUND), { recursive: true });
rmSync(FOUND, { force: true });
const kills = process.env['KILLS'] ?? '1000';
const command = ['npx', 'playwright', 'test', 'vault-kill', '--project=desktop', '--trace=off'] as const;
const ok = runStep(`${kills} kills`, command, { KILLS: kills, KILL_RECORD: FOUND });
if (existsSync(FOUND)) record(v.parse(Found, JSON.parse(readFileSync(FOUND, 'utf8'))));
process.exitCode = ok ? 0 : 1;

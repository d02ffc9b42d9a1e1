import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type IConfiguration, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { afterAll, describe, expect, it } from 'vitest';
import { projectFiles, ROOT } from './tree.ts';

const RULES: IConfiguration = await extractConfig(join(ROOT, '.dependency-cruiser.mjs'));

/** One planted violation per rule: the file that breaks it, and the line that does. */
const PLANTED: Record<string, { file: string; line: string; also?: Record<string, string> }> = {
  'no-cycles': {
    file: 'src/ui/a.ts',
    line: "import { b } from './b.ts'; export const a = () => b;",
    also: { 'src/ui/b.ts': "import { a } from './a.ts'; export const b = () => a;" },
  },
  'no-unresolved': { file: 'src/ui/lost.ts', line: "import './nowhere.ts';" },
  'no-tests-in-the-app': { file: 'src/ui/tested.ts', line: "import '../../tests/x.ts';" },
  'no-dev-packages-in-the-app': { file: 'src/ui/dev.ts', line: "import 'fast-check';" },
  'domain-knows-no-platform': { file: 'src/domain/sql/x.ts', line: "import '../../state/x.ts';" },
  'contracts-know-nothing': { file: 'src/domain/contracts/y.ts', line: "import '../sql/w.ts';" },
  'kernels-know-nothing': {
    file: 'src/domain/kernels/x.ts',
    line: "import type { X } from '../contracts/x.ts'; export type Y = X;",
  },
  'formats-are-data': { file: 'src/domain/formats/y.ts', line: "import '../sql/w.ts';" },
  'metrics-are-data': { file: 'src/domain/metrics/x.ts', line: "import '../kernels/w.ts';" },
  'analyses-use-kernels': { file: 'src/domain/analyses/x.ts', line: "import '../sql/w.ts';" },
  'governance-knows-contracts': { file: 'src/domain/governance/x.ts', line: "import '../formats/x.ts';" },
  'recognise-knows-contracts': { file: 'src/domain/recognise/x.ts', line: "import '../formats/x.ts';" },
  'calendar-knows-contracts': { file: 'src/domain/calendar/x.ts', line: "import '../sql/w.ts';" },
  'sql-knows-contracts': { file: 'src/domain/sql/y.ts', line: "import '../formats/x.ts';" },
  'domain-uses-no-package': { file: 'src/domain/sql/z.ts', line: "import 'valibot';" },
  'workers-never-see-the-ui': { file: 'workers/engine/x.ts', line: "import '../../src/ui/x.ts';" },
  'service-worker-stands-alone': { file: 'workers/sw/x.ts', line: "import '../engine/verb.ts';" },
  'ui-is-dumb': { file: 'src/ui/Chart.svelte', line: '<script lang="ts">import \'../state/x.ts\';</script>' },
  'state-asks-the-engine': { file: 'src/state/y.ts', line: "import '../ui/x.ts';" },
  'pages-compose': { file: 'src/pages/x.ts', line: "import '../domain/sql/w.ts';" },
  'i18n-knows-texts': { file: 'src/i18n/x.ts', line: "import '../state/x.ts';" },
  'app-composes': { file: 'src/app/x.ts', line: "import '../domain/sql/w.ts';" },
  'backup-check-stands-alone': { file: 'src/backup-check/x.ts', line: "import '../../workers/engine/verb.ts';" },
  'main-mounts': { file: 'src/main.ts', line: "import './state/x.ts';" },
  'one-door-to-workers': {
    file: 'src/state/z.ts',
    line: "import type { V } from '../../workers/engine/verb.ts'; export type W = V;",
  },
  'the-door-is-types-only': {
    file: 'src/engine/client.ts',
    line: "import { verb } from '../../workers/engine/verb.ts'; verb();",
  },
  'one-importer-of-the-engine': { file: 'workers/engine/query.ts', line: "import '@duckdb/duckdb-wasm';" },
  'arrow-stops-at-decoding': { file: 'src/state/arrow.ts', line: "import 'apache-arrow';" },
};

/** What the planted lines reach for; itself in order. */
const CLEAN: Record<string, string> = {
  'src/domain/contracts/x.ts': 'export type X = 1;',
  'src/domain/sql/w.ts': "import type { X } from '../contracts/x.ts'; export const w: X = 1;",
  'src/domain/formats/x.ts': "import type { X } from '../contracts/x.ts'; export const x: X = 1;",
  'src/domain/kernels/w.ts': 'export const kernel = 1;',
  'src/domain/analyses/w.ts': "import { kernel } from '../kernels/w.ts'; export const w = kernel;",
  'src/state/x.ts': "import type { X } from '../domain/contracts/x.ts'; export const x: X = 1;",
  'src/ui/x.ts': "import type { X } from '../domain/contracts/x.ts'; export const x: X = 1;",
  'src/pages/w.ts': "import { x } from '../state/x.ts'; export const w = x;",
  'src/engine/client.ts': "import type { V } from '../../workers/engine/verb.ts'; export type Door = V;",
  'workers/engine/verb.ts':
    "import { w } from '../../src/domain/sql/w.ts'; export const verb = () => w; export type V = 1;",
  'workers/engine/db.ts': "import '@duckdb/duckdb-wasm'; import 'apache-arrow'; export const db = 1;",
  'tests/x.ts': 'export const x = 1;',
};

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** Writes a small project elsewhere and cruises it under the project's own rules. */
async function cruiseTree(files: Record<string, string>): Promise<ICruiseResult> {
  const folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
  made.push(folder);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  symlinkSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return cruiseFolder(folder);
}

async function cruiseFolder(folder: string): Promise<ICruiseResult> {
  const { options, ...ruleSet } = RULES;
  const { enhancedResolveOptions, tsConfig, ...rest } = options ?? {};
  const cruiseOptions: ICruiseOptions = { ...rest, ruleSet, validate: true, baseDir: folder };
  const { output } = await cruise(['src', 'workers'], cruiseOptions, enhancedResolveOptions, {
    tsConfig: extractTSConfig(join(ROOT, tsConfig?.fileName ?? 'tsconfig.json')),
  });
  if (typeof output === 'string') throw new Error('expected a result object');
  return output;
}

const broken = ({ summary }: ICruiseResult) => summary.violations.map(({ rule, from }) => `${rule.name} in ${from}`);

describe('the dependency rules', () => {
  it('plants a violation of every rule there is', () => {
    expect(Object.keys(PLANTED).toSorted()).toEqual((RULES.forbidden ?? []).map(({ name }) => name).toSorted());
  });

  it('finds nothing in a tree that is in order', async () => {
    expect(broken(await cruiseTree(CLEAN))).toEqual([]);
  });

  it.each(Object.entries(PLANTED))('catches %s', async (rule, { file, line, also }) => {
    const found = broken(await cruiseTree({ ...CLEAN, ...also, [file]: line }));
    expect(found).toContain(`${rule} in ${file}`);
  });

  it('sees every file of the project', async () => {
    const { summary, modules } = await cruiseFolder(ROOT);
    expect(broken({ summary, modules })).toEqual([]);
    const cruised = new Set(modules.map(({ source }) => source));
    const missed = projectFiles('src/**/*.ts', 'src/**/*.svelte', 'workers/**/*.ts').filter(
      (path) => !cruised.has(path) && !path.endsWith('.d.ts'),
    );
    expect(missed).toEqual([]);
  });
});

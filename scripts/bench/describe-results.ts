import type { ImportRun, ImportRuns } from './measure-imports.ts';
import type { QuestionRuns } from './measure-questions.ts';
import type { Repaint } from './repaint.ts';
import { median, quantile, type Samples } from './samples.ts';

/** Where and when it was measured. */
export type Machine = {
  processor: string;
  cores: number;
  memory: number;
  load: number;
  node: string;
  browser: string;
  native: string;
  wasm: string;
  day: string;
};

/** Everything one run of the bench found. */
export type Results = {
  machine: Machine;
  lines: number;
  bytes: { utf8: number; gb18030: number };
  imports: ImportRuns;
  questions: { lines: number; runs: QuestionRuns[] }[];
  repaint: Repaint | null;
  workbook: { rows: number; bytes: number; rates: number[] };
};

const seconds = (samples: Samples) =>
  `${(median(samples) / 1000).toFixed(2)} s (${(Math.min(...samples) / 1000).toFixed(2)}–${(Math.max(...samples) / 1000).toFixed(2)})`;
const millis = (samples: Samples) =>
  `${median(samples).toFixed(1)} (${Math.min(...samples).toFixed(1)}–${Math.max(...samples).toFixed(1)})`;
const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);
const orDash = (values: readonly (number | null)[], say: (samples: Samples) => string) =>
  known(values).length > 0 ? say(known(values)) : '–';
const ratio = (a: Samples, b: Samples) => median(a) / median(b);

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function goal(met: boolean, text: string): string {
  return `${text}: ${met ? 'met' : '**not met**'}`;
}

function describeImports({ imports, bytes, lines }: Results): string {
  const { bare, typed, utf8, gb18030 } = imports;
  const wall = (runs: readonly { millis: number }[]) => runs.map((run) => run.millis);
  const busy = (runs: readonly ImportRun[]) =>
    runs.map(({ engine, reader }) => (engine === null ? null : engine + (reader ?? 0)));
  const native = (runs: ImportRuns['bare']) => runs.map(({ processor }) => processor);
  const base = wall(bare);
  const times = (runs: readonly { millis: number }[]) => `${ratio(wall(runs), base).toFixed(2)}×`;
  const work = (values: readonly (number | null)[]) =>
    orDash(values, (samples) => `${ratio(samples, native(bare)).toFixed(2)}×`);
  const overBare = ratio(wall(utf8), base);
  const overUtf8 = ratio(wall(gb18030), wall(utf8));
  const row = (name: string, runs: readonly ImportRun[]) => [
    name,
    seconds(wall(runs)),
    times(runs),
    orDash(busy(runs), seconds),
    work(busy(runs)),
  ];
  return `## Import, ${lines.toLocaleString('en')} lines × 30 columns

${megabytes(bytes.utf8)} as UTF-8, ${megabytes(bytes.gb18030)} as GB18030. Native “bare” reads the file into a table of texts and does nothing else; “typed” also makes orders and lines of it. The app's import includes the pre-scan, tokens for buyers, the checks of every cell, row account, upsert, checkpoint and commit.

${table(
  ['', 'time, median (min–max)', 'over bare', 'processor time', 'over bare'],
  [
    ['native, bare, UTF-8', seconds(base), '1.00×', seconds(native(bare)), '1.00×'],
    ['native, typed, UTF-8', seconds(wall(typed)), times(typed), seconds(native(typed)), work(native(typed))],
    row('app, UTF-8', utf8),
    row('app, GB18030', gb18030),
  ],
)}

- ${goal(overBare <= 2.5, `goal ≤ 2.5× the bare read: ${overBare.toFixed(2)}×`)}
- ${goal(overUtf8 <= 1.1, `goal GB18030 ≤ 1.1× UTF-8: ${overUtf8.toFixed(2)}×`)}

### Where it goes

${table(
  [
    '',
    'reader’s thread works',
    'reader done after',
    'engine’s thread works',
    'marts, at the first question',
    'peak memory of the tab',
  ],
  (['utf8', 'gb18030'] as const).map((encoding) => {
    const runs = imports[encoding];
    return [
      encoding === 'utf8' ? 'UTF-8' : 'GB18030',
      orDash(
        runs.map(({ reader }) => reader),
        seconds,
      ),
      orDash(
        runs.map(({ read }) => read),
        seconds,
      ),
      orDash(
        runs.map(({ engine }) => engine),
        seconds,
      ),
      seconds(runs.map(({ marts }) => marts)),
      orDash(
        runs.map(({ peak }) => peak),
        (samples) => megabytes(Math.max(...samples)),
      ),
    ];
  }),
)}

The reader works on its own thread while the engine stages the rows it handed over before; what is left when the reader is done is the engine's alone. Memory is the resident set of the tab's process, engine, reader and vault together.`;
}

function describeQuestions({ lines, runs }: Results['questions'][number]): string {
  const ratios = runs.map(({ app, native }) => ratio(app, native));
  const middle = median(ratios);
  const equal = runs.every(({ differences }) => differences.length === 0);
  const rows = runs.map(({ name, app, native, differences }, index) => [
    name,
    millis(app),
    millis(native),
    `${(ratios[index] ?? 0).toFixed(2)}×`,
    differences.length === 0 ? 'equal' : `**${differences.length} differ**`,
  ]);
  return `## Twelve questions, ${lines.toLocaleString('en')} lines

Milliseconds, median (min–max). The app's time runs in the page from \`queryMetric\` to its answer, so it includes both thread hops, the look-up of what the data covers and the filling of gaps. Native asks the same of raw \`orders\` and \`order_lines\` built from the same file.

${table(['question', 'app', 'native', 'ratio', 'answers'], rows)}

- ${goal(middle <= 0.5, `goal median ≤ 0.5×: ${middle.toFixed(2)}×`)}
- ${goal(equal, 'equal answers')}`;
}

/** How long the overview takes to show a changed filter. */
export function describeRepaint({ repaint, lines }: Pick<Results, 'repaint' | 'lines'>): string {
  if (repaint === null) return '';
  const say = (name: string, samples: Samples) => [
    name,
    quantile(samples, 0.5).toFixed(0),
    quantile(samples, 0.95).toFixed(0),
    `${Math.min(...samples).toFixed(0)}–${Math.max(...samples).toFixed(0)}`,
  ];
  const p95 = quantile(repaint.figures, 0.95);
  return `## Filter change to repaint, ${lines.toLocaleString('en')} lines

${repaint.figures.length} changes of the province filter on the overview over two years of data; milliseconds from the change of the address to the frame after the one that shows the new numbers.

${table(['', 'p50', 'p95', 'min–max'], [say('key figures', repaint.figures), say('everything on the page', repaint.all)])}

- ${goal(p95 <= 100, `goal p95 ≤ 100 ms: ${p95.toFixed(0)} ms`)}`;
}

function describeWorkbook({ workbook: { rows, bytes, rates } }: Results): string {
  const rate = median(rates);
  return `## XLSX, ${rows.toLocaleString('en')} rows × 30 columns

${megabytes(bytes)}, shared strings; from the file to the report: ${Math.round(rate).toLocaleString('en')} rows/s (${Math.round(Math.min(...rates)).toLocaleString('en')}–${Math.round(Math.max(...rates)).toLocaleString('en')}).

- ${goal(rate >= 20_000, 'goal ≥ 20,000 rows/s')}`;
}

/** The page of results, in Markdown. */
export function describeResults(results: Results): string {
  const { machine } = results;
  return `${[
    '<!-- 由 npm run bench 生成 / written by npm run bench -->',
    '# 性能 · Benchmarks',
    `The built app in Chromium against native DuckDB with one thread, in one run on the same invented file. ${machine.day}; ${machine.processor}, ${machine.cores} cores, ${megabytes(machine.memory)}, load ${machine.load.toFixed(1)} at the start; Chromium ${machine.browser}, Node ${machine.node}, DuckDB ${machine.wasm} in the app and ${machine.native} natively. Trust ratios more than times: the machine is shared, and min–max says how much it was.`,
    describeImports(results),
    ...results.questions.map(describeQuestions),
    describeRepaint(results),
    describeWorkbook(results),
    '## Again\n\n`npm run bench` (1,000,000 lines), `npm run bench -- --quick` (100,000), `npm run bench -- --only filter` (the change of filter alone, printed), `--only vault` and `--only memory` (those parts alone), `npm run bench -- --full` (also 5,000,000 lines as five shops’ files).',
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

import type { VaultResults } from './measure-vault.ts';
import { median, type Samples } from './samples.ts';

const VAULT_HEADING = '## Saved data';

const millis = (samples: Samples) =>
  `${Math.round(median(samples))} ms (${Math.round(Math.min(...samples))}–${Math.round(Math.max(...samples))})`;
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
/** What was tried for the size, once, on 300,000 invented rows in the pinned engine. */
const TRIED =
  '  - tried for the size: the engine’s newer storage format (dictionaries within FSST), 69 blocks where the one in use takes 66; zstd forced on every text, 90. Marts are saved so that a return need not wait for them.';
const goal = (met: boolean, text: string) => `- ${text}: ${met ? 'met' : '**not met**'}`;

/** What saving costs, in words. @param load of the machine at the start */
export function describeVault({ importLines, inMemory, saved, returns }: VaultResults, load: number): string {
  const extra = median(saved) / median(inMemory) - 1;
  const rows = returns.map(
    ({ lines, csv, parquet, vault, keys, firstNumber }) =>
      `| ${lines.toLocaleString('en')} | ${millis(keys)} | ${millis(firstNumber)} | ${megabytes(csv)} | ${megabytes(parquet)} | ${megabytes(vault)} | ${(vault / parquet).toFixed(2)}× |`,
  );
  const million = returns.find(({ lines }) => lines === 1_000_000);
  return [
    VAULT_HEADING,
    '',
    `Load ${load.toFixed(1)} at the start. An import of ${importLines.toLocaleString('en')} lines takes ${millis(inMemory)} in memory and ${millis(saved)} with a vault, from the call to a report that is durable.`,
    '',
    goal(extra <= 0.25, `goal ≤ 25 % on top of the import: ${(100 * extra).toFixed(0)} %`),
    '',
    'A return visit in a new browser on the same profile: from the click on “unlock” to the keys (Argon2id, calibrated to take half a second to a second), and from there to the first correct number of `queryMetric`. The vault holds what orders and their lines say (a good half of it), marts (a quarter) and contacts (a fifth); Parquet is the file’s cells as text, zstd.',
    '',
    '| lines | keys | first number | CSV | Parquet | vault | over Parquet |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...(million
      ? [
          goal(median(million.firstNumber) <= 1500, `goal ≤ 1.5 s after unlock at 1 M: ${millis(million.firstNumber)}`),
          goal(
            million.vault / million.parquet <= 1.3,
            `goal ≤ Parquet zstd × 1.3: ${(million.vault / million.parquet).toFixed(2)}×`,
          ),
          TRIED,
        ]
      : []),
    ...describeGrowth(returns),
    '',
  ].join('\n');
}

/** How the first number's time grows from the smallest vault to the largest. */
function describeGrowth(returns: VaultResults['returns']): string[] {
  const [small, ...larger] = returns;
  const large = larger[larger.length - 1];
  if (!small || !large) return [];
  const lines = large.lines / small.lines;
  const time = median(large.firstNumber) / median(small.firstNumber);
  return [
    goal(time < lines, `growth below linear: ${lines.toFixed(0)} times the lines, ${time.toFixed(1)} times the time`),
  ];
}

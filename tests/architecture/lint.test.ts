import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ROOT } from './tree.ts';

let eslint: ESLint;
beforeAll(() => {
  // Where CI is set, the parser takes each file for what it is on disk and does not see the planted text.
  vi.stubEnv('TSESTREE_SINGLE_RUN', 'false');
  eslint = new ESLint({ cwd: ROOT });
});

afterAll(() => vi.unstubAllEnvs());

/** Rules that a text breaks when it stands in the place of an existing file. */
async function broken(source: string, filePath: string): Promise<string[]> {
  const [result] = await eslint.lintText(source, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const DOMAIN = 'src/domain/contracts/text.ts';
const WORKER = 'workers/shared/guard.ts';
const COMPONENT = 'src/ui/Button.svelte';
const branches = Array.from({ length: 11 }, (_, i) => `if (n === ${i}) return ${i};`).join('\n');

/** One planted violation per habit. */
const PLANTED: [rule: string, file: string, source: string][] = [
  ['@typescript-eslint/no-explicit-any', DOMAIN, 'export const f = (x: any): number => x;'],
  ['@typescript-eslint/consistent-type-assertions', DOMAIN, 'export const f = (x: unknown): number => x as number;'],
  ['@typescript-eslint/no-non-null-assertion', DOMAIN, 'export const f = (x: number | null): number => x!;'],
  ['@typescript-eslint/ban-ts-comment', DOMAIN, '// @ts-ignore\nexport const x: number = 1;'],
  ['@typescript-eslint/no-floating-promises', WORKER, 'const f = async () => 1;\nexport const g = () => { f(); };'],
  ['max-params', DOMAIN, 'export const f = (a: 1, b: 2, c: 3, d: 4): number => a + b + c + d;'],
  ['complexity', DOMAIN, `export function f(n: number): number {\n${branches}\nreturn n;\n}`],
  ['max-lines', DOMAIN, `export {};\n${'\n'.repeat(401)}`],
  [
    'max-lines-per-function',
    DOMAIN,
    `export function f(): number {\n${'let a = 1;\na += 1;\n'.repeat(31)}return 1;\n}`,
  ],
  ['no-console', WORKER, "console.log('x');"],
  ['no-restricted-syntax', WORKER, 'export const f = (t: string) => `SELECT x FROM ${t}`;'],
  ['no-restricted-syntax', 'src/state/query.svelte.ts', "export const f = (t: string) => 'SELECT x FROM ' + t;"],
  ['svelte/no-at-html-tags', COMPONENT, '<script lang="ts">let { x }: { x: string } = $props();</script>{@html x}'],
];

describe('the lint rules', () => {
  it.each(PLANTED)(
    'catch %s in %s',
    async (rule, file, source) => {
      expect(await broken(source, file)).toContain(rule);
    },
    60_000,
  );

  it('cannot be switched off from inside a file', async () => {
    const source = '/* eslint-disable */\nexport const f = (x: any): number => x;';
    expect(await broken(source, DOMAIN)).toContain('@typescript-eslint/no-explicit-any');
  });

  it('find nothing in a file that is in order', async () => {
    expect(await broken('/** One. */\nexport const one = 1;\n', DOMAIN)).toEqual([]);
    expect(await broken('export const f = (t: string) => `Select ${t} from the list`;', WORKER)).toEqual([]);
  });
});

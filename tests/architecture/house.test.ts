import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rawText } from './raw-text.ts';
import { faultOf, writtenTexts } from './texts.ts';
import { projectFiles, read } from './tree.ts';

const CODE = projectFiles('src/**/*.ts', 'src/**/*.svelte', 'workers/**/*.ts', 'scripts/**/*.ts', 'tests/**/*.ts');
const APP = CODE.filter((path) => /^(?:src|workers)\//.test(path));
const ADRS = projectFiles('docs/adr/*.md').filter((path) => /\d{4}-/.test(path));

/** Tables of data may be long: there is one row per fact. */
const TABLES = /^src\/domain\/(?:contracts\/(?:error-texts|canonical)\.ts|formats\/|recognise\/[\w-]*-words\.ts)/;
const BANNED_NOUN = /(?:Manager|Helpers?|Utils?|Service|Data|Info)$/;
const BANNED_FILE = /(?:^|-)(?:manager|helpers?|utils?|service|data|info)\.|^(?:common|misc)\./i;

/** One definition per file, named like its id. */
const NAMED_BY_ID = /^src\/domain\/(?:formats|metrics|analyses)\/[a-z0-9_-]+\.ts$/;

const faults = (paths: readonly string[], judge: (path: string) => readonly string[]) =>
  paths.flatMap((path) => judge(path).map((fault) => `${path}: ${fault}`));

describe('files', () => {
  it('are there in number', () => {
    expect(APP.length).toBeGreaterThan(80);
  });

  it('stay under 400 lines', () => {
    const lines = (path: string) => read(path).split('\n').length - 1;
    expect(
      faults(
        CODE.filter((path) => !TABLES.test(path)),
        (path) => (lines(path) > 400 ? [`${lines(path)} lines`] : []),
      ),
    ).toEqual([]);
  });

  it('are no barrels and no rooms for odds and ends', () => {
    expect(CODE.filter((path) => /(?:^|\/)index\.ts$/.test(path))).toEqual([]);
    expect(
      CODE.filter((path) => BANNED_FILE.test(basename(path)) || /\/(?:utils?|helpers?|common|misc)\//.test(path)),
    ).toEqual([]);
  });

  it('are named in kebab-case, components in PascalCase', () => {
    const wellNamed = (path: string) =>
      path.endsWith('.svelte')
        ? /^(?:[A-Z][A-Za-z0-9]*|[a-z][a-z0-9-]*)\.svelte$/.test(basename(path))
        : /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.ts$/.test(basename(path)) || NAMED_BY_ID.test(path);
    expect(APP.filter((path) => !wellNamed(path))).toEqual([]);
  });

  it('give their types names that say something', () => {
    const declared = /\b(?:class|type|interface)\s+([A-Z]\w*)/g;
    const named = (path: string) => [...read(path).matchAll(declared)].map(([, name]) => name ?? '');
    const banned = (name: string) => BANNED_NOUN.test(name) && name !== 'ErrorInfo';
    expect(faults(APP, (path) => named(path).filter(banned))).toEqual([]);
  });

  it('find their kind by glob in two places only', () => {
    const globbing = APP.filter((path) => read(path).includes('import.meta.glob'));
    const allowed = ['src/app/registry.ts', 'workers/engine/registry.ts'];
    expect(globbing.filter((path) => !allowed.includes(path))).toEqual([]);
  });

  it('speak of the project alone', () => {
    const elsewhere = new RegExp(`(?:^|[^\\w.])/(?:${['work', 'farm', 'home', 'root'].join('|')})/`);
    const all = projectFiles('*').filter((path) => !/\.(?:png|wasm|gz|zip|xlsx?|lock)$|package-lock\.json$/.test(path));
    expect(all.filter((path) => elsewhere.test(read(path)))).toEqual([]);
  });
});

describe('texts', () => {
  it('are caught when written into markup', () => {
    expect(rawText('<p>总览 <b>{name}</b></p>')).toEqual(['总览']);
    expect(rawText('<button aria-label="Close">×</button>')).toEqual(['Close']);
    expect(rawText('{#if a}<p>{t(x)} · <kbd>K</kbd></p>{:else}Loading{/if}<style>p { color: red }</style>')).toEqual([
      'Loading',
    ]);
  });

  it('never stand in a component', () => {
    expect(
      faults(
        APP.filter((path) => path.endsWith('.svelte')),
        (path) => rawText(read(path)),
      ),
    ).toEqual([]);
  });

  it('are caught when a language is missing something', () => {
    const fault = (zh: string, en: string) => faultOf({ line: 1, zh, en });
    expect(fault('订单', 'Orders')).toBeNull();
    expect(fault('Shopify', 'Shopify')).toBeNull();
    expect(fault('订单', '')).toBe('one language is empty');
    expect(fault('订单', '订单')).toBe('not translated');
    expect(fault('{n} 行', '{m} rows')).toBe('the languages have different placeholders');
    expect(fault('好了！', 'Done')).toBe('an exclamation mark');
    expect(fault('先选店', 'Pick a shop，then')).toBe('Chinese punctuation in the English');
  });

  it('say the same in both languages', () => {
    const judge = (path: string) =>
      writtenTexts(path, read(path)).flatMap((text) => {
        const fault = faultOf(text);
        return fault === null ? [] : [`line ${text.line}: ${fault}: ${text.zh} / ${text.en ?? ''}`];
      });
    const speaking = APP.filter((path) => path.endsWith('.ts'));
    expect(speaking.flatMap((path) => writtenTexts(path, read(path))).length).toBeGreaterThan(150);
    expect(faults(speaking, judge)).toEqual([]);
  });
});

describe('documents', () => {
  it('name the two commands', () => {
    const readme = read('README.md');
    expect(readme).toContain('npm ci && npm start');
    expect(readme).toContain('npm ci && npm test');
  });

  it('tell each decision in at most 40 lines, in four parts', () => {
    expect(ADRS.length).toBeGreaterThan(8);
    const parts = ['## Context', '## Decision', '## Rejected', '## Consequences'];
    expect(
      faults(ADRS, (path) => [
        ...(read(path).split('\n').length - 1 > 40 ? ['over 40 lines'] : []),
        ...parts.filter((part) => !read(path).includes(`\n${part}\n`)),
      ]),
    ).toEqual([]);
  });
});

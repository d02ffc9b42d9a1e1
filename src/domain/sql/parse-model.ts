import { DATA_CLASSES, type DataClass } from '../contracts/data-class.ts';
import type { OutColumn, ParamType, SqlType } from '../contracts/analysis.ts';

/** `table` is filled by imports, `view` and `mart` are built from `body`; a mart is stored, a view is not. */
export type ModelKind = 'table' | 'view' | 'mart' | 'step';

export type SqlModel = {
  name: string;
  kind: ModelKind;
  /** Whose key its rows lie under: `business`, unless a `table` says otherwise. */
  dataClass: DataClass;
  about: string;
  grain: string;
  /** Models this one reads; the only tables its body may name. */
  inputs: string[];
  params: { name: string; type: ParamType | 'VARCHAR[]' }[];
  columns: (OutColumn & { about: string })[];
  /** One SELECT; empty for a `table`. */
  body: string;
};

const TYPES: readonly SqlType[] = [
  'VARCHAR',
  'INTEGER',
  'BIGINT',
  'DOUBLE',
  'BOOLEAN',
  'DATE',
  'TIMESTAMP',
  'DECIMAL(18,4)',
  'DECIMAL(18,3)',
];
const PARAM_TYPES: readonly SqlModel['params'][number]['type'][] = [
  'VARCHAR',
  'INTEGER',
  'DOUBLE',
  'DATE',
  'BOOLEAN',
  'VARCHAR[]',
];
const KINDS: readonly ModelKind[] = ['table', 'view', 'mart', 'step'];

/** One of `known`, or an error that names the model and the place. */
function oneOf<T extends string>(known: readonly T[], value: string, where: string): T {
  const found = known.find((each) => each === value);
  if (found === undefined) throw new Error(`${where}: “${value}” is not one of ${known.join(' ')}`);
  return found;
}

function splitComment(text: string): [string, string] {
  const at = text.indexOf('--');
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 2).trim()];
}

function parseColumn(text: string, where: string): OutColumn & { about: string } {
  const [declaration, about] = splitComment(text);
  const gap = declaration.indexOf(' ');
  return { name: declaration.slice(0, gap), type: oneOf(TYPES, declaration.slice(gap + 1).trim(), where), about };
}

function parseParam(text: string, where: string): SqlModel['params'][number] {
  const [name = '', type = ''] = splitComment(text)[0].split(/\s+/);
  return { name, type: oneOf(PARAM_TYPES, type, where) };
}

/** Header lines by key, and the line the body begins on. */
function readHeader(lines: readonly string[]): { header: ReadonlyMap<string, string[]>; end: number } {
  const header = new Map<string, string[]>();
  for (const [end, line] of lines.entries()) {
    const match = /^--\s+(model|kind|class|about|grain|in|param|out|source):\s*(.*)$/.exec(line);
    if (!match) return { header, end };
    const [, key = '', value = ''] = match;
    header.set(key, [...(header.get(key) ?? []), value]);
  }
  return { header, end: lines.length };
}

/** Reads the header contract and the body of a `.sql` model. @throws Error when a header line is missing or unknown. */
export function parseModel(source: string): SqlModel {
  const lines = source.split('\n');
  const { header, end } = readHeader(lines);
  const all = (key: string) => header.get(key) ?? [];
  const one = (key: string) => all(key).join(' ').trim();
  const name = one('model');
  if (name === '') throw new Error(`a model without “-- model:” begins ${source.slice(0, 40)}`);
  return {
    name,
    kind: oneOf(KINDS, one('kind') || 'mart', name),
    dataClass: oneOf(DATA_CLASSES, one('class') || 'business', name),
    about: one('about'),
    grain: one('grain'),
    inputs: all('in')
      .flatMap((value) => splitComment(value)[0].split(/[\s,]+/))
      .filter((each) => each !== ''),
    params: all('param').map((value) => parseParam(value, name)),
    columns: all('out').map((value) => parseColumn(value, name)),
    body: lines.slice(end).join('\n').trim(),
  };
}

import { FIELD_NAMES, type FieldName } from '../contracts/canonical.ts';
import { fieldSource, type FieldSource, type FormatDefinition, type HeaderNames } from '../contracts/format.ts';
import { normaliseHeader } from './normalise-header.ts';

/** Column indexes a field is read from: `from` + Σ plus − Σ minus. */
export type FieldColumns = {
  readonly from: number;
  readonly plus: readonly number[];
  readonly minus: readonly number[];
};

export type FormatMatch = {
  readonly format: FormatDefinition;
  /** Index into the given rows. */
  readonly headerIndex: number;
  /** 0…1: half how much of the header the layout explains, half how many of its own marks are there. */
  readonly score: number;
  readonly columns: ReadonlyMap<FieldName, FieldColumns>;
  /** Columns of a gift stated in the same row; empty where the layout has none. */
  readonly gift: ReadonlyMap<FieldName, number>;
  /** Indexes of columns with personal data. */
  readonly personal: readonly number[];
  /** Indexes of columns no field reads and that are not personal. */
  readonly unused: readonly number[];
  /** Header names that stand twice; the first column of each is read. */
  readonly duplicates: readonly string[];
};

export type MatchOutcome = {
  readonly best: FormatMatch;
  /** The next layout that would also take this header. */
  readonly runnerUp: FormatMatch | null;
  /** The runner-up is so near that a person should look. */
  readonly close: boolean;
};

/** A layout that fits but for required fields, so that a message can name them. */
export type NearMatch = {
  readonly format: FormatDefinition;
  readonly headerIndex: number;
  readonly score: number;
  readonly missing: readonly FieldName[];
};

/** Rows searched for the header. */
export const HEADER_SEARCH_ROWS = 20;

/** A layout that explains less of a header than this does not claim it. */
const MIN_SCORE = 0.5;

const CLOSE = 0.15;
const MARKS_ENOUGH = 3;

type Header = { readonly index: number; readonly at: ReadonlyMap<string, number>; readonly names: readonly string[] };

/**
 * The layout that fits one of the first 20 rows best; the most specific one (largest known part, most own marks) wins.
 *
 * @param headRows first rows of the file as text, any number of them.
 * @returns null when no layout has all its required columns and explains at least half of a row.
 */
export function matchFormat(
  headRows: readonly (readonly string[])[],
  formats: readonly FormatDefinition[],
): MatchOutcome | null {
  const matches = candidates(headRows, formats)
    .filter(({ format, header, score }) => score >= MIN_SCORE && missingFields(header, format).length === 0)
    .map(({ format, header, score }) => describeMatch(header, format, score))
    .sort((a, b) => b.score - a.score || b.columns.size - a.columns.size || a.headerIndex - b.headerIndex);
  const [best] = matches;
  if (best === undefined) return null;
  const runnerUp = matches.find((match) => match.format.id !== best.format.id) ?? null;
  return { best, runnerUp, close: runnerUp !== null && best.score - runnerUp.score < CLOSE };
}

/** The layout a file most probably has although required columns are missing from it; null when none is near. */
export function nearestFormat(
  headRows: readonly (readonly string[])[],
  formats: readonly FormatDefinition[],
): NearMatch | null {
  const near = candidates(headRows, formats)
    .map(({ format, header, score }) => ({
      format,
      headerIndex: header.index,
      score,
      missing: missingFields(header, format),
    }))
    .filter(
      ({ format, score, missing }) => score >= 0.75 && missing.length > 0 && missing.length < format.required.length,
    )
    .sort((a, b) => b.score - a.score);
  return near[0] ?? null;
}

function candidates(headRows: readonly (readonly string[])[], formats: readonly FormatDefinition[]) {
  const headers = headRows.slice(0, HEADER_SEARCH_ROWS).map(readHeader);
  return formats.flatMap((format) => {
    const known = knownNames(format);
    return headers
      .filter(
        (header) => header.at.size > 0 && !(format.excludes ?? []).some((name) => header.at.has(normaliseHeader(name))),
      )
      .map((header) => ({ format, header, score: scoreHeader(header, format, known) }));
  });
}

function readHeader(row: readonly string[], index: number): Header {
  const at = new Map<string, number>();
  row.forEach((name, column) => {
    const key = normaliseHeader(name);
    if (key !== '' && !at.has(key)) at.set(key, column);
  });
  return { index, at, names: row };
}

function knownNames(format: FormatDefinition): ReadonlySet<string> {
  const sources = FIELD_NAMES.flatMap((field) => {
    const source = format.fields[field];
    return source === undefined ? [] : sourceNames(fieldSource(source));
  });
  return new Set([...format.knownHeaders, ...format.fingerprint, ...format.personal, ...sources].map(normaliseHeader));
}

function sourceNames(source: FieldSource): string[] {
  const own = [source.from, ...(source.plus ?? []), ...(source.minus ?? [])].flat();
  return source.or === undefined ? own : [...own, ...sourceNames(source.or)];
}

function scoreHeader(header: Header, format: FormatDefinition, known: ReadonlySet<string>): number {
  const matched = [...header.at.keys()].filter((name) => known.has(name)).length;
  const marks = format.fingerprint.filter((name) => header.at.has(normaliseHeader(name))).length;
  const enough = Math.max(1, Math.min(MARKS_ENOUGH, format.fingerprint.length));
  return 0.5 * (matched / header.at.size) + 0.5 * Math.min(1, marks / enough);
}

function missingFields(header: Header, format: FormatDefinition): FieldName[] {
  return format.required.filter((field) => {
    const source = format.fields[field];
    return source === undefined || findSource(header, fieldSource(source)) === null;
  });
}

function findName(header: Header, names: HeaderNames): number | null {
  for (const name of names) {
    const column = header.at.get(normaliseHeader(name));
    if (column !== undefined) return column;
  }
  return null;
}

function findSource(header: Header, source: FieldSource): FieldColumns | null {
  const from = findName(header, source.from);
  if (from === null) return source.or === undefined ? null : findSource(header, source.or);
  const present = (names: readonly HeaderNames[] | undefined) =>
    (names ?? []).map((name) => findName(header, name)).filter((column): column is number => column !== null);
  return { from, plus: present(source.plus), minus: present(source.minus) };
}

function fieldColumns(header: Header, format: FormatDefinition): ReadonlyMap<FieldName, FieldColumns> {
  const columns = new Map<FieldName, FieldColumns>();
  for (const field of FIELD_NAMES) {
    const source = format.fields[field];
    const found = source === undefined ? null : findSource(header, fieldSource(source));
    if (found !== null) columns.set(field, found);
  }
  return columns;
}

function giftColumns(header: Header, format: FormatDefinition): ReadonlyMap<FieldName, number> {
  const columns = new Map<FieldName, number>();
  for (const field of FIELD_NAMES) {
    const names = format.giftLine?.[field];
    const column = names === undefined ? null : findName(header, names);
    if (column !== null) columns.set(field, column);
  }
  return columns;
}

function describeMatch(header: Header, format: FormatDefinition, score: number): FormatMatch {
  const columns = fieldColumns(header, format);
  const gift = giftColumns(header, format);
  const personalNames = new Set(format.personal.map(normaliseHeader));
  const personal = new Set<number>();
  for (const field of ['buyer', 'address'] as const) {
    const found = columns.get(field);
    if (found !== undefined) personal.add(found.from);
  }
  header.names.forEach((name, column) => {
    if (personalNames.has(normaliseHeader(name))) personal.add(column);
  });
  const used = new Set(
    [...columns.values()].flatMap(({ from, plus, minus }) => [from, ...plus, ...minus]).concat([...gift.values()]),
  );
  const named = header.names
    .map((name, column) => ({ key: normaliseHeader(name), name: name.trim(), column }))
    .filter(({ key }) => key !== '');
  return {
    format,
    headerIndex: header.index,
    score,
    columns,
    gift,
    personal: [...personal].sort((a, b) => a - b),
    unused: named.filter(({ column }) => !used.has(column) && !personal.has(column)).map(({ column }) => column),
    duplicates: [...new Set(named.filter(({ key, column }) => header.at.get(key) !== column).map(({ name }) => name))],
  };
}

import { FIELDS, type FieldName } from '../../../src/domain/contracts/canonical.ts';
import { fieldSource, type FormatDefinition } from '../../../src/domain/contracts/format.ts';
import type { ImportNote, ImportReport } from '../../../src/domain/contracts/import.ts';
import type { Text } from '../../../src/domain/contracts/text.ts';
import type { SourceTable } from '../../../src/domain/contracts/source.ts';
import type { ContactColumn } from '../../../src/domain/contracts/contact.ts';
import { findHeader } from '../../../src/domain/recognise/find-header.ts';
import { matchFormat, nearestFormat, type FormatMatch } from '../../../src/domain/recognise/match-format.ts';
import { normaliseHeader } from '../../../src/domain/recognise/normalise-header.ts';
import type { GiftColumns, StageColumn } from '../../../src/domain/sql/compile-stage.ts';

/** A table of a file and the layout it was found to have. */
export type RecognisedTable = {
  table: SourceTable;
  format: FormatDefinition;
  headerIndex: number;
  headers: string[];
  columns: StageColumn[];
  gift: GiftColumns;
  /** Columns with personal data, from 0. */
  personal: number[];
  unused: number[];
  score: number;
  runnerUp: string | null;
};

/** What a header is remembered by: its names, normalised, in order. */
export function headerKey(headers: readonly string[]): string {
  return headers.map(normaliseHeader).join('|');
}

/** The header row of a table no layout claims, by its shape; null when there is none. */
export function headersOf(table: SourceTable): { index: number; headers: string[] } | null {
  const index = findHeader(table.head);
  return index === null ? null : { index, headers: table.head[index] ?? [] };
}

const GIFT_FIELDS = ['title', 'sku_text', 'product_id', 'merchant_sku_code', 'qty'] as const;

function giftColumns(gift: FormatMatch['gift']): GiftColumns {
  return Object.fromEntries(GIFT_FIELDS.flatMap((field) => (gift.has(field) ? [[field, gift.get(field)]] : [])));
}

/** The layout of a table, or null when none of `formats` claims it. */
export function recogniseTable(table: SourceTable, formats: readonly FormatDefinition[]): RecognisedTable | null {
  const outcome = matchFormat(table.head, formats);
  if (!outcome) return null;
  const { best, runnerUp, close } = outcome;
  return {
    table,
    format: best.format,
    headerIndex: best.headerIndex,
    headers: table.head[best.headerIndex] ?? [],
    columns: [...best.columns].map(([field, columns]) => ({ field, ...columns })),
    gift: giftColumns(best.gift),
    personal: [...best.personal],
    unused: [...best.unused],
    score: best.score,
    runnerUp: close && runnerUp ? runnerUp.format.id : null,
  };
}

/** Name in the file of the column a field is read from. */
export function headerOf({ columns, headers }: RecognisedTable, field: FieldName): string | null {
  const column = columns.find((each) => each.field === field);
  return column ? (headers[column.from]?.trim() ?? null) : null;
}

const OF_ADDRESS: readonly FieldName[] = ['province', 'city', 'district'];

/** Fields the table states, an address as the regions it names. */
export function presentFields({ columns }: RecognisedTable): Set<FieldName> {
  return new Set(columns.flatMap(({ field }) => (field === 'address' ? OF_ADDRESS : [field])));
}

/** What becomes of each personal column, where those of `contacts` are kept as they are written. */
export function personalTreatment(
  { columns, headers, personal }: RecognisedTable,
  contacts: readonly ContactColumn[],
): ImportReport['personal'] {
  const kept = new Set(contacts.flatMap((contact) => contact.columns));
  return personal.map((index) => {
    const kind = columns.map((column) => (column.from === index ? FIELDS[column.field].kind : null));
    const treatment = kind.includes('buyer')
      ? 'tokenised'
      : kind.includes('address')
        ? 'reduced_to_region'
        : 'left_out';
    return { column: headers[index]?.trim() ?? '', treatment, kept: kept.has(index) };
  });
}

/** What a report says of a table's layout. */
export function describeMatch(found: RecognisedTable) {
  const { format, headers, unused, score, runnerUp } = found;
  return {
    formatId: format.id,
    formatTitle: format.title,
    platform: format.platform,
    matchScore: score,
    runnerUp,
    personal: personalTreatment(found, []),
    unusedColumns: unused.map((index) => headers[index]?.trim() ?? ''),
  };
}

const nearText = (title: Text): Text => ({
  'zh-CN': `很像“${title['zh-CN']}”，但缺少必需的列：{columns}。导出时勾选这些列再放入，就能自动识别。`,
  en: `This looks like ${title.en} but lacks the columns {columns}. Tick them when exporting and the file is recognised by itself.`,
});

/** Names the columns a file lacks to be the layout it nearly is. */
export function nearMatchNotes(table: SourceTable, formats: readonly FormatDefinition[]): ImportNote[] {
  const near = nearestFormat(table.head, formats);
  if (!near) return [];
  const columns = near.missing.map((field) => {
    const source = near.format.fields[field];
    return source ? fieldSource(source).from[0] : FIELDS[field].title['zh-CN'];
  });
  return [{ code: 'near_match', text: nearText(near.format.title), params: { columns: columns.join('、') } }];
}

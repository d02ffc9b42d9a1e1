import { FIELD_NAMES, FIELDS, type FieldName } from '../contracts/canonical.ts';
import type { ColumnMapping } from '../contracts/import.ts';
import type { Text } from '../contracts/text.ts';
import { contentFactor } from './content-factor.ts';
import { isPersonalContent, isPersonalName } from './find-personal.ts';
import { guessCurrency } from './guess-currency.ts';
import { placeAmounts } from './place-amounts.ts';
import { numberOf, profileColumn, type ColumnProfile } from './profile-column.ts';
import type { FoundFields, SampleColumn } from './sample-column.ts';
import { scoreName, type NameScore } from './score-name.ts';

export type MappingGuess = {
  readonly guess: ColumnMapping;
  readonly reasons: Readonly<Partial<Record<FieldName, Text>>>;
  /** Header names of columns that hold personal data by name or content. */
  readonly personalColumns: readonly string[];
};

const ENOUGH = 0.5;

/** What a column with a personal name may mean at all. */
const OF_A_PERSON: readonly FieldName[] = ['buyer', 'address', 'province', 'city', 'district', 'country'];

/**
 * What the columns of an unknown table probably mean, from their names (both languages, with slips) and sample values.
 *
 * @param rows sample rows below the header, as text; 20 or more make the guess better, none still works.
 * @param name how the mapping is called until the user renames it.
 */
export function guessMapping(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  name: string,
): MappingGuess {
  const columns = sampleColumns(headers, rows);
  const found = assignFields(columns);
  fillFromContent(columns, found);
  const grain = guessGrain(found);
  placeAmounts(found, grain);
  const money = columns.filter(({ profile }) => profile.numbers > 0.8);
  const fields: Partial<Record<FieldName, string>> = {};
  const reasons: Partial<Record<FieldName, Text>> = {};
  for (const field of FIELD_NAMES) {
    const hit = found.get(field);
    if (hit === undefined) continue;
    fields[field] = hit.column.header;
    reasons[field] = hit.reason;
  }
  const guess: ColumnMapping = {
    name,
    platform: 'other',
    grain,
    currency: guessCurrency(
      headers,
      money.map(({ profile }) => profile),
      found.get('country')?.column.cells ?? [],
    ),
    fields,
    dateOrder: dateOrderOf(columns, found),
    cancelPrefix: cancelPrefix(found),
    everyRowIsPaid: !found.has('paid_at') && !found.has('status'),
  };
  return { guess, reasons, personalColumns: personalColumns(columns, found) };
}

function sampleColumns(headers: readonly string[], rows: readonly (readonly string[])[]): SampleColumn[] {
  const seen = new Set<string>();
  return headers.flatMap((raw, index) => {
    const header = raw.trim();
    if (header === '' || seen.has(header)) return [];
    seen.add(header);
    const cells = rows.map((row) => row[index] ?? '');
    return [{ header, index, cells, profile: profileColumn(cells) }];
  });
}

/** The best pairs of field and column first; each field and each column is used once. */
function assignFields(columns: readonly SampleColumn[]): FoundFields {
  const pairs = columns.flatMap((column) => {
    const fields = isPersonalName(column.header) ? OF_A_PERSON : FIELD_NAMES;
    return fields.flatMap((field) => {
      const named = scoreName(column.header, field);
      const score = named === null ? 0 : named.score * contentFactor(field, column.profile);
      return named === null || score < ENOUGH ? [] : [{ column, field, score, named }];
    });
  });
  pairs.sort((a, b) => b.score - a.score || a.column.index - b.column.index);
  const found: FoundFields = new Map();
  const taken = new Set<number>();
  for (const { column, field, named } of pairs) {
    if (found.has(field) || taken.has(column.index)) continue;
    found.set(field, { column, reason: nameReason(named, column) });
    taken.add(column.index);
  }
  return found;
}

/** Time, province and currency are told by their values where no name told them. */
function fillFromContent(columns: readonly SampleColumn[], found: FoundFields): void {
  const taken = new Set([...found.values()].map(({ column }) => column.index));
  const free = () => columns.filter(({ index, profile }) => !taken.has(index) && profile.filled > 0);
  const claim = (field: FieldName, test: (profile: ColumnProfile) => boolean, looks: Text) => {
    const column = found.has(field) ? undefined : free().find(({ profile }) => test(profile));
    if (column === undefined) return;
    taken.add(column.index);
    found.set(field, { column, reason: looks });
  };
  claim('created_at', ({ dates }) => dates > 0.9, { 'zh-CN': '内容都是日期', en: 'its values are dates' });
  claim('province', ({ provinces, averageLength }) => provinces > 0.8 && averageLength < 9, {
    'zh-CN': '内容是省份名',
    en: 'its values are names of provinces',
  });
  claim('currency', ({ currencyCodes }) => currencyCodes > 0.9, {
    'zh-CN': '内容是货币代码',
    en: 'its values are currency codes',
  });
  if (AMOUNTS.some((field) => found.has(field)) || (found.has('unit_list_price') && found.has('qty'))) return;
  claim(
    'line_amount',
    ({ numbers, integers, isRate, dates }) => numbers > 0.9 && integers < 0.9 && !isRate && dates < 0.5,
    {
      'zh-CN': '内容像金额，且没有别的金额列',
      en: 'its values look like amounts and no other column does',
    },
  );
}

const AMOUNTS: readonly FieldName[] = [
  'buyer_paid_amount',
  'payable_amount',
  'line_amount',
  'line_paid_amount',
  'list_amount',
  'unit_list_price',
];
const OF_A_LINE: readonly FieldName[] = [
  'line_id',
  'product_id',
  'sku_id',
  'merchant_sku_code',
  'unit_list_price',
  'title',
];

/** Rows are lines when an order number repeats in the sample, or when rows speak of one product each. */
function guessGrain(found: FoundFields): 'order' | 'line' {
  const ids = found.get('order_id')?.column.profile;
  if (ids === undefined) return 'order';
  return ids.distinct < ids.filled || OF_A_LINE.some((field) => found.has(field)) ? 'line' : 'order';
}

/** The order of day and month in the time of placing; an ambiguous one is settled by the other dates of the table. */
function dateOrderOf(columns: readonly SampleColumn[], found: FoundFields): ColumnMapping['dateOrder'] {
  const own = found.get('created_at')?.column.profile.dateOrder ?? 'auto';
  if (own !== 'auto') return own;
  const others = new Set(
    columns.map(({ profile }) => profile.dateOrder).filter((order) => order === 'dmy' || order === 'mdy'),
  );
  const [only] = others;
  return others.size === 1 && only !== undefined ? only : 'auto';
}

/** Letters before the numbers of returns: seen in the sample, or the C of invoice lists where all numbers are digits. */
function cancelPrefix(found: FoundFields): string {
  const ids = found.get('order_id')?.column;
  if (ids === undefined) return '';
  const stated = ids.cells.map((cell) => cell.trim()).filter((id) => id !== '');
  if (stated.filter((id) => /^\d+$/.test(id)).length <= stated.length / 2) return '';
  return seenPrefix(ids, found) ?? (/invoice|发票/i.test(ids.header) ? 'C' : '');
}

/** Letters before the number of a row that gives money or goods back. */
function seenPrefix(ids: SampleColumn, found: FoundFields): string | null {
  const amounts = (found.get('qty') ?? found.get('line_amount') ?? found.get('buyer_paid_amount'))?.column.cells ?? [];
  const returned = ids.cells.filter((_, row) => numberOf((amounts[row] ?? '').trim()) < 0).map((id) => id.trim());
  const lettered = returned.map((id) => /^([A-Za-z]{1,3}-?)\d+$/.exec(id)?.[1]).find((prefix) => prefix !== undefined);
  return lettered ?? null;
}

function personalColumns(columns: readonly SampleColumn[], found: FoundFields): string[] {
  const plain = new Set<number>();
  for (const [field, { column }] of found)
    if (FIELDS[field].kind !== 'buyer' && FIELDS[field].kind !== 'address') plain.add(column.index);
  return columns
    .filter(
      ({ header, index, cells }) => isPersonalName(header) || (!plain.has(index) && isPersonalContent(header, cells)),
    )
    .map(({ header }) => header);
}

function nameReason(named: NameScore, column: SampleColumn): Text {
  const alike = named.how === 'same' ? { zh: '列名就是', en: 'named' } : { zh: '列名近似', en: 'named much like' };
  return { 'zh-CN': `${alike.zh}“${column.header}”`, en: `${alike.en} “${column.header}”` };
}

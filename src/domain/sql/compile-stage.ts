import { FIELDS, type FieldName } from '../contracts/canonical.ts';
import type { Delimiter } from '../contracts/source.ts';
import {
  cleanFlag, cleanId, cleanNumber, cleanText, cleanTime, isNeverTime, isNothing, shapeOf, type ClockStyle, type NumberStyle,
} from './clean-expressions.ts';
import { cityOfAddress, districtOfAddress, provinceName, provinceOfAddress, tokenOf } from './personal-expressions.ts';
import { quoteIdent, quoteText } from './quote-ident.ts';

/** A free item's facts in extra columns of the row, counted from 0. */
export type GiftColumns = Partial<Record<'title' | 'sku_text' | 'product_id' | 'merchant_sku_code' | 'qty', number>>;

/** Columns of the file, counted from 0, that state one field: the first alone, or with others added and taken off. */
export type StageColumn = { field: FieldName; from: number; plus: readonly number[]; minus: readonly number[] };

/** Everything the statement that reads a batch depends on; none of it comes from a row. */
export type StagePlan = {
  columns: readonly StageColumn[];
  gift: GiftColumns;
  /** Cells in a record. */
  width: number;
  delimiter: Exclude<Delimiter, 'space'>;
  clock: ClockStyle;
  numbers: NumberStyle;
  nulls: readonly string[];
  /** Prefix of buyer tokens: a platform account is never the same buyer as another platform's. */
  platform: string;
  /** Whether rows are told apart by all they say (files whose lines carry no number of their own). */
  hashRows: boolean;
  totalWords: readonly string[];
};

/** Engine type of each field in `stg_rows`; personal fields have none. */
export const STAGED_TYPES = {
  id: 'VARCHAR', text: 'VARCHAR', money: 'DECIMAL(18,4)', quantity: 'DECIMAL(18,3)', timestamp: 'TIMESTAMP', flag: 'BOOLEAN',
  status: 'VARCHAR', refund_status: 'VARCHAR', buyer: null, address: null,
} as const;

const cell = (index: number) => `c${index}`;

/** Fields that can fail to be read, in the order of their bits in `unread`. */
export function checkedColumns(plan: StagePlan): { column: StageColumn; index: number }[] {
  return plan.columns
    .filter(({ field }) => ['money', 'quantity', 'timestamp'].includes(FIELDS[field].kind))
    .flatMap((column) => [column.from, ...column.plus, ...column.minus].map((index) => ({ column, index })))
    .slice(0, 62);
}

function cleaned(plan: StagePlan, field: FieldName, index: number): string {
  const column = cell(index);
  switch (FIELDS[field].kind) {
    case 'id':
      return cleanId(column, plan.nulls);
    case 'money':
      return cleanNumber(column, 'DECIMAL(18,4)', plan.numbers);
    case 'quantity':
      return cleanNumber(column, 'DECIMAL(18,3)', plan.numbers);
    case 'timestamp':
      return cleanTime(column, plan.clock);
    case 'flag':
      return cleanFlag(column);
    default:
      return field === 'province' ? provinceName(cleanText(column, plan.nulls)) : cleanText(column, plan.nulls);
  }
}

function summed(plan: StagePlan, { field, from, plus, minus }: StageColumn): string {
  const first = cleaned(plan, field, from);
  if (plus.length + minus.length === 0) return first;
  const term = (index: number) => `coalesce(${cleaned(plan, field, index)}, 0)`;
  const terms = [...plus.map((index) => ` + ${term(index)}`), ...minus.map((index) => ` - ${term(index)}`)];
  return `CAST(${first}${terms.join('')} AS ${FIELDS[field].kind === 'quantity' ? 'DECIMAL(18,3)' : 'DECIMAL(18,4)'})`;
}

function personalOutputs(plan: StagePlan, { field, from }: StageColumn): [string, string][] {
  const text = cleanText(cell(from), plan.nulls);
  if (field === 'buyer') return [['customer_key', tokenOf(text, plan.platform)]];
  const stated = new Set(plan.columns.map((column) => column.field));
  const parts: [FieldName, string][] = [
    ['province', provinceOfAddress(text)],
    ['city', cityOfAddress(text)],
    ['district', districtOfAddress(text)],
  ];
  return parts.filter(([name]) => !stated.has(name));
}

function giftOutputs({ gift, nulls, numbers }: StagePlan): [string, string][] {
  const text = (['title', 'sku_text'] as const).map((name) => [name, gift[name], cleanText] as const);
  const ids = (['product_id', 'merchant_sku_code'] as const).map((name) => [name, gift[name], cleanId] as const);
  const stated = [...text, ...ids].flatMap(([name, index, clean]): [string, string][] =>
    index === undefined ? [] : [[`gift_${name}`, clean(cell(index), nulls)]],
  );
  return gift.qty === undefined ? stated : [...stated, ['gift_qty', cleanNumber(cell(gift.qty), 'DECIMAL(18,3)', numbers)]];
}

function outputs(plan: StagePlan): [string, string][] {
  return [...fieldOutputs(plan), ...giftOutputs(plan)];
}

function fieldOutputs(plan: StagePlan): [string, string][] {
  return plan.columns.flatMap((column): [string, string][] => {
    const kind = FIELDS[column.field].kind;
    return kind === 'buyer' || kind === 'address' ? personalOutputs(plan, column) : [[column.field, summed(plan, column)]];
  });
}

/** One bit for each cell that says something but cannot be read. */
function unreadMask(plan: StagePlan): string {
  const bits = checkedColumns(plan).map(({ column, index }, bit) => {
    const value = cleaned(plan, column.field, index);
    const never = FIELDS[column.field].kind === 'timestamp' ? ` AND NOT ${isNeverTime(cell(index))}` : '';
    return `CASE WHEN ${cell(index)} IS NOT NULL AND ${value} IS NULL AND NOT ${isNothing(cell(index), plan.nulls)}${never} THEN ${2 ** bit}::BIGINT ELSE 0 END`;
  });
  return bits.length === 0 ? '0::BIGINT' : bits.join(' + ');
}

/** The word a total row starts with, in its first cell or where its number would stand. */
function totalTest(plan: StagePlan): string {
  const words = plan.totalWords.map(quoteText).join(', ');
  const orderId = plan.columns.find(({ field }) => field === 'order_id');
  const places = [...new Set([0, ...(orderId ? [orderId.from] : [])])];
  return places.map((index) => `lower(trim(${cell(index)}, ' \t:：')) IN (${words})`).join(' OR ');
}

function rowHash(plan: StagePlan): string {
  const cells = Array.from({ length: plan.width }, (_, index) => cell(index));
  return plan.hashRows ? `hash(${cells.join(', ')})::VARCHAR` : 'NULL::VARCHAR';
}

/** `read_csv` of one batch: nothing sniffed, every cell text. `path` is our own name for it. */
function source(plan: StagePlan, path: string): string {
  const columns = Array.from({ length: plan.width }, (_, index) => `${quoteText(cell(index))}: 'VARCHAR'`);
  const options = [
    'auto_detect = false', 'header = false', `delim = ${quoteText(plan.delimiter)}`, `quote = '"'`, `escape = '"'`, `new_line = '\\n'`,
    'max_line_size = 4194304', `columns = {${columns.join(', ')}}`,
  ];
  return `read_csv(${quoteText(path)}, ${options.join(', ')})`;
}

/** Reads one batch into `stg_rows`. Parameters: `$first_line`, `$lines` (numbers as text, or none when they run on). */
export function compileStage(plan: StagePlan, path: string): string {
  const named = outputs(plan);
  const line = `coalesce(CAST($lines[row_number() OVER ()] AS BIGINT), $first_line + row_number() OVER () - 1)`;
  const names = ['src_row', ...named.map(([name]) => name), 'row_hash', 'unread', 'is_total'];
  const values = [line, ...named.map(([, sql]) => sql), rowHash(plan), unreadMask(plan), `coalesce(${totalTest(plan)}, false)`];
  return `INSERT INTO stg_rows (${names.map(quoteIdent).join(', ')})\nSELECT\n  ${values.join(',\n  ')}\nFROM ${source(plan, path)}`;
}

/** What the issues of a batch are called and how grave they are. */
export type UnreadLabels = { headers: readonly string[]; personal: ReadonlySet<number>; refuses: (field: FieldName) => boolean };

/** Bits of `unread` that refuse their row. */
export function refusingMask(plan: StagePlan, refuses: (field: FieldName) => boolean): number {
  return checkedColumns(plan).reduce((mask, { column }, bit) => (refuses(column.field) ? mask + 2 ** bit : mask), 0);
}

/** Reads the batch again for the cells that could not be read, as issues without their content. */
export function compileUnreadIssues(plan: StagePlan, path: string, { headers, personal, refuses }: UnreadLabels): string {
  const line = `coalesce(CAST($lines[row_number() OVER ()] AS BIGINT), $first_line + row_number() OVER () - 1)`;
  const selects = checkedColumns(plan).map(({ column, index }, bit) => {
    const kind = FIELDS[column.field].kind;
    const shape = personal.has(index) ? 'NULL' : shapeOf(cell(index));
    const code = kind === 'timestamp' ? 'time_unreadable' : 'number_unreadable';
    const severity = refuses(column.field) ? 'refused' : 'warning';
    return `SELECT $src_file_id, src_row, ${quoteText(headers[index] ?? '')}, '${severity}', '${code}', ${shape}, '' FROM read WHERE NOT is_total AND unread & ${2 ** bit}::BIGINT <> 0`;
  });
  return `INSERT INTO import_issue\nWITH read AS MATERIALIZED (\n  SELECT ${line} AS src_row, ${unreadMask(plan)} AS unread, coalesce(${totalTest(plan)}, false) AS is_total, * FROM ${source(plan, path)}\n)\n${selects.join('\nUNION ALL ')}`;
}

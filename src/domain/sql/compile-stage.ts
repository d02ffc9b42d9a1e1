import { FIELDS, type FieldName } from '../contracts/canonical.ts';
import type { Delimiter } from '../contracts/source.ts';
import {
  flagSteps,
  idSteps,
  numberSteps,
  shapeOf,
  textSteps,
  timeSteps,
  type CellNames,
  type CellSteps,
  type CellStyle,
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
  style: CellStyle;
  /** Prefix of buyer tokens: a platform account is never the same buyer as another platform's. */
  platform: string;
  /** Whether rows are told apart by all they say (files whose lines carry no number of their own). */
  hashRows: boolean;
  totalWords: readonly string[];
  /** Columns in which a total row says so. */
  totalPlaces: readonly number[];
};

/** Engine type of each field in `stg_rows`; personal fields have none. */
export const STAGED_TYPES = {
  id: 'VARCHAR',
  text: 'VARCHAR',
  money: 'DECIMAL(18,4)',
  quantity: 'DECIMAL(18,3)',
  timestamp: 'TIMESTAMP',
  flag: 'BOOLEAN',
  status: 'VARCHAR',
  refund_status: 'VARCHAR',
  buyer: null,
  address: null,
} as const;

const cell = (index: number) => `c${index}`;

/** The way a cell is read; fields that share a column and a reading share the steps. */
type Reading = 'text' | 'id' | 'money' | 'quantity' | 'timestamp' | 'flag';

function readingOf(field: FieldName): Reading {
  const { kind } = FIELDS[field];
  return kind === 'id' || kind === 'money' || kind === 'quantity' || kind === 'timestamp' || kind === 'flag'
    ? kind
    : 'text';
}

const namesOf = (reading: Reading, index: number): CellNames => ({
  raw: cell(index),
  first: `a_${reading}_${index}`,
  second: `b_${reading}_${index}`,
  value: `v_${reading}_${index}`,
});
const valueOf = (reading: Reading, index: number) => namesOf(reading, index).value;

function stepsOf(reading: Reading, names: CellNames, plan: StagePlan): CellSteps {
  switch (reading) {
    case 'id':
      return idSteps(names, plan.style);
    case 'money':
      return numberSteps(names, 'DECIMAL(18,4)', plan.style);
    case 'quantity':
      return numberSteps(names, 'DECIMAL(18,3)', plan.style);
    case 'timestamp':
      return timeSteps(names, plan.style);
    case 'flag':
      return flagSteps(names);
    default:
      return textSteps(names, plan.style);
  }
}

const GIFT_READINGS = {
  title: 'text',
  sku_text: 'text',
  product_id: 'id',
  merchant_sku_code: 'id',
  qty: 'quantity',
} as const;
const GIFT_FIELDS = ['title', 'sku_text', 'product_id', 'merchant_sku_code', 'qty'] as const;

/** Every cell that is read, each reading of it once. */
function readings(plan: StagePlan): { reading: Reading; index: number; field: FieldName | null }[] {
  const ofFields = plan.columns.flatMap(({ field, from, plus, minus }) =>
    [from, ...plus, ...minus].map((index) => ({ reading: readingOf(field), index, field })),
  );
  const ofGift = GIFT_FIELDS.flatMap((name) => {
    const index = plan.gift[name];
    return index === undefined ? [] : [{ reading: GIFT_READINGS[name], index, field: null }];
  });
  return [...ofFields, ...ofGift];
}

function uniqueReadings(plan: StagePlan): { reading: Reading; index: number }[] {
  const found = new Map(readings(plan).map(({ reading, index }) => [valueOf(reading, index), { reading, index }]));
  return [...found.values()];
}

/** Cells that can fail to be read, in the order of their bits in `unread`. */
export function checkedColumns(plan: StagePlan): { field: FieldName; index: number; reading: Reading }[] {
  const checked = readings(plan).flatMap(({ reading, index, field }) =>
    field !== null && (reading === 'money' || reading === 'quantity' || reading === 'timestamp')
      ? [{ reading, index, field }]
      : [],
  );
  return checked.slice(0, 62);
}

function summed({ field, from, plus, minus }: StageColumn): string {
  const reading = readingOf(field);
  const first = valueOf(reading, from);
  if (plus.length + minus.length === 0) return first;
  const term = (index: number) => `coalesce(${valueOf(reading, index)}, 0)`;
  const terms = [...plus.map((index) => ` + ${term(index)}`), ...minus.map((index) => ` - ${term(index)}`)];
  return `CAST(${first}${terms.join('')} AS ${reading === 'quantity' ? 'DECIMAL(18,3)' : 'DECIMAL(18,4)'})`;
}

function personalOutputs(plan: StagePlan, { field, from }: StageColumn): [string, string][] {
  const text = valueOf('text', from);
  if (field === 'buyer') return [['customer_key', tokenOf(text, plan.platform)]];
  const stated = new Set(plan.columns.map((column) => column.field));
  const parts: [FieldName, string][] = [
    ['province', provinceOfAddress(text)],
    ['city', cityOfAddress(text)],
    ['district', districtOfAddress(text)],
  ];
  return parts.filter(([name]) => !stated.has(name));
}

function fieldOutputs(plan: StagePlan, column: StageColumn): [string, string][] {
  const { kind } = FIELDS[column.field];
  if (kind === 'buyer' || kind === 'address') return personalOutputs(plan, column);
  const value = summed(column);
  return [[column.field, column.field === 'province' ? provinceName(value) : value]];
}

function outputs(plan: StagePlan): [string, string][] {
  const gifts = GIFT_FIELDS.flatMap((name): [string, string][] => {
    const index = plan.gift[name];
    return index === undefined ? [] : [[`gift_${name}`, valueOf(GIFT_READINGS[name], index)]];
  });
  return [...plan.columns.flatMap((column) => fieldOutputs(plan, column)), ...gifts];
}

/** One bit for each cell that says something but cannot be read. */
function unreadMask(plan: StagePlan): string {
  const bits = checkedColumns(plan).map(({ index, reading }, bit) => {
    const names = namesOf(reading, index);
    return `CASE WHEN ${stepsOf(reading, names, plan).unread ?? 'false'} THEN ${2 ** bit}::BIGINT ELSE 0 END`;
  });
  return bits.length === 0 ? '0::BIGINT' : bits.join(' + ');
}

const LINE = 'coalesce(CAST($lines[row_number() OVER ()] AS BIGINT), $first_line + row_number() OVER () - 1)';

/** The batch with its cells read, as nested SELECTs: what one level names, the next one uses. */
function readCells(plan: StagePlan, path: string): string {
  const all = uniqueReadings(plan).map(({ reading, index }) => {
    const names = namesOf(reading, index);
    return { names, steps: stepsOf(reading, names, plan) };
  });
  const level = (from: string, columns: string[]) => `SELECT ${['*', ...columns].join(',\n  ')}\nFROM (${from})`;
  const firsts = [
    `${LINE} AS line`,
    `coalesce(${totalTest(plan)}, false) AS is_total_row`,
    ...all.map(({ names, steps }) => `${steps.first} AS ${names.first}`),
  ];
  const seconds = all
    .filter(({ steps }) => steps.second !== 'NULL')
    .map(({ names, steps }) => `${steps.second} AS ${names.second}`);
  const values = all.map(({ names, steps }) => `${steps.value} AS ${names.value}`);
  const read = level(level(level(`FROM ${source(plan, path)}`, firsts), seconds), values);
  return level(read, [`${unreadMask(plan)} AS unread_cells`]);
}

/** The word a total row starts with, in its first cell or where its number would stand. */
function totalTest(plan: StagePlan): string {
  const words = plan.totalWords.map(quoteText).join(', ');
  return plan.totalPlaces.map((index) => `lower(trim(${cell(index)}, ' \t:：')) IN (${words})`).join(' OR ');
}

function rowHash(plan: StagePlan): string {
  const cells = Array.from({ length: plan.width }, (_, index) => cell(index));
  return plan.hashRows ? `hash(${cells.join(', ')})::VARCHAR` : 'NULL::VARCHAR';
}

/** `read_csv` of one batch: nothing sniffed, every cell text. `path` is our own name for it. */
function source(plan: StagePlan, path: string): string {
  const columns = Array.from({ length: plan.width }, (_, index) => `${quoteText(cell(index))}: 'VARCHAR'`);
  const options = [
    'auto_detect = false',
    'header = false',
    `delim = ${quoteText(plan.delimiter)}`,
    `quote = '"'`,
    `escape = '"'`,
    `new_line = '\\n'`,
    'max_line_size = 4194304',
    `columns = {${columns.join(', ')}}`,
  ];
  return `read_csv(${quoteText(path)}, ${options.join(', ')})`;
}

/** Reads one batch into `stg_rows`. Parameters: `$first_line`, `$lines` (numbers as text, or none when they run on). */
export function compileStage(plan: StagePlan, path: string): string {
  const named = outputs(plan);
  const names = ['src_row', ...named.map(([name]) => name), 'row_hash', 'unread', 'is_total'];
  const values = ['line', ...named.map(([, sql]) => sql), rowHash(plan), 'unread_cells', 'is_total_row'];
  return `INSERT INTO stg_rows (${names.map(quoteIdent).join(', ')})\nSELECT\n  ${values.join(',\n  ')}\nFROM (${readCells(plan, path)})`;
}

/** What the issues of a batch are called and how grave they are. */
export type UnreadLabels = {
  headers: readonly string[];
  personal: ReadonlySet<number>;
  refuses: (field: FieldName) => boolean;
};

/** Bits of `unread` that refuse their row. */
export function refusingMask(plan: StagePlan, refuses: (field: FieldName) => boolean): number {
  return checkedColumns(plan).reduce((mask, { field }, bit) => (refuses(field) ? mask + 2 ** bit : mask), 0);
}

/** The plan reduced to the columns whose cells are marked in `mask`. */
function onlyUnread(plan: StagePlan, mask: bigint): StagePlan {
  const unread = new Set(checkedColumns(plan).flatMap(({ index }, bit) => ((mask >> BigInt(bit)) & 1n ? [index] : [])));
  const columns = plan.columns.flatMap((column) => {
    const cells = [column.from, ...column.plus, ...column.minus].filter((index) => unread.has(index));
    return cells.map((from): StageColumn => ({ field: column.field, from, plus: [], minus: [] }));
  });
  return { ...plan, columns, gift: {} };
}

/**
 * Reads the batch again for the cells that could not be read, as issues without their content. One issue for a cell.
 * @param mask the bits of `unread` that are set anywhere in the batch.
 */
export function compileUnreadIssues(whole: StagePlan, path: string, unread: UnreadLabels & { mask: bigint }): string {
  const { headers, personal, refuses, mask } = unread;
  const plan = onlyUnread(whole, mask);
  const seen = new Set<number>();
  const selects = checkedColumns(plan).flatMap(({ field, index, reading }, bit) => {
    if (seen.has(index)) return [];
    seen.add(index);
    const shape = personal.has(index) ? 'NULL' : shapeOf(cell(index));
    const code = reading === 'timestamp' ? 'time_unreadable' : 'number_unreadable';
    const severity = refuses(field) ? 'refused' : 'warning';
    return [
      `SELECT $src_file_id, line, ${quoteText(headers[index] ?? '')}, '${severity}', '${code}', ${shape}, '' FROM read WHERE NOT is_total_row AND unread_cells & ${2 ** bit}::BIGINT <> 0`,
    ];
  });
  return `INSERT INTO import_issue\nWITH read AS MATERIALIZED (${readCells(plan, path)})\n${selects.join('\nUNION ALL ')}`;
}

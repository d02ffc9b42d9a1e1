import { FIELDS, type FieldName } from '../contracts/canonical.ts';
import { CELL_SEPARATOR, type CellReading, type CellRequest } from '../contracts/cells.ts';
import {
  isYes,
  numberSteps,
  shapeOf,
  timeSteps,
  type CellNames,
  type CellSteps,
  type CellStyle,
} from './clean-expressions.ts';
import { quoteIdent, quoteText } from './quote-ident.ts';

/** A free item's facts in extra columns of the row, counted from 0. */
export type GiftColumns = Partial<Record<'title' | 'sku_text' | 'product_id' | 'merchant_sku_code' | 'qty', number>>;

/** Columns of the file, counted from 0, that state one field: the first alone, or with others added and taken off. */
export type StageColumn = { field: FieldName; from: number; plus: readonly number[]; minus: readonly number[] };

/** Everything the statements that read a file depend on; none of it comes from a row. */
export type StagePlan = { columns: readonly StageColumn[]; gift: GiftColumns; style: CellStyle };

/** The batch a statement reads: our own name for its bytes, and which of its cells are plain throughout. */
export type StagedBatch = { path: string; plain: readonly boolean[] };

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

type CheckedReading = 'money' | 'quantity' | 'timestamp';
const isChecked = (reading: CellReading): reading is CheckedReading =>
  reading === 'money' || reading === 'quantity' || reading === 'timestamp';

/** The way a field's cell is read. */
function readingOf(field: FieldName): CellReading {
  const { kind } = FIELDS[field];
  if (field === 'province') return 'province';
  return kind === 'address' || kind === 'status' || kind === 'refund_status' ? 'text' : kind;
}

const GIFT_READINGS = {
  title: 'text',
  sku_text: 'text',
  product_id: 'id',
  merchant_sku_code: 'id',
  qty: 'quantity',
} as const;
const GIFT_FIELDS = ['title', 'sku_text', 'product_id', 'merchant_sku_code', 'qty'] as const;

type StatedCell = CellRequest & { field: FieldName | null };

const ADDRESS_PARTS = { province: 'address_province', city: 'address_city', district: 'address_district' } as const;
const ADDRESS_FIELDS = ['province', 'city', 'district'] as const;

/** Parts of an address that no column states by itself. */
function addressParts(plan: StagePlan): (typeof ADDRESS_FIELDS)[number][] {
  const stated = new Set(plan.columns.map(({ field }) => field));
  return ADDRESS_FIELDS.filter((name) => !stated.has(name));
}

/** Every cell that is read, for each field that is read from it. */
function statedCells(plan: StagePlan): StatedCell[] {
  const ofFields = plan.columns.flatMap(({ field, from, plus, minus }): StatedCell[] =>
    field === 'address'
      ? addressParts(plan).map((part) => ({ column: from, reading: ADDRESS_PARTS[part], field }))
      : [from, ...plus, ...minus].map((column) => ({ column, reading: readingOf(field), field })),
  );
  const ofGift = GIFT_FIELDS.flatMap((name): StatedCell[] => {
    const column = plan.gift[name];
    return column === undefined ? [] : [{ column, reading: GIFT_READINGS[name], field: null }];
  });
  return [...ofFields, ...ofGift];
}

const keyOf = ({ column, reading }: CellRequest) => `${reading}_${column}`;

/** The cells the reader is asked for: each reading of a column once, in the order of the columns. */
export function requestedCells(plan: StagePlan): CellRequest[] {
  const found = new Map(
    statedCells(plan).map(({ column, reading }) => [keyOf({ column, reading }), { column, reading }]),
  );
  return [...found.values()].toSorted((a, b) => a.column - b.column);
}

const rawOf = (request: CellRequest) => `c_${keyOf(request)}`;
const namesOf = (request: CellRequest): CellNames => ({
  raw: rawOf(request),
  first: `a_${keyOf(request)}`,
  second: `b_${keyOf(request)}`,
  value: `v_${keyOf(request)}`,
});

const CHECKED_TYPES = { money: 'DECIMAL(18,4)', quantity: 'DECIMAL(18,3)', timestamp: 'TIMESTAMP' } as const;

function stepsOf({ column, reading }: CellRequest, plan: StagePlan): CellSteps | null {
  const names = namesOf({ column, reading });
  if (reading === 'timestamp') return timeSteps(names, plan.style);
  if (reading === 'money' || reading === 'quantity') return numberSteps(names, CHECKED_TYPES[reading], plan.style);
  return null;
}

/** Keys of the cells that must be read with care in a batch. */
function carefulCells(plan: StagePlan, plain: readonly boolean[]): CellRequest[] {
  return requestedCells(plan).filter((request, index) => isChecked(request.reading) && plain[index] !== true);
}

/** How the value of a cell is called in the statement for a batch. */
function valueOf(request: CellRequest, careful: ReadonlySet<string>): string {
  if (request.reading === 'flag') return isYes(rawOf(request));
  return careful.has(keyOf(request)) ? namesOf(request).value : rawOf(request);
}

/** Cells that can fail to be read, in the order of their bits in `unread`. */
export function checkedColumns(plan: StagePlan): (CellRequest & { field: FieldName; reading: CheckedReading })[] {
  return statedCells(plan)
    .flatMap(({ field, column, reading }) => (field !== null && isChecked(reading) ? [{ field, column, reading }] : []))
    .slice(0, 62);
}

function summed({ field, from, plus, minus }: StageColumn, careful: ReadonlySet<string>): string {
  const reading = readingOf(field);
  const value = (column: number) => valueOf({ column, reading }, careful);
  if (plus.length + minus.length === 0) return value(from);
  const term = (column: number) => `coalesce(${value(column)}, 0)`;
  const terms = [...plus.map((column) => ` + ${term(column)}`), ...minus.map((column) => ` - ${term(column)}`)];
  return `CAST(${value(from)}${terms.join('')} AS ${reading === 'quantity' ? 'DECIMAL(18,3)' : 'DECIMAL(18,4)'})`;
}

function fieldOutputs(plan: StagePlan, column: StageColumn, careful: ReadonlySet<string>): [string, string][] {
  if (column.field === 'address')
    return addressParts(plan).map((part) => [part, rawOf({ column: column.from, reading: ADDRESS_PARTS[part] })]);
  return [[column.field === 'buyer' ? 'customer_key' : column.field, summed(column, careful)]];
}

function outputs(plan: StagePlan, careful: ReadonlySet<string>): [string, string][] {
  const gifts = GIFT_FIELDS.flatMap((name): [string, string][] => {
    const column = plan.gift[name];
    return column === undefined ? [] : [[`gift_${name}`, valueOf({ column, reading: GIFT_READINGS[name] }, careful)]];
  });
  return [...plan.columns.flatMap((column) => fieldOutputs(plan, column, careful)), ...gifts];
}

/** One bit for each cell that says something but cannot be read. */
function unreadMask(plan: StagePlan, careful: ReadonlySet<string>): string {
  const bits = checkedColumns(plan).flatMap((request, bit) => {
    const unread = careful.has(keyOf(request)) ? stepsOf(request, plan)?.unread : undefined;
    return unread === undefined ? [] : [`CASE WHEN ${unread} THEN ${2 ** bit}::BIGINT ELSE 0 END`];
  });
  return bits.length === 0 ? '0::BIGINT' : bits.join(' + ');
}

/** The batch with its careful cells read, as nested SELECTs: what one level names, the next one uses. */
function readCells(plan: StagePlan, { path, plain }: StagedBatch): string {
  const cells = carefulCells(plan, plain);
  const keys = new Set(cells.map(keyOf));
  const from = source(plan, { path, plain });
  if (cells.length === 0) return `SELECT *, 0::BIGINT AS unread_cells FROM ${from}`;
  const all = cells.flatMap((request) => {
    const steps = stepsOf(request, plan);
    return steps ? [{ names: namesOf(request), steps }] : [];
  });
  const level = (inner: string, columns: string[]) => `SELECT ${['*', ...columns].join(',\n  ')}\nFROM (${inner})`;
  const firsts = all.map(({ names, steps }) => `${steps.first} AS ${names.first}`);
  const seconds = all.map(({ names, steps }) => `${steps.second} AS ${names.second}`);
  const values = all.map(({ names, steps }) => `${steps.value} AS ${names.value}`);
  const read = level(level(level(`FROM ${from}`, firsts), seconds), values);
  return level(read, [`${unreadMask(plan, keys)} AS unread_cells`]);
}

/** `read_csv` of one batch: nothing sniffed, plain cells typed, the others text. */
function source(plan: StagePlan, { path, plain }: StagedBatch): string {
  const cells = requestedCells(plan).map((request, index) => {
    const type = isChecked(request.reading) && plain[index] === true ? CHECKED_TYPES[request.reading] : 'VARCHAR';
    return `${quoteText(rawOf(request))}: '${type}'`;
  });
  const columns = [...cells, `'line': 'BIGINT'`, `'is_total_row': 'BOOLEAN'`, `'cells_hash': 'VARCHAR'`];
  const options = [
    'auto_detect = false',
    'header = false',
    `delim = ${quoteText(CELL_SEPARATOR)}`,
    `quote = '"'`,
    `escape = '"'`,
    `new_line = '\\n'`,
    'max_line_size = 4194304',
    `columns = {${columns.join(', ')}}`,
  ];
  return `read_csv(${quoteText(path)}, ${options.join(', ')})`;
}

/** Reads one batch into `stg_rows`. Parameter: `$base`, added to its line numbers. */
export function compileStage(plan: StagePlan, batch: StagedBatch): string {
  const careful = new Set(carefulCells(plan, batch.plain).map(keyOf));
  const named = outputs(plan, careful);
  const names = ['src_row', ...named.map(([name]) => name), 'row_hash', 'unread', 'is_total'];
  const values = ['line + $base', ...named.map(([, sql]) => sql), 'cells_hash', 'unread_cells', 'is_total_row'];
  return `INSERT INTO stg_rows (${names.map(quoteIdent).join(', ')})\nSELECT\n  ${values.join(',\n  ')}\nFROM (${readCells(plan, batch)})`;
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

/**
 * Reads the batch again for the cells that could not be read, as issues without their content. One issue for a cell.
 * Parameters: `$base`, `$src_file_id`.
 * @param mask the bits of `unread` that are set anywhere in the batch.
 */
export function compileUnreadIssues(
  plan: StagePlan,
  batch: StagedBatch,
  { headers, personal, refuses, mask }: UnreadLabels & { mask: bigint },
): string {
  const seen = new Set<number>();
  const selects = checkedColumns(plan).flatMap(({ field, column, reading }, bit) => {
    if (((mask >> BigInt(bit)) & 1n) === 0n || seen.has(column)) return [];
    seen.add(column);
    const shape = personal.has(column) ? 'NULL' : shapeOf(rawOf({ column, reading }));
    const code = reading === 'timestamp' ? 'time_unreadable' : 'number_unreadable';
    const severity = refuses(field) ? 'refused' : 'warning';
    return [
      `SELECT $src_file_id, line + $base, ${quoteText(headers[column] ?? '')}, '${severity}', '${code}', ${shape}, '' FROM read WHERE NOT is_total_row AND unread_cells & ${2 ** bit}::BIGINT <> 0`,
    ];
  });
  return `INSERT INTO import_issue\nWITH read AS MATERIALIZED (${readCells(plan, batch)})\n${selects.join('\nUNION ALL ')}`;
}

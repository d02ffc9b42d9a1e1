import { DataType, tableFromIPC, type Table, type Vector } from 'apache-arrow';
import type { ColumnsOf, ColumnValues, OutColumn, SqlType } from '../contracts/analysis.ts';

/** Above this a DECIMAL has more digits than a double can hold. */
const MAX_EXACT = 2 ** 53;

const two = (part: number) => String(part).padStart(2, '0');

/** Epoch milliseconds as wall-clock text; the engine knows no zones. */
function clockText(ms: number, withTime: boolean): string {
  const at = new Date(ms);
  const day = `${String(at.getUTCFullYear()).padStart(4, '0')}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
  return withTime ? `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}` : day;
}

/** An unscaled DECIMAL, which Arrow holds as little-endian 32-bit words, in units. */
function unscaledValue(words: Uint32Array | Int32Array): bigint {
  let unscaled = 0n;
  for (let i = words.length - 1; i >= 0; i--) unscaled = (unscaled << 32n) | BigInt((words[i] ?? 0) >>> 0);
  return BigInt.asIntN(words.length * 32, unscaled);
}

function decimalValue(words: Uint32Array | Int32Array, scale: number): number {
  const value = Number(unscaledValue(words));
  if (Math.abs(value) > MAX_EXACT) throw new RangeError('a DECIMAL left the exact range of a double');
  return value / 10 ** scale;
}

function numberAt(vector: Vector, row: number): number {
  const cell: unknown = vector.get(row);
  if (cell === null || cell === undefined) return Number.NaN;
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') return Number(cell);
  if (DataType.isDecimal(vector.type) && (cell instanceof Uint32Array || cell instanceof Int32Array)) {
    return decimalValue(cell, vector.type.scale);
  }
  return Number(cell);
}

function textAt(vector: Vector, row: number, type: SqlType): string | null {
  const cell: unknown = vector.get(row);
  if (cell === null || cell === undefined) return null;
  if (type === 'DATE' || type === 'TIMESTAMP') return clockText(Number(cell), type === 'TIMESTAMP');
  return asText(cell);
}

function decodeVector(vector: Vector, type: SqlType, rows: number): ColumnValues<SqlType> {
  if (type === 'VARCHAR' || type === 'DATE' || type === 'TIMESTAMP')
    return Array.from({ length: rows }, (_, row) => textAt(vector, row, type));
  if (type === 'BOOLEAN') {
    return Array.from({ length: rows }, (_, row) => {
      const cell: unknown = vector.get(row);
      return cell === null || cell === undefined ? null : Boolean(cell);
    });
  }
  return Float64Array.from({ length: rows }, (_, row) => numberAt(vector, row));
}

/**
 * Arrow IPC bytes as typed columns: text, days (`YYYY-MM-DD`) and times (`YYYY-MM-DD HH:mm:ss`) as strings or null,
 * everything numeric in units as Float64Array with NaN for null. The only place that knows Arrow and scales.
 * @throws RangeError when a DECIMAL is beyond 2⁵³ unscaled.
 */
export function decodeColumns<const O extends readonly OutColumn[]>(ipc: Uint8Array, outputs: O): ColumnsOf<O>;
export function decodeColumns(ipc: Uint8Array, outputs: readonly OutColumn[]): Record<string, ColumnValues<SqlType>> {
  const table: Table = tableFromIPC(ipc);
  return Object.fromEntries(
    outputs.map(({ name, type }) => {
      const vector = table.getChild(name);
      if (!vector) throw new Error(`the result has no column ${name}`);
      return [name, decodeVector(vector, type, table.numRows)];
    }),
  );
}

export type PlainCell = string | number | boolean | null;

/** Anything Arrow hands out, as text. */
function asText(cell: unknown): string {
  return typeof cell === 'object' && cell !== null ? JSON.stringify(cell) : String(cell);
}

/** A number of the engine: exact, so one beyond 2⁵³ stays text; a day or time as text. */
function plainNumber(vector: Vector, row: number, cell: number | bigint): PlainCell {
  if (DataType.isDate(vector.type) || DataType.isTimestamp(vector.type))
    return textAt(vector, row, sqlTypeOf(vector.type));
  return Number.isSafeInteger(Number(cell)) || typeof cell === 'number' ? Number(cell) : String(cell);
}

/** One cell without a declared type; a list or struct is its own text. */
function plainCell(vector: Vector, row: number): PlainCell {
  const cell: unknown = vector.get(row);
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number' || typeof cell === 'bigint') return plainNumber(vector, row, cell);
  if (typeof cell === 'boolean' || typeof cell === 'string') return cell;
  if (DataType.isDecimal(vector.type) && (cell instanceof Uint32Array || cell instanceof Int32Array))
    return exactDecimal(cell, vector.type.scale);
  return asText(cell);
}

function exactDecimal(words: Uint32Array | Int32Array, scale: number): PlainCell {
  const unscaled = unscaledValue(words);
  if (unscaled <= BigInt(MAX_EXACT) && unscaled >= -BigInt(MAX_EXACT)) return Number(unscaled) / 10 ** scale;
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const at = digits.length - scale;
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, at)}${scale > 0 ? `.${digits.slice(at)}` : ''}`;
}

/** A result of any shape as rows of plain values, at most `limit`. */
export function decodeRows(
  ipc: Uint8Array,
  limit: number,
): { columns: { name: string; type: string }[]; rows: Record<string, PlainCell>[]; total: number } {
  const table: Table = tableFromIPC(ipc);
  const fields: { name: string; type: DataType }[] = table.schema.fields;
  const vectors = fields.map((_, index) => table.getChildAt(index));
  const rows = Array.from({ length: Math.min(limit, table.numRows) }, (_, row) =>
    Object.fromEntries(
      fields.map(({ name }, index): [string, PlainCell] => {
        const vector = vectors[index];
        return [name, vector ? plainCell(vector, row) : null];
      }),
    ),
  );
  return { columns: fields.map(({ name, type }) => ({ name, type: sqlTypeOf(type) })), rows, total: table.numRows };
}

/** The columns of a result as the engine named and typed them. */
export function describeResult(ipc: Uint8Array): OutColumn[] {
  const fields: { name: string; type: DataType }[] = tableFromIPC(ipc).schema.fields;
  return fields.map(({ name, type }) => ({ name, type: sqlTypeOf(type) }));
}

function sqlTypeOf(type: DataType): SqlType {
  if (DataType.isDate(type)) return 'DATE';
  if (DataType.isTimestamp(type)) return 'TIMESTAMP';
  if (DataType.isBool(type)) return 'BOOLEAN';
  if (DataType.isDecimal(type)) return 'DECIMAL(18,4)';
  if (DataType.isInt(type)) return type.bitWidth === 64 ? 'BIGINT' : 'INTEGER';
  if (DataType.isFloat(type)) return 'DOUBLE';
  return 'VARCHAR';
}

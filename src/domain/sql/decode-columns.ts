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
function decimalValue(words: Uint32Array | Int32Array, scale: number): number {
  let unscaled = 0n;
  for (let i = words.length - 1; i >= 0; i--) unscaled = (unscaled << 32n) | BigInt((words[i] ?? 0) >>> 0);
  const bits = BigInt(words.length * 32);
  const signed = BigInt.asIntN(Number(bits), unscaled);
  const value = Number(signed);
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
  return String(cell);
}

function decodeVector(vector: Vector, type: SqlType, rows: number): ColumnValues<SqlType> {
  if (type === 'VARCHAR' || type === 'DATE' || type === 'TIMESTAMP') return Array.from({ length: rows }, (_, row) => textAt(vector, row, type));
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
export function decodeColumns<const O extends readonly OutColumn[]>(ipc: Uint8Array, outputs: O): ColumnsOf<O> {
  const table: Table = tableFromIPC(ipc);
  const columns = Object.fromEntries(
    outputs.map(({ name, type }) => {
      const vector = table.getChild(name);
      if (!vector) throw new Error(`the result has no column ${name}`);
      return [name, decodeVector(vector, type, table.numRows)];
    }),
  );
  return columns as ColumnsOf<O>; // keys and kinds follow `outputs` one to one; fromEntries forgets that
}

/** The columns of a result as the engine named and typed them. */
export function describeResult(ipc: Uint8Array): OutColumn[] {
  return tableFromIPC(ipc).schema.fields.map((field) => ({ name: field.name, type: sqlTypeOf(field.type) }));
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

import type { ParamType } from '../contracts/analysis.ts';

/** `BLOB` takes its bytes as hex text. */
export type BindType = ParamType | 'BIGINT' | 'VARCHAR[]' | 'BLOB';
export type BindValue = string | number | boolean | null | readonly string[];
export type Param = { name: string; type: BindType; value: BindValue };

/**
 * A statement whose values stand in session variables: the engine's pending queries, the only ones that can be
 * cancelled, take no parameters, but a prepared `SET VARIABLE` does, and `getvariable` is folded to a constant.
 */
export type BoundStatement = {
  /** Run first, each with its one bound value. */
  assignments: { text: string; value: string | number | boolean | null }[];
  text: string;
};

/** Ends each list member on the wire; the ASCII unit separator is a blank inside a value. */
const SEPARATOR = '\u001f';

function castOf(type: BindType): string {
  if (type === 'BLOB') return 'unhex($1)';
  // Every member is followed by a separator, so that no member and one empty member differ.
  return type === 'VARCHAR[]' ? 'list_slice(string_split($1, chr(31)), 1, -2)' : `CAST($1 AS ${type})`;
}

function wireValue(value: BindValue): string | number | boolean | null {
  if (typeof value !== 'object' || value === null) return value;
  return value.map((each) => each.replaceAll(SEPARATOR, ' ') + SEPARATOR).join('');
}

/**
 * Replaces each `$name` outside quotes and comments by a typed session variable.
 * @throws Error when the text names a parameter that is not given.
 */
export function bindParams(sql: string, params: readonly Param[]): BoundStatement {
  const byName = new Map(params.map((param) => [param.name, param]));
  const used = new Map<string, Param>();
  const text = sql.replace(
    /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\$([a-z_][a-z0-9_]*)/gi,
    (whole, name: string | undefined) => {
      if (name === undefined) return whole;
      const param = byName.get(name);
      if (!param) throw new Error(`parameter $${name} has no value`);
      used.set(name, param);
      return `getvariable('zg_${name}')`;
    },
  );
  return {
    assignments: [...used.values()].map(({ name, type, value }) => ({
      text: `SET VARIABLE zg_${name} = ${castOf(type)}`,
      value: wireValue(value),
    })),
    text,
  };
}

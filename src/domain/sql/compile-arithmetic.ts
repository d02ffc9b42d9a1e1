import type { FieldName } from '../contracts/canonical.ts';
import { quoteIdent } from './quote-ident.ts';

/** Total rows that state a field, each with the sum of the rows that are none: `line, stated, summed`, to the cent. */
export function compileControlTotal(field: FieldName): string {
  const name = quoteIdent(field);
  return `SELECT src_row AS line, CAST(${name} AS DECIMAL(18,2))::VARCHAR AS stated,
  (SELECT CAST(coalesce(sum(${name}), 0) AS DECIMAL(18,2))::VARCHAR FROM stg_rows WHERE NOT is_total) AS summed
FROM stg_rows
WHERE is_total AND ${name} IS NOT NULL
ORDER BY src_row`;
}

/**
 * Orders with several rows, and in how many of them `field` is the same on every row and nearer to Σ `against` when
 * counted once than when added up: `orders, agree`.
 */
export function compileRepetition(field: FieldName, against: FieldName): string {
  const [name, other] = [quoteIdent(field), quoteIdent(against)];
  return `SELECT count(*) AS orders, count(*) FILTER (WHERE same AND abs(first - others) < abs(total - others)) AS agree
FROM (
  SELECT min(${name}) = max(${name}) AS same, min(${name}) AS first, sum(${name}) AS total, sum(${other}) AS others
  FROM stg_rows
  WHERE verdict IS NULL AND ${name} > 0
  GROUP BY order_id
  HAVING count(*) > 1
)`;
}

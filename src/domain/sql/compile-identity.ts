import type { FieldName } from '../contracts/canonical.ts';
import type { MoneyIdentity } from '../contracts/format.ts';
import { quoteIdent, quoteText } from './quote-ident.ts';

/** Half a cent: amounts are stated to the cent. */
const TOLERANCE = '0.005';

/** Terms of an identity the file states, or null when one that must be there is not. */
function statedTerms(
  terms: readonly FieldName[],
  identity: MoneyIdentity,
  present: ReadonlySet<FieldName>,
): FieldName[] | null {
  const optional = new Set(identity.optional ?? []);
  if (terms.some((term) => !present.has(term) && !optional.has(term))) return null;
  return terms.filter((term) => present.has(term));
}

/**
 * Rows that break a statement about their money, as issues; null when the file does not state all of it.
 * A row that states nothing on the left is not held to it.
 */
export function compileIdentity(
  identity: MoneyIdentity,
  present: ReadonlySet<FieldName>,
  header: string | null,
): string | null {
  const plus = statedTerms(identity.plus, identity, present);
  const minus = statedTerms(identity.minus, identity, present);
  if (plus === null || minus === null || !present.has(identity.left)) return null;
  const sum = [
    ...plus.map((term) => ` + coalesce(${quoteIdent(term)}, 0)`),
    ...minus.map((term) => ` - coalesce(${quoteIdent(term)}, 0)`),
  ].join('');
  const gap = `${quoteIdent(identity.left)} - (0${sum})`;
  const scope = identity.rows === 'paid' ? ` AND ${quoteIdent(identity.left)} > 0` : '';
  return `SELECT src_row, ${header === null ? 'NULL::VARCHAR' : quoteText(header)} AS column_name,
  '${identity.onBreak === 'quarantine' ? 'refused' : 'warning'}' AS severity, 'identity_broken' AS code, NULL::VARCHAR AS raw_value,
  ${quoteText(identity.id)} || ' ' || CAST(CAST(${gap} AS DECIMAL(18,2)) AS VARCHAR) AS message
FROM stg_rows
WHERE verdict IS NULL AND NOT is_total${scope} AND abs(${gap}) > ${TOLERANCE}`;
}

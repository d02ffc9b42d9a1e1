import { CELL_SEPARATOR, type CellRequest } from '../contracts/cells.ts';
import { CONTACT_ROLE_NAMES, CONTACT_ROLES, type ContactColumn } from '../contracts/contact.ts';
import type { Param } from './bind-params.ts';
import type { CompiledSelect } from './metric-scope.ts';
import { quoteIdent, quoteText } from './quote-ident.ts';

const CONTACT = 'personal.contact';

/** The personal cells that the reader hands over, in the order of their columns. */
export function contactCells(contacts: readonly ContactColumn[]): CellRequest[] {
  const ofRoles = contacts.flatMap(({ role, columns }) =>
    columns.map((column) => [column, CONTACT_ROLES[role].mask === 'phone' ? 'id' : 'text'] as const),
  );
  return [...new Map(ofRoles)].toSorted(([a], [b]) => a - b).map(([column, reading]) => ({ column, reading }));
}

const rawOf = (column: number) => quoteIdent(`c_${column}`);

/** Adds the rows of one batch that say something. Parameters: `$base`, added to its line numbers, and `$src_file_id`. */
export function compileContacts(contacts: readonly ContactColumn[], path: string): string {
  const cells = contactCells(contacts);
  const columns = [
    ...cells.map(({ column }) => `${quoteText(`c_${column}`)}: 'VARCHAR'`),
    `'line': 'BIGINT'`,
    `'is_total_row': 'BOOLEAN'`,
    `'cells_hash': 'VARCHAR'`,
  ];
  const source = `read_csv(${quoteText(path)}, auto_detect = false, header = false, delim = ${quoteText(CELL_SEPARATOR)}, quote = '"', escape = '"', new_line = '\\n', max_line_size = 4194304, columns = {${columns.join(', ')}})`;
  const values = contacts.map(
    ({ role, columns: from }) => `coalesce(${[...from.map(rawOf), 'NULL'].join(', ')}) AS ${quoteIdent(role)}`,
  );
  const says = cells.map(({ column }) => `${rawOf(column)} IS NOT NULL`).join(' OR ');
  return `INSERT INTO ${CONTACT} BY NAME
SELECT $src_file_id AS src_file_id, line + $base AS src_row, ${values.join(', ')}
FROM ${source}
WHERE NOT is_total_row AND (${says})`;
}

/** Takes the rows of an import away whose numbers, one a line, are the batch. Parameter: `$src_file_id`. */
export function compileForgetRows(path: string): string {
  return `DELETE FROM ${CONTACT} WHERE src_file_id = $src_file_id AND src_row IN (
  SELECT src_row FROM read_csv(${quoteText(path)}, auto_detect = false, header = false, delim = ',', quote = '', escape = '', new_line = '\\n', columns = {'src_row': 'BIGINT'}))`;
}

/** Takes away what belongs to no import that stands. */
export const FORGET_ORPHANS = `DELETE FROM ${CONTACT} WHERE src_file_id NOT IN (SELECT src_file_id FROM source_file)`;

/** What the files say of one order's buyer and recipient: of each role the file that counts first, then the latest. */
export function compileContact(shopId: string, orderId: string): CompiledSelect {
  const params: Param[] = [
    { name: 'shop_id', type: 'VARCHAR', value: shopId },
    { name: 'order_id', type: 'VARCHAR', value: orderId },
  ];
  const rowsOf = (table: string) =>
    `SELECT src_file_id, src_row, is_current FROM ${table} WHERE shop_id = $shop_id AND order_id = $order_id`;
  const roles = CONTACT_ROLE_NAMES.map((role) => `arg_min(${quoteIdent(role)}, rank) AS ${quoteIdent(role)}`);
  return {
    sql: `WITH sources AS (
  ${rowsOf('order_versions')}
  UNION
  ${rowsOf('order_line_versions')}
), ranked AS (
  SELECT c.*, row_number() OVER (ORDER BY s.is_current DESC, f.import_number DESC, c.src_row) AS rank
  FROM ${CONTACT} c
  JOIN sources s ON s.src_file_id = c.src_file_id AND s.src_row = c.src_row
  JOIN source_file f ON f.src_file_id = c.src_file_id
)
SELECT ${roles.join(',\n  ')}
FROM ranked`,
    params,
    outputs: CONTACT_ROLE_NAMES.map((name) => ({ name, type: 'VARCHAR' as const })),
  };
}

import type { FieldName } from '../contracts/canonical.ts';
import type { ContactColumn, ContactRole } from '../contracts/contact.ts';
import { roleOfHeader } from './contact-roles.ts';

/** What a table's layout says of its columns. */
type Layout = {
  readonly headers: readonly string[];
  /** Columns with personal data, from 0. */
  readonly personal: readonly number[];
  readonly columns: readonly { readonly field: FieldName; readonly from: number }[];
};

/** What a column says that was mapped to a field, whatever it is called. */
const OF_FIELDS: Readonly<Partial<Record<FieldName, ContactRole>>> = { buyer: 'buyer_nick', address: 'address' };

function roleAt({ headers, columns }: Layout, column: number) {
  const said = roleOfHeader(headers[column] ?? '');
  if (said !== null) return typeof said === 'string' ? null : said;
  const field = columns.find(({ from, field }) => from === column && OF_FIELDS[field] !== undefined)?.field;
  const role = field && OF_FIELDS[field];
  return role === undefined ? null : { role, rank: Number.MAX_SAFE_INTEGER };
}

/** Which personal columns of a table are kept, and as what; columns whose name says nothing known are not. */
export function contactColumns(layout: Layout): ContactColumn[] {
  const found = new Map<ContactRole, { column: number; rank: number }[]>();
  for (const column of layout.personal) {
    const said = roleAt(layout, column);
    if (said) found.set(said.role, [...(found.get(said.role) ?? []), { column, rank: said.rank }]);
  }
  return [...found].map(([role, places]) => ({
    role,
    columns: places.toSorted((a, b) => a.rank - b.rank || a.column - b.column).map(({ column }) => column),
  }));
}

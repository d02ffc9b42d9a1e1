import type { FormatDefinition } from '../../../src/domain/contracts/format.ts';
import type { ColumnMapping } from '../../../src/domain/contracts/import.ts';
import type { SourceTable } from '../../../src/domain/contracts/source.ts';
import { mappingToFormat } from '../../../src/domain/recognise/mapping-to-format.ts';
import { bindParams } from '../../../src/domain/sql/bind-params.ts';
import type { Database } from '../db.ts';
import { headerKey, headersOf } from './recognise-table.ts';

/** Only `rememberMapping` writes these. */
function isMapping(value: unknown): value is ColumnMapping {
  return typeof value === 'object' && value !== null && 'fields' in value && 'grain' in value && 'platform' in value;
}

async function recalled(db: Database, key: string): Promise<ColumnMapping | null> {
  const [found] = await db.writtenRows(
    bindParams('SELECT mapping_json FROM column_mapping WHERE header_key = $key', [
      { name: 'key', type: 'VARCHAR', value: key },
    ]),
  );
  const value: unknown = typeof found?.mapping_json === 'string' ? JSON.parse(found.mapping_json) : null;
  return isMapping(value) ? value : null;
}

/** The layout a user's mapping makes of a table: the one given now, else the one given before for this header; or null. */
export async function formatOfMapping(
  db: Database,
  table: SourceTable,
  given: ColumnMapping | undefined,
): Promise<FormatDefinition | null> {
  const header = headersOf(table);
  if (!header) return null;
  const mapping = given ?? (await recalled(db, headerKey(header.headers)));
  return mapping ? mappingToFormat(mapping, header.headers) : null;
}

/** Keeps a mapping for the next file with this header. */
export async function rememberMapping(db: Database, headers: readonly string[], mapping: ColumnMapping): Promise<void> {
  const params = [
    { name: 'key', type: 'VARCHAR', value: headerKey(headers) } as const,
    { name: 'json', type: 'VARCHAR', value: JSON.stringify(mapping) } as const,
  ];
  await db.write(bindParams('DELETE FROM column_mapping WHERE header_key = $key', params));
  await db.write(bindParams('INSERT INTO column_mapping VALUES ($key, $json)', params));
}

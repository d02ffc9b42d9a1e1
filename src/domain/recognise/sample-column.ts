import type { FieldName } from '../contracts/canonical.ts';
import type { Text } from '../contracts/text.ts';
import type { ColumnProfile } from './profile-column.ts';

/** One named column of an unknown table with its sample cells. */
export type SampleColumn = {
  readonly header: string;
  readonly index: number;
  readonly cells: readonly string[];
  readonly profile: ColumnProfile;
};

/** Which column a field was found in, and why it is thought so. */
export type FoundFields = Map<FieldName, { readonly column: SampleColumn; readonly reason: Text }>;

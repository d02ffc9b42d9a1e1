import type { CellBatch } from '../../../src/domain/contracts/cells.ts';
import type { ContactColumn } from '../../../src/domain/contracts/contact.ts';
import { AppError } from '../../../src/domain/contracts/errors.ts';
import { contactColumns } from '../../../src/domain/recognise/contact-columns.ts';
import { bindParams, type BoundStatement, type Param } from '../../../src/domain/sql/bind-params.ts';
import { compileContacts, compileForgetRows, FORGET_ORPHANS } from '../../../src/domain/sql/compile-contacts.ts';
import type { Database } from '../db.ts';
import { EngineDeath } from '../engine-error.ts';
import type { RecognisedTable } from './recognise-table.ts';

/** The personal columns of a table that are kept: none where the key of their class is not held. */
export function keptContacts(db: Database, found: RecognisedTable): ContactColumn[] {
  return holdsContacts(db) ? contactColumns(found) : [];
}

/** Whether the file of personal data is open. */
export const holdsContacts = (db: Database): boolean => db.attached.includes('personal');

/** Runs a statement on personal data; what the engine would say of it may quote a person. @throws CONTACTS_NOT_STORED */
async function change(db: Database, statement: BoundStatement | string, signal?: AbortSignal): Promise<void> {
  try {
    await db.writeTo('personal', statement, signal);
  } catch (thrown) {
    for (const code of ['CANCELLED', 'ENGINE_OUT_OF_MEMORY'] as const)
      if (thrown instanceof AppError && thrown.code === code) throw new AppError(code, {});
    if (thrown instanceof EngineDeath) throw new EngineDeath('a statement on personal data');
    throw new AppError('CONTACTS_NOT_STORED', {});
  }
}

const idOf = (srcFileId: string): Param => ({ name: 'src_file_id', type: 'VARCHAR', value: srcFileId });

/** Takes away what belongs to no import: an engine may have ended between the commits of two files. */
export async function forgetOrphans(db: Database): Promise<void> {
  if (holdsContacts(db)) await change(db, FORGET_ORPHANS);
}

/** Adds the personal cells of one batch. */
export async function stageContacts(
  db: Database,
  { contacts }: Pick<CellBatch, 'contacts'>,
  {
    kept,
    base,
    srcFileId,
    signal,
  }: { kept: readonly ContactColumn[]; base: number; srcFileId: string; signal?: AbortSignal | undefined },
): Promise<void> {
  if (contacts === null || kept.length === 0) return;
  await db.withBatch(contacts, (path) => {
    const params: Param[] = [{ name: 'base', type: 'BIGINT', value: base }, idOf(srcFileId)];
    return change(db, bindParams(compileContacts(kept, path), params), signal);
  });
}

/** Takes away what refused and repeated rows of the file said. To be called once every row is judged. */
export async function forgetRefused(db: Database, srcFileId: string): Promise<void> {
  if (!holdsContacts(db)) return;
  const rows = await db.writtenRows('SELECT src_row FROM stg_rows WHERE verdict IS NOT NULL');
  if (rows.length === 0) return;
  const numbers = new TextEncoder().encode(rows.map(({ src_row }) => `${Number(src_row)}\n`).join(''));
  await db.withBatch(numbers, (path) => change(db, bindParams(compileForgetRows(path), [idOf(srcFileId)])));
}

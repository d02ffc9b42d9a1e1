import { CONTACT_ROLE_NAMES, type ContactFact, type OrderContact } from '../../src/domain/contracts/contact.ts';
import { AppError } from '../../src/domain/contracts/errors.ts';
import { maskFact } from '../../src/domain/mask/mask-contact.ts';
import { compileContact } from '../../src/domain/sql/compile-contacts.ts';
import type { Database } from './db.ts';
import { askCells, textAt, type Cells } from './db-port.ts';
import { EngineDeath } from './engine-error.ts';
import { holdsContacts } from './import/contacts.ts';

export type OrderName = { shopId: string; orderId: string };

/** What an order's files say of buyer and recipient; what leaves this function is masked. */
export async function orderContact(db: Database, name: OrderName, signal?: AbortSignal): Promise<OrderContact> {
  if (!holdsContacts(db)) return { is: 'not_held' };
  const cells = await read(db, name, signal);
  const facts = CONTACT_ROLE_NAMES.flatMap((role): ContactFact[] => {
    const value = textAt(cells, role, 0);
    return value === null ? [] : [{ role, masked: maskFact(role, value) }];
  });
  return facts.length === 0 ? { is: 'none' } : { is: 'stated', facts };
}

async function read(db: Database, { shopId, orderId }: OrderName, signal?: AbortSignal): Promise<Cells> {
  try {
    return await askCells({ db, signal }, compileContact(shopId, orderId));
  } catch (thrown) {
    // The engine's own words could quote a person.
    if (thrown instanceof AppError && thrown.code === 'QUERY_INVALID') throw new AppError('ENGINE_CRASHED', {});
    if (thrown instanceof AppError || thrown instanceof EngineDeath) throw thrown;
    throw new AppError('ENGINE_CRASHED', {});
  }
}

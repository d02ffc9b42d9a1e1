import type { CellBatch, CellRules } from '../../../src/domain/contracts/cells.ts';
import type { RowBatch } from '../../../src/domain/contracts/source.ts';
import { createBuyerToken, type BuyerToken } from './buyer-token.ts';
import { ShapeKernel } from './shape-kernel.ts';

/** The statement that reads a batch has a fixed cost worth some megabytes of reading. */
const ENOUGH_BYTES = 20 * 1024 * 1024;

/** Facts of the batches that were put together since the last one went out. */
type Pending = Pick<CellBatch, 'records' | 'lines' | 'rejected' | 'blank'>;
const NONE: Pending = { records: 0, lines: { first: 0, last: 0 }, rejected: [], blank: 0 };

/** Line of the first and of the last record; null when there is none. */
function linesOf({ records, lines, firstLine }: RowBatch): CellBatch['lines'] | null {
  if (records === 0) return null;
  return { first: lines?.[0] ?? firstLine, last: lines?.at(-1) ?? firstLine + records - 1 };
}

function added(pending: Pending, batch: RowBatch): Pending {
  const lines = linesOf(batch);
  const first = pending.records === 0 ? lines : pending.lines;
  return {
    records: pending.records + batch.records,
    lines: { first: first?.first ?? 0, last: lines?.last ?? pending.lines.last },
    rejected: [...pending.rejected, ...batch.rejected],
    blank: pending.blank + batch.blank,
  };
}

/** Makes the records of the cells that were asked for and, never among them, those of personal cells. */
class CellShaper {
  readonly #cells: ShapeKernel;
  readonly #contacts: ShapeKernel | null;

  constructor(rules: CellRules, token: BuyerToken) {
    this.#cells = new ShapeKernel(rules, token);
    const ofPersons = { ...rules, cells: rules.contacts, hashRows: false };
    this.#contacts = rules.contacts.length === 0 ? null : new ShapeKernel(ofPersons, token);
  }

  shape(batch: RowBatch): void {
    this.#cells.shape(batch);
    this.#contacts?.shape(batch);
  }

  get isEnough(): boolean {
    return Math.max(this.#cells.length, this.#contacts?.length ?? 0) >= ENOUGH_BYTES;
  }

  take(): Pick<CellBatch, 'bytes' | 'plain' | 'contacts'> {
    return { ...this.#cells.take(), contacts: this.#contacts?.take().bytes ?? null };
  }
}

/** Batches of whole records → batches of the cells that were asked for, put together until they are worth a statement. */
export async function* shapeBatches(
  source: AsyncIterable<RowBatch>,
  rules: CellRules,
): AsyncGenerator<CellBatch, void> {
  const token = await createBuyerToken(rules.token.prefix, rules.token.key);
  const shaper = new CellShaper(rules, token);
  let pending: Pending | null = null;
  let before: RowBatch | null = null;
  const take = (facts: Pending, { part, consumed, totalBytes }: RowBatch): CellBatch => ({
    ...facts,
    ...shaper.take(),
    consumed,
    totalBytes,
    ...(part !== undefined && { part }),
  });
  for await (const batch of source) {
    if (pending && before && before.part !== batch.part) {
      yield take(pending, before);
      pending = null;
    }
    shaper.shape(batch);
    pending = added(pending ?? NONE, batch);
    before = batch;
    if (!shaper.isEnough) continue;
    yield take(pending, batch);
    pending = null;
  }
  if (pending && before) yield take(pending, before);
}

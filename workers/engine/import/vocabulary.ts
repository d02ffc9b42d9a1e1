import type { FormatDefinition } from '../../../src/domain/contracts/format.ts';
import { normaliseStatus, normalisedVocabulary } from '../../../src/domain/recognise/normalise-status.ts';
import { bindParams } from '../../../src/domain/sql/bind-params.ts';
import type { Database } from '../db.ts';
import { createTable } from '../models.ts';
import { modelNamed } from '../registry.ts';

/** The lowest rank among an order's lines is the order's; closed ones only count when all are closed. */
const STATUS_RANKS: Readonly<Record<string, number>> = {
  pending_payment: 1, partially_paid: 2, paid_unshipped: 3, partially_shipped: 4, shipped: 5, completed: 6, closed_refunded: 11, closed: 12, closed_unpaid: 13, unknown: 20,
};
/** The highest rank among an order's lines is the order's. */
const REFUND_RANKS: Readonly<Record<string, number>> = {
  none: 0, closed: 1, rejected: 2, requested: 3, approved_wait_return: 4, return_shipped: 5, arbitration: 6, refunded: 7,
};

const KINDS = [
  { kind: 'status', column: 'status', words: (format: FormatDefinition) => format.statuses, ranks: STATUS_RANKS },
  { kind: 'fulfilment', column: 'fulfilment_status', words: (format: FormatDefinition) => format.fulfilmentStatuses ?? {}, ranks: STATUS_RANKS },
  { kind: 'refund', column: 'refund_status', words: (format: FormatDefinition) => format.refundStatuses ?? {}, ranks: REFUND_RANKS },
] as const;

/** More different words than this and the column is no status; what is left counts as unknown. */
const MOST_WORDS = 300;

/** Looks up every status word of the staged rows once; a word the layout does not know becomes `unknown`. */
export async function readVocabulary(db: Database, format: FormatDefinition): Promise<void> {
  await db.write(createTable(modelNamed('stg_vocabulary'), 'CREATE OR REPLACE TEMP TABLE'));
  for (const { kind, column, words, ranks } of KINDS) {
    const known: ReadonlyMap<string, string> = normalisedVocabulary<string>(words(format));
    const missing = kind === 'refund' ? "''" : 'NULL';
    const found = await db.writtenRows(`SELECT DISTINCT coalesce(${column}, ${missing}) AS raw FROM stg_rows WHERE verdict IS NULL ORDER BY raw LIMIT ${MOST_WORDS}`);
    for (const { raw } of found) {
      if (typeof raw !== 'string') continue;
      const blank = kind === 'refund' && raw === '';
      const canonical = known.get(normaliseStatus(raw)) ?? (blank ? 'none' : 'unknown');
      if (blank && !known.has('') && known.size === 0) continue;
      await db.write(
        bindParams('INSERT INTO stg_vocabulary VALUES ($kind, $raw, $canonical, $rank)', [
          { name: 'kind', type: 'VARCHAR', value: kind },
          { name: 'raw', type: 'VARCHAR', value: raw },
          { name: 'canonical', type: 'VARCHAR', value: canonical },
          { name: 'rank', type: 'INTEGER', value: ranks[canonical] ?? null },
        ]),
      );
    }
    const rank = ranks.unknown ?? 'NULL';
    await db.write(`
      INSERT INTO stg_vocabulary SELECT DISTINCT '${kind}', ${column}, 'unknown', ${rank}::INTEGER FROM stg_rows
      WHERE verdict IS NULL AND ${column} IS NOT NULL AND ${column} NOT IN (SELECT raw FROM stg_vocabulary WHERE kind = '${kind}')`);
  }
}

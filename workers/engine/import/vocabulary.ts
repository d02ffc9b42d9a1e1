import type { FormatDefinition } from '../../../src/domain/contracts/format.ts';
import { normaliseStatus, normalisedVocabulary } from '../../../src/domain/recognise/normalise-status.ts';
import { bindParams, type Param } from '../../../src/domain/sql/bind-params.ts';
import { compileTable } from '../../../src/domain/sql/compile-ddl.ts';
import type { Database } from '../db.ts';
import { modelNamed } from '../registry.ts';

/** The lowest rank among an order's lines is the order's; closed ones only count when all are closed. */
const STATUS_RANKS: Readonly<Record<string, number>> = {
  pending_payment: 1,
  partially_paid: 2,
  paid_unshipped: 3,
  partially_shipped: 4,
  shipped: 5,
  completed: 6,
  closed_refunded: 11,
  closed: 12,
  closed_unpaid: 13,
  unknown: 20,
};
/** The highest rank among an order's lines is the order's. */
const REFUND_RANKS: Readonly<Record<string, number>> = {
  none: 0,
  closed: 1,
  rejected: 2,
  requested: 3,
  approved_wait_return: 4,
  return_shipped: 5,
  arbitration: 6,
  refunded: 7,
};

const KINDS = [
  { kind: 'status', words: (format: FormatDefinition) => format.statuses, ranks: STATUS_RANKS },
  { kind: 'fulfilment', words: (format: FormatDefinition) => format.fulfilmentStatuses ?? {}, ranks: STATUS_RANKS },
  { kind: 'refund', words: (format: FormatDefinition) => format.refundStatuses ?? {}, ranks: REFUND_RANKS },
] as const;

/** More different words than this and the column is no status; what is left counts as unknown. */
const MOST_WORDS = 300; // also the LIMIT below

const INSERT = `
INSERT INTO stg_vocabulary
SELECT $kind, unnest($raws), unnest($meanings), TRY_CAST(unnest($ranks) AS INTEGER)`;

const DISTINCT = {
  status:
    'SELECT DISTINCT status AS raw FROM stg_rows WHERE verdict IS NULL AND status IS NOT NULL ORDER BY raw LIMIT 300',
  fulfilment:
    'SELECT DISTINCT fulfilment_status AS raw FROM stg_rows WHERE verdict IS NULL AND fulfilment_status IS NOT NULL ORDER BY raw LIMIT 300',
  refund:
    "SELECT DISTINCT coalesce(refund_status, '') AS raw FROM stg_rows WHERE verdict IS NULL ORDER BY raw LIMIT 300",
} as const;

const REST = {
  status: `INSERT INTO stg_vocabulary SELECT DISTINCT 'status', status, 'unknown', 20 FROM stg_rows
    WHERE verdict IS NULL AND status NOT IN (SELECT raw FROM stg_vocabulary WHERE kind = 'status')`,
  fulfilment: `INSERT INTO stg_vocabulary SELECT DISTINCT 'fulfilment', fulfilment_status, NULL, NULL::INTEGER FROM stg_rows
    WHERE verdict IS NULL AND fulfilment_status NOT IN (SELECT raw FROM stg_vocabulary WHERE kind = 'fulfilment')`,
  refund: `INSERT INTO stg_vocabulary SELECT DISTINCT 'refund', refund_status, 'unknown', NULL::INTEGER FROM stg_rows
    WHERE verdict IS NULL AND refund_status NOT IN (SELECT raw FROM stg_vocabulary WHERE kind = 'refund')`,
} as const;

/** Looks up every status word of the staged rows once; a word the layout does not know becomes `unknown`. */
export async function readVocabulary(db: Database, format: FormatDefinition): Promise<void> {
  await db.write(compileTable(modelNamed('stg_vocabulary'), 'temporary'));
  for (const { kind, words, ranks } of KINDS) {
    const known: ReadonlyMap<string, string> = normalisedVocabulary<string>(words(format));
    const found = await db.writtenRows(DISTINCT[kind]);
    const raws = found.flatMap(({ raw }) =>
      typeof raw === 'string' && !(raw === '' && known.size === 0) ? [raw] : [],
    );
    const meanings = raws.map(
      (raw) => known.get(normaliseStatus(raw)) ?? (kind === 'refund' && raw === '' ? 'none' : 'unknown'),
    );
    const list = (name: string, value: string[]): Param => ({ name, type: 'VARCHAR[]', value });
    await db.write(
      bindParams(INSERT, [
        { name: 'kind', type: 'VARCHAR', value: kind },
        list('raws', raws),
        list('meanings', meanings),
        list(
          'ranks',
          meanings.map((meaning) => String(ranks[meaning] ?? '')),
        ),
      ]),
    );
    if (found.length === MOST_WORDS) await db.write(REST[kind]);
  }
}

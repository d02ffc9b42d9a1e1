import type { FieldName } from '../../../src/domain/contracts/canonical.ts';
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
  { kind: 'status', field: 'status', words: (format: FormatDefinition) => format.statuses, ranks: STATUS_RANKS },
  {
    kind: 'fulfilment',
    field: 'fulfilment_status',
    words: (format: FormatDefinition) => format.fulfilmentStatuses ?? {},
    ranks: STATUS_RANKS,
  },
  {
    kind: 'refund',
    field: 'refund_status',
    words: (format: FormatDefinition) => format.refundStatuses ?? {},
    ranks: REFUND_RANKS,
  },
] as const;

/** More different words than this and the column is no status; what is left counts as unknown. */
const MOST_WORDS = 300; // also the LIMIT below

const INSERT = `
INSERT INTO stg_vocabulary
SELECT unnest($kinds), unnest($raws), unnest($meanings), TRY_CAST(unnest($ranks) AS INTEGER)`;

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

type Word = { kind: string; raw: string; meaning: string; rank: string };

/** The words of one column; of a column the file does not have, only what its being blank means. */
function wordsOf({ kind, words, ranks }: (typeof KINDS)[number], format: FormatDefinition, found: string[]): Word[] {
  const known: ReadonlyMap<string, string> = normalisedVocabulary<string>(words(format));
  const raws = found.filter((raw) => raw !== '' || known.size > 0);
  return raws.map((raw) => {
    const meaning = known.get(normaliseStatus(raw)) ?? (kind === 'refund' && raw === '' ? 'none' : 'unknown');
    return { kind, raw, meaning, rank: String(ranks[meaning] ?? '') };
  });
}

/** What stands in the column; where there is none, all rows of the file are without a refund. */
async function distinctWords(db: Database, kind: keyof typeof DISTINCT, isPresent: boolean): Promise<string[]> {
  if (!isPresent) return kind === 'refund' ? [''] : [];
  const found = await db.writtenRows(DISTINCT[kind]);
  return found.flatMap(({ raw }) => (typeof raw === 'string' ? [raw] : []));
}

/**
 * Looks up every status word of the staged rows once; a word the layout does not know becomes `unknown`.
 * @returns whether there are such words.
 */
export async function readVocabulary(
  db: Database,
  format: FormatDefinition,
  present: ReadonlySet<FieldName>,
): Promise<boolean> {
  await db.write(compileTable(modelNamed('stg_vocabulary'), 'temporary'));
  const all: Word[] = [];
  const full: (keyof typeof REST)[] = [];
  for (const each of KINDS) {
    const found = await distinctWords(db, each.kind, present.has(each.field));
    all.push(...wordsOf(each, format, found));
    if (found.length === MOST_WORDS) full.push(each.kind);
  }
  const list = (name: string, value: string[]): Param => ({ name, type: 'VARCHAR[]', value });
  if (all.length > 0)
    await db.write(
      bindParams(INSERT, [
        list(
          'kinds',
          all.map(({ kind }) => kind),
        ),
        list(
          'raws',
          all.map(({ raw }) => raw),
        ),
        list(
          'meanings',
          all.map(({ meaning }) => meaning),
        ),
        list(
          'ranks',
          all.map(({ rank }) => rank),
        ),
      ]),
    );
  for (const kind of full) await db.write(REST[kind]);
  return full.length > 0 || all.some(({ meaning }) => meaning === 'unknown');
}

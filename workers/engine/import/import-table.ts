import { FIELDS, type FieldName } from '../../../src/domain/contracts/canonical.ts';
import type { ImportNote } from '../../../src/domain/contracts/import.ts';
import type { BindValue } from '../../../src/domain/sql/bind-params.ts';
import { compileDraft, NUMBER_ROWS, type DraftPlan } from '../../../src/domain/sql/compile-draft.ts';
import { compileInsert } from '../../../src/domain/sql/compile-ddl.ts';
import { compileIdentity } from '../../../src/domain/sql/compile-identity.ts';
import type { Database } from '../db.ts';
import { bindModel } from '../models.ts';
import { modelNamed } from '../registry.ts';
import { decideMoney, type MoneyFacts } from './decide-money.ts';
import { Judge } from './issues.ts';
import { headerOf, presentFields, type RecognisedTable } from './recognise-table.ts';
import { readVocabulary } from './vocabulary.ts';

/** What the file cannot say of itself. */
export type ImportFacts = { srcFileId: string; shopName: string; exportedAt: string };

type Values = Record<string, BindValue>;

function headerValues(found: RecognisedTable): Values {
  const fields: FieldName[] = ['order_id', 'line_id', 'created_at', 'status', 'refund_status'];
  return Object.fromEntries(fields.map((field) => [`header_${field}`, headerOf(found, field)]));
}

function duplicateKey({ format, columns }: RecognisedTable): string {
  if (format.rules?.orderIdFromRow || format.id.startsWith('custom-')) return 'none';
  if (format.grain !== 'line') return 'order';
  if (columns.some(({ field }) => field === 'line_id')) return 'line';
  return format.orderMoney === 'repeated' ? 'row' : 'none';
}

/** Rows of such a file are only told apart by all they say. */
export function hashesRows(found: RecognisedTable): boolean {
  return duplicateKey(found) === 'row' || found.format.rules?.orderIdFromRow === true;
}

/** Gives rows that belong to the order above them its number. */
async function fillDown(db: Database): Promise<void> {
  await db.write(`
    UPDATE stg_rows SET order_id = f.order_id, currency = coalesce(stg_rows.currency, f.currency)
    FROM (
      SELECT src_row, last_value(order_id IGNORE NULLS) OVER w AS order_id, last_value(currency IGNORE NULLS) OVER w AS currency
      FROM stg_rows WINDOW w AS (ORDER BY src_row)
    ) f
    WHERE stg_rows.src_row = f.src_row AND stg_rows.order_id IS NULL AND stg_rows.verdict IS NULL`);
}

async function judgeRows(judge: Judge, found: RecognisedTable): Promise<void> {
  const { format } = found;
  const { db } = judge;
  const values = {
    ...headerValues(found),
    duplicate_key: duplicateKey(found),
    requires_created_at: format.required.includes('created_at'),
  };
  if (format.fillDown?.includes('order_id')) await fillDown(db);
  if (format.rules?.orderIdFromRow) await db.write(NUMBER_ROWS);
  for (const rule of ['judge_required', 'judge_id_damaged', 'judge_duplicate']) await judge.runModel(rule, values);
  const present = presentFields(found);
  for (const identity of format.identities ?? []) {
    const select = compileIdentity(identity, present, headerOf(found, identity.left));
    if (select) await judge.run({ text: select, assignments: [] });
  }
  if (await readVocabulary(db, format, present)) await judge.runModel('judge_status', values);
}

function draftPlan(
  found: RecognisedTable,
  present: ReadonlySet<FieldName>,
  { repeated, signed }: MoneyFacts,
): DraftPlan {
  const { format } = found;
  const { rules } = format;
  const shareBy = repeated.size > 0 ? (rules?.detectRepeatedLineMoney?.against ?? null) : null;
  return {
    present,
    sumsLines: format.orderMoney === 'sum_of_lines',
    repeated,
    shareBy,
    standIns: format.standIns ?? [],
    rowIsOrder: duplicateKey(found) === 'order' && format.fillDown === undefined,
    knowsRefundWords: Object.keys(format.refundStatuses ?? {}).length > 0,
    negativeIsReturn: signed,
    cancelPrefix: rules?.cancelPrefix ?? '',
  };
}

/** What the format and its rules say, as parameters of the resolving models. */
function formatValues({ format }: RecognisedTable): Values {
  const { rules = {}, statusWithoutColumn, standIns = [] } = format;
  const { unpaid, paid, refunded } = statusWithoutColumn ?? {
    unpaid: 'unknown',
    paid: 'unknown',
    refunded: 'closed_refunded',
  };
  return {
    platform: format.platform,
    default_currency: format.currency.kind === 'fixed' ? format.currency.code : format.currency.fallback,
    tz: format.timeZone,
    unpaid_status: unpaid,
    paid_status: paid,
    refunded_status: refunded,
    every_row_is_paid: rules.everyRowIsPaid === true,
    date_from_order_id: rules.dateFromOrderId !== undefined,
    paid_at_stand_in: standIns.some(({ field }) => field === 'paid_at'),
    refund_in_full: rules.refundInFullWhenRefunded === true,
    refund_in_full_when_closed: rules.refundInFullWhenClosedRefunded === true,
    closed_at_closes: rules.closedAtCloses === true,
    sums_lines: format.orderMoney === 'sum_of_lines',
    authority: format.authority,
  };
}

/** What the file itself states and shows, as parameters of the resolving models. */
function fileValues({ format }: RecognisedTable, present: ReadonlySet<FieldName>, money: MoneyFacts): Values {
  const cancelPrefix = format.rules?.cancelPrefix ?? '';
  return {
    has_status: present.has('status'),
    has_refund: present.has('refunded_amount'),
    has_refund_status: present.has('refund_status'),
    net_of_refund: money.netOfRefund,
    returns: money.signed || cancelPrefix !== '',
    negative_is_return: money.signed,
    cancel_prefix: cancelPrefix,
    paid_is_repeated: money.repeated.has('buyer_paid_amount'),
    share_by_payable: money.repeated.size > 0,
  };
}

/** Whether a state may say how much was given back. */
const infersRefunds = (values: Values) =>
  (values['refund_in_full'] === true && values['has_refund'] !== true) || values['refund_in_full_when_closed'] === true;

function standInNotes({ format }: RecognisedTable, present: ReadonlySet<FieldName>): ImportNote[] {
  return (format.standIns ?? [])
    .filter(({ field, from }) => !present.has(field) && present.has(from))
    .map(({ field, note }) => ({ code: `stand_in_${field}`, text: note, params: {} }));
}

/** Judges the staged rows and writes what is left of them as order and line versions. */
export async function importTable(db: Database, found: RecognisedTable, facts: ImportFacts): Promise<ImportNote[]> {
  const present = presentFields(found);
  const judge = new Judge(db, facts.srcFileId);
  await judgeRows(judge, found);
  const money = await decideMoney(db, found.format, present);
  for (const statement of compileDraft(draftPlan(found, present, money))) await db.write(statement);
  const known: Values = { default_shop: facts.shopName, exported_at: facts.exportedAt, src_file_id: facts.srcFileId };
  const values = { ...headerValues(found), ...formatValues(found), ...fileValues(found, present, money), ...known };
  const insert = async (table: string, model: string) => {
    const bound = bindModel(modelNamed(model), values);
    await db.write({ ...bound, text: compileInsert(table, bound.text) });
  };
  await insert('order_versions', 'resolve_orders');
  if (found.format.grain !== 'order') {
    await insert('order_line_versions', 'resolve_lines');
    if (found.gift.title !== undefined) await insert('order_line_versions', 'resolve_gifts');
  }
  if (values['date_from_order_id'] === true) await judge.runModel('note_date_from_order_id', values);
  if (infersRefunds(values)) await judge.runModel('note_refund_inferred', values);
  return [...money.notes, ...standInNotes(found, present)];
}

/** An unreadable number always refuses its row; an unreadable time only where the layout requires it. */
export function refusesRow({ format }: RecognisedTable): (field: FieldName) => boolean {
  return (field) => FIELDS[field].kind !== 'timestamp' || format.required.includes(field);
}

const STAGED = [
  'DROP VIEW IF EXISTS stg_orders',
  'DROP VIEW IF EXISTS stg_weights',
  'DROP TABLE IF EXISTS stg_sums',
  'DROP TABLE IF EXISTS stg_vocabulary',
  'DROP TABLE IF EXISTS stg_rows',
];

/** Gives back the memory of what lives only inside one import; a failed one gives it back by its rollback. */
export async function dropStaged(db: Database): Promise<void> {
  for (const drop of STAGED) await db.write(drop);
}

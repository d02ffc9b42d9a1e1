import { FIELDS, type FieldName } from '../../../src/domain/contracts/canonical.ts';
import type { ImportNote } from '../../../src/domain/contracts/import.ts';
import type { BindValue } from '../../../src/domain/sql/bind-params.ts';
import { compileDraft, NUMBER_ROWS, type DraftPlan } from '../../../src/domain/sql/compile-draft.ts';
import { compileIdentity } from '../../../src/domain/sql/compile-identity.ts';
import type { Database } from '../db.ts';
import { bindModel } from '../models.ts';
import { modelNamed } from '../registry.ts';
import { decideMoney, type MoneyFacts } from './decide-money.ts';
import { judge, judgeModel } from './issues.ts';
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

async function judgeRows(db: Database, found: RecognisedTable, srcFileId: string): Promise<void> {
  const { format } = found;
  const values = { ...headerValues(found), duplicate_key: duplicateKey(found), requires_created_at: format.required.includes('created_at') };
  if (format.fillDown?.includes('order_id')) await fillDown(db);
  if (format.rules?.orderIdFromRow) await db.write(NUMBER_ROWS);
  for (const rule of ['judge_required', 'judge_id_damaged', 'judge_duplicate']) await judgeModel(db, srcFileId, rule, values);
  const present = presentFields(found);
  for (const identity of format.identities ?? []) {
    const select = compileIdentity(identity, present, headerOf(found, identity.left));
    if (select) await judge(db, srcFileId, { text: select, assignments: [] });
  }
  await readVocabulary(db, format);
  await judgeModel(db, srcFileId, 'judge_status', values);
}

function draftPlan({ format }: RecognisedTable, present: ReadonlySet<FieldName>, { repeated, signed }: MoneyFacts): DraftPlan {
  const { rules } = format;
  const shareBy = repeated.size > 0 ? (rules?.detectRepeatedLineMoney?.against ?? null) : null;
  return {
    present,
    sumsLines: format.orderMoney === 'sum_of_lines',
    repeated,
    shareBy,
    standIns: format.standIns ?? [],
    orderIdFromRow: rules?.orderIdFromRow === true,
    negativeIsReturn: signed,
    cancelPrefix: rules?.cancelPrefix ?? '',
  };
}

function resolveValues({ format }: RecognisedTable, present: ReadonlySet<FieldName>, facts: ImportFacts, money: MoneyFacts): Values {
  const { rules, statusWithoutColumn: without } = format;
  const returns = money.signed || (rules?.cancelPrefix ?? '') !== '';
  return {
    platform: format.platform,
    default_shop: facts.shopName,
    default_currency: format.currency.kind === 'fixed' ? format.currency.code : format.currency.fallback,
    tz: format.timeZone,
    has_status: present.has('status'),
    unpaid_status: without?.unpaid ?? 'unknown',
    paid_status: without?.paid ?? 'unknown',
    refunded_status: without?.refunded ?? 'closed_refunded',
    has_refund: present.has('refunded_amount'),
    has_refund_status: present.has('refund_status'),
    has_paid_amount: present.has('buyer_paid_amount'),
    net_of_refund: money.netOfRefund,
    every_row_is_paid: rules?.everyRowIsPaid === true,
    date_from_order_id: rules?.dateFromOrderId !== undefined,
    paid_at_stand_in: (format.standIns ?? []).some(({ field }) => field === 'paid_at'),
    refund_in_full: rules?.refundInFullWhenRefunded === true,
    refund_in_full_when_closed: rules?.refundInFullWhenClosedRefunded === true,
    closed_at_closes: rules?.closedAtCloses === true,
    returns,
    negative_is_return: money.signed,
    cancel_prefix: rules?.cancelPrefix ?? '',
    sums_lines: format.orderMoney === 'sum_of_lines',
    paid_is_repeated: money.repeated.has('buyer_paid_amount'),
    share_by_payable: money.repeated.size > 0,
    authority: format.authority,
    exported_at: facts.exportedAt,
    src_file_id: facts.srcFileId,
  };
}

function standInNotes({ format }: RecognisedTable, present: ReadonlySet<FieldName>): ImportNote[] {
  return (format.standIns ?? [])
    .filter(({ field, from }) => !present.has(field) && present.has(from))
    .map(({ field, note }) => ({ code: `stand_in_${field}`, text: note, params: {} }));
}

/** Judges the staged rows and writes what is left of them as order and line versions. */
export async function importTable(db: Database, found: RecognisedTable, facts: ImportFacts): Promise<ImportNote[]> {
  const present = presentFields(found);
  await judgeRows(db, found, facts.srcFileId);
  const money = await decideMoney(db, found.format, present);
  await db.write(compileDraft(draftPlan(found, present, money)));
  const values = { ...headerValues(found), ...resolveValues(found, present, facts, money) };
  const insert = async (table: string, model: string) => {
    const bound = bindModel(modelNamed(model), values);
    await db.write({ ...bound, text: `INSERT INTO ${table} BY NAME ${bound.text}` });
  };
  await insert('order_versions', 'resolve_orders');
  if (found.format.grain !== 'order') await insert('order_line_versions', 'resolve_lines');
  await judgeModel(db, facts.srcFileId, 'note_date_from_order_id', values);
  await judgeModel(db, facts.srcFileId, 'note_refund_inferred', values);
  return [...money.notes, ...standInNotes(found, present)];
}

/** An unreadable number always refuses its row; an unreadable time only where the layout requires it. */
export function refusesRow({ format }: RecognisedTable): (field: FieldName) => boolean {
  return (field) => FIELDS[field].kind !== 'timestamp' || format.required.includes(field);
}

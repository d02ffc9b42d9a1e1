import type { FieldName } from '../../../src/domain/contracts/canonical.ts';
import type { FormatDefinition } from '../../../src/domain/contracts/format.ts';
import type { ImportNote } from '../../../src/domain/contracts/import.ts';
import { compileRepetition } from '../../../src/domain/sql/compile-arithmetic.ts';
import type { Database } from '../db.ts';

/** What the file's own arithmetic says about its money columns. */
export type MoneyFacts = {
  netOfRefund: boolean;
  repeated: Set<FieldName>;
  /** Rows carry signs, so a sign and not a number's prefix tells a return. */
  signed: boolean;
  notes: ImportNote[];
};

/** Share of the telling rows that must agree before the arithmetic is believed. */
const CONVINCED = 0.9;

const NET: ImportNote['text'] = {
  'zh-CN':
    '此文件的“实付”已扣除退款：{rows} 行有退款的订单中，{agree} 行满足 应付 − 退款 = 实付。支付金额按 实付 + 退款 计，净销售额即实付。',
  en: 'The paid amount in this file is already net of refunds: {agree} of {rows} refunded orders satisfy payable − refund = paid. Paid amount is paid + refund; net sales is the column itself.',
};
const UNSURE: ImportNote['text'] = {
  'zh-CN': '看不出此文件的“实付”是否已扣除退款（{rows} 行有退款，{agree} 行像已扣除），按未扣除计。请与平台页面核对。',
  en: 'It cannot be told whether the paid amount is net of refunds ({agree} of {rows} refunded rows look so); taken as gross. Compare with the platform’s page.',
};
const REPEATED: ImportNote['text'] = {
  'zh-CN': '此文件在每行重复整单实付（{orders} 个多行订单中有 {agree} 个），每单只计一次，按行应付金额分摊。',
  en: 'This file repeats the order’s paid amount on each line ({agree} of {orders} orders with several lines); it counts once and is shared by line payable.',
};

const NET_ROWS = `
SELECT count(*) AS rows,
  count(*) FILTER (WHERE abs(payable_amount - refunded_amount - buyer_paid_amount) < 0.005) AS net,
  count(*) FILTER (WHERE abs(payable_amount - buyer_paid_amount) < 0.005) AS gross
FROM stg_rows
WHERE verdict IS NULL AND refunded_amount > 0 AND paid_at IS NOT NULL AND buyer_paid_amount IS NOT NULL AND payable_amount IS NOT NULL`;

async function countsOf(db: Database, select: string): Promise<(name: string) => number> {
  const [found] = await db.writtenRows(select);
  return (name) => Number(found?.[name] ?? 0);
}

async function isNetOfRefund(db: Database, notes: ImportNote[]): Promise<boolean> {
  const count = await countsOf(db, NET_ROWS);
  const [rows, net, gross] = [count('rows'), count('net'), count('gross')];
  if (rows === 0) return false;
  const isNet = net >= rows * CONVINCED && net > gross;
  if (isNet) notes.push({ code: 'net_of_refund', text: NET, params: { rows, agree: net } });
  else if (gross < rows * CONVINCED)
    notes.push({ code: 'net_of_refund_unsure', text: UNSURE, params: { rows, agree: net } });
  return isNet;
}

async function isRepeated(
  db: Database,
  rule: { field: FieldName; against: FieldName },
  notes: ImportNote[],
): Promise<boolean> {
  const count = await countsOf(db, compileRepetition(rule.field, rule.against));
  const [orders, agree] = [count('orders'), count('agree')];
  if (orders === 0 || agree * 2 <= orders) return false;
  notes.push({ code: 'line_money_repeated', text: REPEATED, params: { orders, agree } });
  return true;
}

async function isSigned(db: Database): Promise<boolean> {
  const [found] = await db.writtenRows(
    'SELECT count(*) AS n FROM stg_rows WHERE verdict IS NULL AND (qty < 0 OR line_amount < 0 OR unit_list_price < 0)',
  );
  return Number(found?.n) > 0;
}

const NEEDED = ['refunded_amount', 'buyer_paid_amount', 'payable_amount'] as const;

/** Decides per file what cannot be told from its header. */
export async function decideMoney(
  db: Database,
  format: FormatDefinition,
  present: ReadonlySet<FieldName>,
): Promise<MoneyFacts> {
  const notes: ImportNote[] = [];
  const { detectNetOfRefund, detectRepeatedLineMoney: rule, negativeIsReturn } = format.rules ?? {};
  const asksNet = detectNetOfRefund === true && NEEDED.every((field) => present.has(field));
  const netOfRefund = asksNet && (await isNetOfRefund(db, notes));
  const asks = rule !== undefined && present.has(rule.field) && present.has(rule.against);
  const repeated = new Set<FieldName>(asks && (await isRepeated(db, rule, notes)) ? [rule.field] : []);
  const signed = negativeIsReturn === true && (await isSigned(db));
  return { netOfRefund, repeated, signed, notes };
}

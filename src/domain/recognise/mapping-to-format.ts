import { FIELD_NAMES, FIELDS, type FieldName } from '../contracts/canonical.ts';
import type { FormatDefinition, HeaderNames, StandIn } from '../contracts/format.ts';
import type { ColumnMapping } from '../contracts/import.ts';
import { COMMON_REFUND_STATUSES, COMMON_STATUSES } from './common-statuses.ts';
import { isPersonalName } from './find-personal.ts';
import { normaliseHeader } from './normalise-header.ts';

const ORDER_MONEY: readonly FieldName[] = FIELD_NAMES.filter(
  (field) => FIELDS[field].kind === 'money' && FIELDS[field].level === 'order',
);
const OF_A_PRODUCT: readonly FieldName[] = [
  'product_id',
  'sku_id',
  'merchant_sku_code',
  'merchant_product_code',
  'title',
  'unit_list_price',
];
const AMOUNTS: readonly FieldName[] = [
  'buyer_paid_amount',
  'payable_amount',
  'line_amount',
  'line_paid_amount',
  'list_amount',
  'unit_list_price',
];

const REFUNDS: readonly FieldName[] = ['refunded_amount', 'line_refunded_amount'];

const PAID_WHEN_PLACED: StandIn = {
  field: 'paid_at',
  from: 'created_at',
  note: {
    'zh-CN': '没有付款时间，已付款的行按下单时间计入',
    en: 'No time of payment; paid rows count at the time they were placed',
  },
};

/** Tells custom formats apart: the same column names in any order give the same 8 hex digits. */
function headerHash(headers: readonly string[]): string {
  const text = headers
    .map(normaliseHeader)
    .filter((name) => name !== '')
    .sort()
    .join('\n');
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/**
 * A user's mapping as a format, so that a mapped file takes the same path as a known one. Fields without a column are
 * left out; fields named in the mapping must be there when the header is matched again.
 *
 * @param personalColumns header names found personal by their content, beyond those told by name.
 */
export function mappingToFormat(
  mapping: ColumnMapping,
  headers: readonly string[],
  personalColumns: readonly string[] = [],
): FormatDefinition {
  const fields = placedFields(mapping);
  const has = (field: FieldName) => fields[field] !== undefined;
  const shown = Object.entries(fields).filter(([field]) => field !== 'buyer' && field !== 'address');
  const kept = new Set(shown.flatMap(([, names]) => names));
  const isPersonal = (header: string) => isPersonalName(header) || personalColumns.includes(header.trim());
  return {
    id: `custom-${headerHash(headers)}`,
    platform: mapping.platform,
    title: { 'zh-CN': mapping.name, en: mapping.name },
    menuPath: { 'zh-CN': '自定义对应列', en: 'Mapped by hand' },
    confidence: 'confirmed',
    required: requiredFields(has),
    fingerprint: Object.values(fields).flat(),
    knownHeaders: headers,
    fields,
    personal: headers.filter((header) => isPersonal(header) && !kept.has(header.trim())),
    ...grainOf(mapping, has),
    authority: 20,
    dateOrder: mapping.dateOrder,
    statuses: COMMON_STATUSES,
    statusWithoutColumn: { unpaid: 'pending_payment', paid: 'completed', refunded: 'closed_refunded' },
    fulfilmentStatuses: COMMON_STATUSES,
    refundStatuses: COMMON_REFUND_STATUSES,
    currency: has('currency')
      ? { kind: 'field', fallback: mapping.currency }
      : { kind: 'fixed', code: mapping.currency },
    timeZone: mapping.currency === 'CNY' ? 'Asia/Shanghai' : 'UTC',
    clock: 'wall',
    ...(has('paid_at') ? {} : { standIns: [PAID_WHEN_PLACED] }),
    rules: rulesOf(mapping, has),
  };
}

type Has = (field: FieldName) => boolean;
type Fields = Partial<Record<FieldName, HeaderNames>>;
type Rules = NonNullable<FormatDefinition['rules']>;

/**
 * The mapped columns under the fields an import reads them from. Where no order money is mapped, rows add up and a line's
 * paid and refunded amounts are its share of the order's; the only amount of a table is the line's, so that negative rows
 * can be told as returns.
 */
function placedFields(mapping: ColumnMapping): Fields {
  const fields = new Map<FieldName, string>();
  for (const field of FIELD_NAMES) {
    const header = mapping.fields[field];
    if (header !== undefined) fields.set(field, header);
  }
  const only = onlyAmount(mapping, fields);
  if (only !== null) rename(fields, only, 'line_amount');
  if (mapping.grain === 'order' || !ORDER_MONEY.some((field) => fields.has(field))) {
    const priced = fields.has('line_amount') || fields.has('unit_list_price');
    rename(fields, 'line_paid_amount', priced ? 'buyer_paid_amount' : 'line_amount');
    rename(fields, 'line_refunded_amount', 'refunded_amount');
  }
  return Object.fromEntries([...fields].map(([field, header]): [FieldName, HeaderNames] => [field, [header]]));
}

function rename(fields: Map<FieldName, string>, from: FieldName, to: FieldName): void {
  const header = fields.get(from);
  if (header === undefined || fields.has(to)) return;
  fields.delete(from);
  fields.set(to, header);
}

/** The one amount of a table that states nothing of payment or refunds; null when there are more or it is a price. */
function onlyAmount(
  { grain, everyRowIsPaid }: ColumnMapping,
  fields: ReadonlyMap<FieldName, string>,
): FieldName | null {
  const money = [...fields.keys()].filter((field) => AMOUNTS.includes(field) || REFUNDS.includes(field));
  const [only] = money;
  if (only === undefined || money.length > 1 || REFUNDS.includes(only) || only === 'unit_list_price') return null;
  const isOrders = grain === 'line' && ORDER_MONEY.some((field) => fields.has(field));
  return everyRowIsPaid && !isOrders ? only : null;
}

function requiredFields(has: Has): FieldName[] {
  const amount = AMOUNTS.find(has);
  const priced: readonly FieldName[] = amount === 'unit_list_price' && has('qty') ? ['qty'] : [];
  return [
    ...(has('order_id') ? (['order_id'] as const) : []),
    has('created_at') || !has('paid_at') ? 'created_at' : 'paid_at',
    ...(amount === undefined ? [] : [amount]),
    ...priced,
  ];
}

function grainOf(mapping: ColumnMapping, has: Has): Pick<FormatDefinition, 'grain' | 'orderMoney'> {
  if (mapping.grain === 'order')
    return { grain: OF_A_PRODUCT.some(has) ? 'order_with_single_line' : 'order', orderMoney: 'per_order' };
  const statesOrder = ORDER_MONEY.some((field) => mapping.fields[field] !== undefined);
  return { grain: 'line', orderMoney: statesOrder ? 'repeated' : 'sum_of_lines' };
}

function rulesOf(mapping: ColumnMapping, has: Has): Rules {
  return { ...moneyRules(mapping, has), ...rowRules(mapping, has) };
}

function rowRules(mapping: ColumnMapping, has: Has): Rules {
  const numbered = has('order_id') && (mapping.grain === 'order' || has('line_id'));
  return {
    everyRowIsPaid: mapping.everyRowIsPaid,
    closedAtCloses: has('closed_at') && has('status'),
    orderIdFromRow: !has('order_id'),
    equalRowsAreLines: !numbered,
  };
}

function moneyRules(mapping: ColumnMapping, has: Has): Rules {
  const refunds = REFUNDS.some(has);
  const priced = has('line_amount') || (has('unit_list_price') && has('qty'));
  const linesAreMoney = priced && !has('buyer_paid_amount') && !has('payable_amount');
  return {
    negativeIsReturn: linesAreMoney && !refunds,
    cancelPrefix: linesAreMoney ? mapping.cancelPrefix : '',
    paidIsPayable: !has('buyer_paid_amount'),
    detectNetOfRefund: (['buyer_paid_amount', 'payable_amount', 'refunded_amount'] as const).every(has),
    refundInFullWhenRefunded: has('refund_status') && !refunds,
    refundInFullWhenClosedRefunded: !refunds && !linesAreMoney,
  };
}

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

/**
 * The mapped columns under the fields an import reads them from. Where no order money is mapped, rows add up and a line's
 * paid and refunded amounts are its share of the order's; the only amount of a table is the line's, so that negative rows
 * can be told as returns.
 */
function placedFields(mapping: ColumnMapping): Fields {
  const fields: Fields = {};
  for (const field of FIELD_NAMES) {
    const header = mapping.fields[field];
    if (header !== undefined) fields[field] = [header];
  }
  const rename = (from: FieldName, to: FieldName) => {
    const names = fields[from];
    if (names === undefined || fields[to] !== undefined) return;
    delete fields[from];
    fields[to] = names;
  };
  const stated = AMOUNTS.filter((field) => fields[field] !== undefined);
  const [only] = stated;
  const refunds = fields.refunded_amount !== undefined || fields.line_refunded_amount !== undefined;
  const orderAmount = mapping.grain === 'line' && ORDER_MONEY.some((field) => fields[field] !== undefined);
  if (
    only !== undefined &&
    stated.length === 1 &&
    only !== 'unit_list_price' &&
    mapping.everyRowIsPaid &&
    !refunds &&
    !orderAmount
  )
    rename(only, 'line_amount');
  if (mapping.grain === 'order' || !orderAmount) {
    if (fields.line_amount !== undefined || fields.unit_list_price !== undefined)
      rename('line_paid_amount', 'buyer_paid_amount');
    else rename('line_paid_amount', 'line_amount');
    rename('line_refunded_amount', 'refunded_amount');
  }
  return fields;
}

function requiredFields(has: Has): FieldName[] {
  const amount = AMOUNTS.find(has);
  const priced: readonly FieldName[] = amount === 'unit_list_price' && has('qty') ? ['qty'] : [];
  return [
    ...(has('order_id') ? (['order_id'] as const) : []),
    'created_at',
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

function rulesOf(mapping: ColumnMapping, has: Has): NonNullable<FormatDefinition['rules']> {
  const unnumbered = !has('order_id') || (mapping.grain === 'line' && !has('line_id'));
  const refunds = has('refunded_amount') || has('line_refunded_amount');
  const linesAreMoney =
    (has('line_amount') || (has('unit_list_price') && has('qty'))) &&
    !has('buyer_paid_amount') &&
    !has('payable_amount');
  return {
    ...(linesAreMoney && !refunds ? { negativeIsReturn: true } : {}),
    ...(mapping.everyRowIsPaid ? { everyRowIsPaid: true } : {}),
    ...(has('buyer_paid_amount') ? {} : { paidIsPayable: true }),
    ...(has('buyer_paid_amount') && has('payable_amount') && has('refunded_amount') ? { detectNetOfRefund: true } : {}),
    ...(has('refund_status') && !refunds ? { refundInFullWhenRefunded: true } : {}),
    ...(refunds || linesAreMoney ? {} : { refundInFullWhenClosedRefunded: true }),
    ...(has('closed_at') && has('status') ? { closedAtCloses: true } : {}),
    ...(has('order_id') ? {} : { orderIdFromRow: true }),
    ...(unnumbered ? { equalRowsAreLines: true } : {}),
    ...(mapping.cancelPrefix === '' || !linesAreMoney ? {} : { cancelPrefix: mapping.cancelPrefix }),
  };
}

import type { FieldName } from '../contracts/canonical.ts';
import type { Text } from '../contracts/text.ts';
import { numberOf } from './profile-column.ts';
import type { FoundFields, SampleColumn } from './sample-column.ts';

/** Order amounts and the line field that takes their place when they turn out to be stated line by line. */
const LINE_TWIN: readonly (readonly [FieldName, FieldName])[] = [
  ['payable_amount', 'line_amount'],
  ['list_amount', 'line_amount'],
  ['buyer_paid_amount', 'line_paid_amount'],
  ['refunded_amount', 'line_refunded_amount'],
  ['merchant_discount', 'line_discount'],
];

/** In a table of one row for each order its amounts are the order's. */
const ORDER_IS_ROW: readonly (readonly [FieldName, FieldName])[] = [
  ['line_paid_amount', 'buyer_paid_amount'],
  ['line_amount', 'buyer_paid_amount'],
  ['line_refunded_amount', 'refunded_amount'],
];

const ON_EVERY_LINE: Text = {
  'zh-CN': '同一订单各行数值不同，是每行自己的金额',
  en: 'differs between the rows of an order, so it is the amount of a row',
};
const WHOLE_ORDER: Text = {
  'zh-CN': '同一订单各行数值相同，是整单金额',
  en: 'is the same on all rows of an order, so it is the amount of the order',
};
const ONE_ROW_ONE_ORDER: Text = {
  'zh-CN': '每行是一笔订单，这是它的金额',
  en: 'every row is an order and this is its amount',
};

/**
 * Settles whether amounts speak of the order or of the line, by what the sample shows: a value that differs between the
 * rows of one order is a line's; one that is equal on all of them, in several orders, is the order's. Changes `found`.
 */
export function placeAmounts(found: FoundFields, grain: 'order' | 'line'): void {
  if (grain === 'order') {
    for (const [from, to] of ORDER_IS_ROW) move(found, { from, to, reason: ONE_ROW_ONE_ORDER });
    return;
  }
  const groups = rowsByOrder(found.get('order_id')?.column);
  for (const [order, line] of LINE_TWIN) {
    const stated = found.has(order);
    if (isStatedByLine(order, found, groups)) move(found, { from: order, to: line, reason: ON_EVERY_LINE });
    else if (!stated && order !== 'list_amount' && isStatedByOrder(line, found, groups))
      move(found, { from: line, to: order, reason: WHOLE_ORDER });
  }
}

type Groups = readonly (readonly number[])[];

function isStatedByLine(field: FieldName, found: FoundFields, groups: Groups): boolean {
  const column = found.get(field)?.column;
  return column !== undefined && !repeats(column, groups) && saysLine(column, found, groups);
}

function isStatedByOrder(field: FieldName, found: FoundFields, groups: Groups): boolean {
  const column = found.get(field)?.column;
  return column !== undefined && repeats(column, groups) && !isPriceTimesQuantity(column, found);
}

function move(found: FoundFields, { from, to, reason }: { from: FieldName; to: FieldName; reason: Text }): void {
  const hit = found.get(from);
  if (hit === undefined || found.has(to)) return;
  found.delete(from);
  found.set(to, { column: hit.column, reason });
}

/** Row indexes of every order with several rows in the sample. */
function rowsByOrder(ids: SampleColumn | undefined): number[][] {
  const groups = new Map<string, number[]>();
  ids?.cells.forEach((cell, row) => {
    const id = cell.trim();
    if (id !== '') groups.set(id, [...(groups.get(id) ?? []), row]);
  });
  return [...groups.values()].filter((rows) => rows.length > 1);
}

/** Equal on all rows, or only on the first and blank below, in every order; one order alone proves nothing. */
function repeats(column: SampleColumn, groups: Groups): boolean {
  const constant = groups.filter((rows) => {
    const stated = rows.map((row) => column.cells[row]?.trim() ?? '').filter((cell) => cell !== '');
    return new Set(stated).size <= 1;
  });
  return groups.length > 1 && constant.length === groups.length;
}

function saysLine(column: SampleColumn, found: FoundFields, groups: Groups): boolean {
  return (
    groups.length > 1 ||
    isPriceTimesQuantity(column, found) ||
    !/order|订单|整单|grand|总|应付|应收|实付|已付|支付|paid/i.test(column.header)
  );
}

/** Is the column price × quantity on nearly every row? */
function isPriceTimesQuantity(column: SampleColumn, found: FoundFields): boolean {
  const price = found.get('unit_list_price')?.column;
  const quantity = found.get('qty')?.column;
  if (price === undefined || quantity === undefined || price.index === column.index) return false;
  const checked = column.cells
    .map((cell, row) => [cell, price.cells[row] ?? '', quantity.cells[row] ?? ''].map((text) => numberOf(text.trim())))
    .filter((values) => values.every((value) => !Number.isNaN(value)));
  const holds = checked.filter(([amount = 0, unit = 0, count = 0]) => Math.abs(amount - unit * count) < 0.011);
  return checked.length > 0 && holds.length > checked.length * 0.9;
}

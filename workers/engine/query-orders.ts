import type { OrderPage, OrderQuery, OrderRow } from '../../src/domain/contracts/rows.ts';
import { compileOrders } from '../../src/domain/sql/compile-orders.ts';
import { askCells, numberAt, textAt, type Cells, type DbPort } from './db-port.ts';

/** One order row of an answer with the columns of `ORDER_OUTPUTS`. */
export function orderRowAt(columns: Cells, row: number): OrderRow {
  const text = (name: string) => textAt(columns, name, row);
  const number = (name: string) => numberAt(columns, name, row);
  return {
    shopId: text('shop_id') ?? '',
    shopName: text('shop_name') ?? '',
    platform: text('platform') ?? '',
    orderId: text('order_id') ?? '',
    createdAt: text('created_at'),
    paidAt: text('paid_at'),
    status: text('status') ?? 'unknown',
    statusRaw: text('status_raw'),
    province: text('province'),
    titles: text('titles'),
    itemQty: number('item_qty'),
    currency: text('currency') ?? '',
    payable: number('payable_amount'),
    paid: number('buyer_paid_amount'),
    refunded: number('refunded_amount'),
    fileName: text('file_name') ?? '',
    sheet: text('sheet') ?? '',
    line: number('src_row') ?? 0,
  };
}

/** A window into the order table and its length. @throws PARAM_INVALID, DIMENSION_UNKNOWN. */
export async function queryOrders(db: DbPort, query: OrderQuery, signal?: AbortSignal): Promise<OrderPage> {
  const { page, total } = compileOrders(query);
  const counted = await askCells({ db, signal }, total);
  const columns = await askCells({ db, signal }, page);
  return {
    total: numberAt(counted, 'total', 0) ?? 0,
    rows: Array.from({ length: columns['order_id']?.length ?? 0 }, (_, row) => orderRowAt(columns, row)),
  };
}

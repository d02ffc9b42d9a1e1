import type { Filters } from './metric.ts';
import type { Text } from './text.ts';

export type OrderSort = 'paid_at' | 'created_at' | 'buyer_paid_amount' | 'refunded_amount' | 'order_id' | 'status';

/** A window into the order table; sorted, filtered and searched in SQL. */
export type OrderQuery = {
  filters?: Filters;
  from?: string;
  to?: string;
  /** Which clock `from`, `to` and the time filters read: `created_at` unless said. */
  basis?: 'created_at' | 'paid_at';
  /** Matches order ids, product titles and merchant codes. */
  search?: string;
  sort: OrderSort;
  descending: boolean;
  offset: number;
  limit: number;
};

export type OrderRow = {
  shopId: string;
  shopName: string;
  platform: string;
  orderId: string;
  createdAt: string | null;
  paidAt: string | null;
  status: string;
  statusRaw: string | null;
  province: string | null;
  titles: string | null;
  itemQty: number | null;
  currency: string;
  payable: number | null;
  paid: number | null;
  refunded: number | null;
  fileName: string;
  sheet: string;
  line: number;
};

export type OrderPage = { total: number; rows: OrderRow[] };

/** One source row behind a number. */
export type TraceRow = OrderRow & { contribution: number };

/** How a number was made, down to the lines of the files; `recomputed` comes from exactly the listed row set. */
export type NumberTrace = {
  metric: string;
  formula: Text;
  definition: Text;
  value: number | null;
  recomputed: number | null;
  equal: boolean;
  /** `platform` of a shop: several shops can have one name; null of other parts. */
  groups: { label: string; platform: string | null; value: number | null; orders: number }[];
  files: { importId: string; fileName: string; sheet: string; rows: number }[];
  rows: TraceRow[];
  total: number;
};

import { addDays } from '../../src/domain/calendar/day.ts';
import type { DayRange } from '../../src/domain/contracts/import.ts';
import { MEASURES, type MeasureId } from '../../src/domain/contracts/define-metric.ts';
import { bindParams } from '../../src/domain/sql/bind-params.ts';
import type { CheckedQuery } from '../../src/domain/sql/read-query.ts';
import { numberAt, textAt, type Asking } from './db-port.ts';

/** How far the data of one shop in one currency reaches, and how many of its orders state what. */
export type Extent = {
  shopId: string;
  shopName: string;
  platform: string;
  currency: string;
  /** Whether no order at all leaves its shop, platform or currency open. */
  statesCurrency: boolean;
  firstDay: string | null;
  lastDay: string | null;
  lastEventAt: string | null;
  placedOrders: number;
  paidOrders: number;
  known: Partial<Record<MeasureId, number>>;
};

const KNOWN = [
  'payable_orders',
  'paid_amount_orders',
  'refund_orders',
  'receivable_orders',
  'item_orders',
  'stage_orders',
  'buyer_orders',
] as const;

const STATEMENT = bindParams(
  `SELECT e.*, coalesce(s.shop_name, e.shop_id) AS shop_name,
  (SELECT count(*) FROM mart_slice WHERE shop_id IS NULL OR platform IS NULL OR currency IS NULL)::INTEGER AS unstated
FROM mart_extent e
LEFT JOIN shop s ON s.shop_id = e.shop_id
ORDER BY e.shop_id, e.currency`,
  [],
);

const OUTPUTS = [
  { name: 'shop_id', type: 'VARCHAR' },
  { name: 'shop_name', type: 'VARCHAR' },
  { name: 'platform', type: 'VARCHAR' },
  { name: 'currency', type: 'VARCHAR' },
  { name: 'unstated', type: 'INTEGER' },
  { name: 'first_day', type: 'DATE' },
  { name: 'last_day', type: 'DATE' },
  { name: 'last_event_at', type: 'TIMESTAMP' },
  { name: 'placed_orders', type: 'INTEGER' },
  { name: 'paid_orders', type: 'INTEGER' },
  ...KNOWN.map((name) => ({ name, type: 'INTEGER' }) as const),
] as const;

/** The reach of everything imported. */
export async function readExtents({ db, signal }: Asking): Promise<Extent[]> {
  const columns: Record<string, ArrayLike<unknown>> = await db.query(STATEMENT, OUTPUTS, signal);
  return Array.from({ length: columns['shop_id']?.length ?? 0 }, (_, row) => ({
    shopId: textAt(columns, 'shop_id', row) ?? '',
    shopName: textAt(columns, 'shop_name', row) ?? '',
    platform: textAt(columns, 'platform', row) ?? '',
    currency: textAt(columns, 'currency', row) ?? '',
    statesCurrency: numberAt(columns, 'unstated', row) === 0,
    firstDay: textAt(columns, 'first_day', row),
    lastDay: textAt(columns, 'last_day', row),
    lastEventAt: textAt(columns, 'last_event_at', row),
    placedOrders: numberAt(columns, 'placed_orders', row) ?? 0,
    paidOrders: numberAt(columns, 'paid_orders', row) ?? 0,
    known: Object.fromEntries(
      KNOWN.filter((name) => name in MEASURES).map((name) => [name, numberAt(columns, name, row) ?? 0]),
    ),
  }));
}

/** Extents that a question's shop and platform filters leave. */
export function extentsInScope(extents: readonly Extent[], filters: CheckedQuery['filters']): Extent[] {
  return extents.filter(
    ({ shopId, platform }) =>
      (filters.shop?.includes(shopId) ?? true) && (filters.platform?.includes(platform) ?? true),
  );
}

/** The days that hold data, half-open; null without any. */
export function dataRange(extents: readonly Extent[]): DayRange | null {
  const firsts = extents.flatMap(({ firstDay }) => firstDay ?? []).toSorted();
  const lasts = extents.flatMap(({ lastDay }) => lastDay ?? []).toSorted();
  const first = firsts[0];
  const last = lasts.at(-1);
  return first === undefined || last === undefined ? null : { from: first, to: addDays(last, 1) };
}

/** The latest event, wall clock; null without data. */
export function dataAsOf(extents: readonly Extent[]): string | null {
  return (
    extents
      .flatMap(({ lastEventAt }) => lastEventAt ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}

/** The currency of most orders; ties go to the first by name. */
export function mainCurrency(extents: readonly Extent[]): string | null {
  const orders = new Map<string, number>();
  for (const { currency, placedOrders } of extents) orders.set(currency, (orders.get(currency) ?? 0) + placedOrders);
  return [...orders].toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b))[0]?.[0] ?? null;
}

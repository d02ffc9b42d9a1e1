import type { MetricQuery } from '../../src/domain/contracts/metric.ts';
import { queryMetric } from '../../workers/engine/query-metric.ts';
import { METRICS, openShop, type TestOrder } from './open-shop.ts';

/** The one number of a question without groups. */
export async function number(orders: readonly TestOrder[], query: MetricQuery): Promise<number | null | undefined> {
  const { port } = await openShop(orders);
  return (await queryMetric({ db: port, metrics: METRICS }, query)).rows[0]?.value;
}

/** Five invented orders around a month's ends. */
export const MARCH: readonly TestOrder[] = [
  { id: 'a', paid: '2024-03-01 00:00:00', amount: 100.1, refunded: 30, buyer: 'x', qty: 2, receivable: 110 },
  { id: 'b', paid: '2024-03-31 23:59:59', amount: 50.2, buyer: 'x', qty: 1, receivable: 50.2 },
  {
    id: 'c',
    paid: '2024-03-15 08:00:00',
    amount: 20,
    refunded: 20,
    buyer: 'y',
    qty: 3,
    status: 'closed_refunded',
    statusRaw: '未发货，退款成功',
    receivable: 20,
  },
  { id: 'd', paid: null, created: '2024-03-10 09:00:00', amount: 999, buyer: 'z', status: 'closed_unpaid' },
  {
    id: 'e',
    paid: '2024-04-01 00:00:00',
    created: '2024-03-31 23:00:00',
    amount: 7,
    buyer: 'y',
    qty: 1,
    receivable: 7,
  },
];

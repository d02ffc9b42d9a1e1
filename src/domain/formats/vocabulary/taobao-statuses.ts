import type { OrderStatus } from '../../contracts/canonical.ts';

/** Order states as both Taobao reports spell them; commas and blanks do not count when comparing. */
export const TAOBAO_STATUSES: Readonly<Record<string, OrderStatus>> = {
  等待买家付款: 'pending_payment',
  '定金已付，等待付尾款': 'partially_paid',
  '买家已付款，等待卖家发货': 'paid_unshipped',
  等待卖家发货: 'paid_unshipped',
  卖家部分发货: 'partially_shipped',
  '卖家已发货，等待买家确认': 'shipped',
  买家已签收: 'shipped',
  交易成功: 'completed',
  交易关闭: 'closed',
};

/** A cell that says there was no refund. */
export const TAOBAO_NULLS: readonly string[] = ['无退款申请'];

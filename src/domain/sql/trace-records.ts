/** Stage of paid, closed orders, from orders and lines; null where nothing tells. */
const STAGES = `shipping_files AS (
  SELECT src_file_id FROM orders WHERE shipped_at IS NOT NULL
  UNION
  SELECT src_file_id FROM order_lines WHERE shipped_at IS NOT NULL OR tracking_no IS NOT NULL
), shipped_orders AS (
  SELECT shop_id, order_id FROM orders WHERE shipped_at IS NOT NULL
  UNION
  SELECT shop_id, order_id FROM order_lines WHERE shipped_at IS NOT NULL OR tracking_no IS NOT NULL
)`;

/** Lines of the scoped orders, summed for each order and product. */
const pieces = (productKey: string) => `line_sums AS (
  SELECT
    l.shop_id,
    l.order_id,
    ${productKey} AS product_key,
    sum(l.payable_amount) AS payable_amount,
    sum(l.buyer_paid_amount) AS paid_amount,
    sum(coalesce(l.buyer_paid_amount, 0)) FILTER (WHERE l.refunded_amount IS NOT NULL) AS refund_base_amount,
    sum(l.refunded_amount) AS refunded_amount,
    sum(coalesce(l.buyer_paid_amount, 0)) FILTER (WHERE l.qty IS NOT NULL) AS item_base_amount,
    sum(CASE WHEN l.is_gift THEN 0 ELSE l.qty END) AS item_qty
  FROM order_lines l
  SEMI JOIN scoped c ON c.order_id = l.order_id AND c.shop_id = l.shop_id
  GROUP BY ALL
), order_sums AS (
  SELECT shop_id, order_id, sum(payable_amount) AS payable_amount, sum(paid_amount) AS paid_amount,
    sum(refund_base_amount) AS refund_base_amount, sum(refunded_amount) AS refunded_amount,
    sum(item_base_amount) AS item_base_amount, sum(item_qty) AS item_qty
  FROM line_sums
  GROUP BY shop_id, order_id
)`;

const STATED_ORDER = `stated AS (
  SELECT
    c.*,
    CASE WHEN c.is_paid THEN c.buyer_paid_amount END AS whole_paid,
    CASE WHEN c.is_paid AND c.refund_stated IS DISTINCT FROM false AND c.refunded_amount IS NOT NULL THEN coalesce(c.buyer_paid_amount, 0) END AS whole_refund_base,
    CASE WHEN c.is_paid AND c.refund_stated IS DISTINCT FROM false THEN c.refunded_amount END AS whole_refunded,
    CASE WHEN c.is_paid THEN c.bought_items END AS whole_qty,
    CASE WHEN c.is_paid AND c.bought_items IS NOT NULL THEN coalesce(c.buyer_paid_amount, 0) END AS whole_item_base
  FROM quantities c
)`;

/** An order's own quantity may count gifts; where a line is one, the other lines say what was bought. */
const QUANTITIES = `gifts AS (
  SELECT l.shop_id, l.order_id, sum(l.qty) FILTER (WHERE NOT l.is_gift) AS bought_qty
  FROM order_lines l
  SEMI JOIN (SELECT shop_id, order_id FROM order_lines WHERE is_gift) h ON h.order_id = l.order_id AND h.shop_id = l.shop_id
  GROUP BY l.shop_id, l.order_id
), quantities AS (
  SELECT c.*, CASE WHEN g.order_id IS NULL THEN c.item_qty ELSE coalesce(g.bought_qty, 0) END AS bought_items
  FROM scoped c
  LEFT JOIN gifts g ON g.order_id = c.order_id AND g.shop_id = c.shop_id
)`;

/** The part of each order that belongs to the asked products, and what no line explains under its own name. */
const BY_PRODUCT = `shares AS (
  SELECT l.shop_id, l.order_id, l.product_key,
    CASE WHEN c.payable_amount IS NOT NULL THEN l.payable_amount END AS payable_amount,
    CASE WHEN c.whole_paid IS NOT NULL THEN l.paid_amount END AS paid_amount,
    CASE WHEN c.whole_refund_base IS NOT NULL THEN l.refund_base_amount END AS refund_base_amount,
    CASE WHEN c.whole_refund_base IS NOT NULL THEN l.refunded_amount END AS refunded_amount,
    CASE WHEN c.whole_qty IS NOT NULL THEN l.item_base_amount END AS item_base_amount,
    CASE WHEN c.whole_qty IS NOT NULL THEN l.item_qty END AS item_qty
  FROM line_sums l
  JOIN stated c ON c.order_id = l.order_id AND c.shop_id = l.shop_id
  UNION ALL
  SELECT * FROM (
    SELECT c.shop_id, c.order_id, '（无商品明细）' AS product_key,
      c.payable_amount - coalesce(s.payable_amount, 0) AS payable_amount,
      c.whole_paid - coalesce(s.paid_amount, 0) AS paid_amount,
      c.whole_refund_base - coalesce(s.refund_base_amount, 0) AS refund_base_amount,
      c.whole_refunded - coalesce(s.refunded_amount, 0) AS refunded_amount,
      c.whole_item_base - coalesce(s.item_base_amount, 0) AS item_base_amount,
      c.whole_qty - coalesce(s.item_qty, 0) AS item_qty
    FROM stated c
    LEFT JOIN order_sums s ON s.order_id = c.order_id AND s.shop_id = c.shop_id
    WHERE s.order_id IS NULL
      OR c.payable_amount <> coalesce(s.payable_amount, 0)
      OR c.whole_paid <> coalesce(s.paid_amount, 0)
      OR c.whole_refund_base <> coalesce(s.refund_base_amount, 0)
      OR c.whole_refunded <> coalesce(s.refunded_amount, 0)
      OR c.whole_item_base <> coalesce(s.item_base_amount, 0)
      OR c.whole_qty <> coalesce(s.item_qty, 0)
  )
), traced AS (
  SELECT shop_id, order_id, sum(payable_amount) AS payable_amount, sum(paid_amount) AS paid_amount,
    sum(refund_base_amount) AS refund_base_amount, sum(refunded_amount) AS refunded_amount,
    sum(item_base_amount) AS item_base_amount, sum(item_qty) AS item_qty
  FROM shares
  WHERE list_contains($products, product_key)
  GROUP BY shop_id, order_id
)`;

const STAGE_COLUMN = `,
    CASE
      WHEN coalesce(c.status, 'unknown') = 'unknown' THEN NULL
      WHEN c.status NOT IN ('closed', 'closed_refunded') THEN false
      WHEN s.order_id IS NOT NULL THEN false
      WHEN regexp_matches(c.status_raw, '已发货|等待确认收货|Shipped') THEN false
      WHEN regexp_matches(c.status_raw, '未发货|待发货|等待出库|暂停|锁定') THEN true
      WHEN f.src_file_id IS NOT NULL THEN true
    END AS is_cancelled`;
const STAGE_JOINS = `
  LEFT JOIN shipped_orders s ON s.order_id = c.order_id AND s.shop_id = c.shop_id
  LEFT JOIN shipping_files f ON f.src_file_id = c.src_file_id`;

const TRACED_SHARE = `t.payable_amount, t.paid_amount, t.refund_base_amount, t.refunded_amount, t.item_base_amount, t.item_qty AS traced_qty`;
const TRACED_WHOLE = `c.payable_amount, c.whole_paid AS paid_amount, c.whole_refund_base AS refund_base_amount,
    c.whole_refunded AS refunded_amount, c.whole_item_base AS item_base_amount, c.whole_qty AS traced_qty`;

/** Which facts a traced metric needs; what it does not need is not read. */
export type RecordNeeds = { byProduct: boolean; stage: boolean; buyers: boolean; isNew: string | null };

const VISITS = (isNew: string | null) => `visits AS (
  SELECT
    x.*,
    ${isNew ?? 'NULL::BOOLEAN'} AS is_new,
    min(x.day) OVER (PARTITION BY x.customer_key) AS first_visit,
    row_number() OVER (PARTITION BY x.customer_key ORDER BY x.clock, x.order_id, x.shop_id) AS visit
  FROM joined x
), records AS (
  SELECT
    v.*,
    row_number() OVER (PARTITION BY v.customer_key, v.day > v.first_visit ORDER BY v.clock, v.order_id, v.shop_id) AS visit_kind
  FROM visits v
)`;

/**
 * CTEs from `scoped` to `records`: one row for each traced order with what it states for every measure, read from
 * orders and order lines alone, so that it checks the marts instead of repeating them.
 */
export function traceRecords(productKey: string, { byProduct, stage, buyers, isNew }: RecordNeeds): string {
  return `${QUANTITIES}, ${STATED_ORDER}, ${byProduct ? `${pieces(productKey)}, ${BY_PRODUCT}, ` : ''}${stage ? `${STAGES}, ` : ''}joined AS (
  SELECT
    c.* EXCLUDE (payable_amount, refunded_amount),
    ${byProduct ? TRACED_SHARE : TRACED_WHOLE},
    CASE WHEN c.is_paid THEN c.merchant_receivable_amount END AS receivable_amount${stage ? STAGE_COLUMN : ''}
  FROM stated c${byProduct ? '\n  JOIN traced t ON t.order_id = c.order_id AND t.shop_id = c.shop_id' : ''}${stage ? STAGE_JOINS : ''}
), ${buyers ? VISITS(isNew) : 'records AS (SELECT * FROM joined)'}`;
}
